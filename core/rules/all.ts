/** Every rule, in the order of the documentation. */
import { contradictsProof } from './answer/contradicts-proof';
import { leaksReasoning } from './answer/leaks-reasoning';
import { unsupportedEntity } from './answer/unsupported-entity';
import { unsupportedNumber } from './answer/unsupported-number';
import { haystackTooShort } from './archetype/haystack-too-short';
import { mustAbstain } from './archetype/must-abstain';
import { mustNotAbstain } from './archetype/must-not-abstain';
import { needleMissing } from './archetype/needle-missing';
import { reasonNotNamed } from './archetype/reason-not-named';
import { unknown } from './archetype/unknown';
import { archetypeBalance } from './dataset/archetype-balance';
import { contamination } from './dataset/contamination';
import { duplicateRecord } from './dataset/duplicate';
import { nearDuplicate } from './dataset/near-duplicate';
import { blankLine } from './json/blank-line';
import { bom } from './json/bom';
import { duplicateKey } from './json/duplicate-key';
import { invalidLine } from './json/invalid-line';
import { missingFinalNewline } from './json/missing-final-newline';
import { undecoded } from './json/undecoded';
import { duplicateId } from './metadata/duplicate-id';
import { missingMetadata } from './metadata/missing';
import { missingId } from './metadata/missing-id';
import { source } from './metadata/source';
import { timestamp } from './metadata/timestamp';
import { identifier } from './privacy/identifier';
import { PROMPT_RULES } from './prompt/rules';
import { ellipsis } from './proof/ellipsis';
import { entityMismatch } from './proof/entity-mismatch';
import { inexactQuote } from './proof/inexact-quote';
import { negationMismatch } from './proof/negation-mismatch';
import { noQuote } from './proof/no-quote';
import { notInContext } from './proof/not-in-context';
import { numberMismatch } from './proof/number-mismatch';
import { leaksAnswer } from './question/leaks-answer';
import { emptyMessage } from './record/empty-message';
import { missingField } from './record/missing-field';
import { mixedDialects } from './record/mixed-dialects';
import { roleOrder } from './record/role-order';
import { unknownRole } from './record/unknown-role';
import { unknownShape } from './record/unknown-shape';
import { wrongType } from './record/wrong-type';
import { changed } from './review/changed';
import { rejected } from './review/rejected';
import type { Rule } from './rule';
import { alias } from './tags/alias';
import { attributes } from './tags/attributes';
import { tagCase } from './tags/case';
import { codeFence } from './tags/code-fence';
import { duplicate } from './tags/duplicate';
import { empty } from './tags/empty';
import { missing } from './tags/missing';
import { misspelled } from './tags/misspelled';
import { nested } from './tags/nested';
import { order } from './tags/order';
import { strayText } from './tags/stray-text';
import { truncated } from './tags/truncated';
import { unclosed } from './tags/unclosed';
import { unexpectedClose } from './tags/unexpected-close';
import { arithmetic } from './think/arithmetic';
import { restarts } from './think/restarts';
import { unfinished } from './think/unfinished';
import { thinkUnsupportedNumber } from './think/unsupported-number';
import { closedSourceModel } from './upstream/closed-source-model';
import { provenance } from './upstream/provenance';

export const RULES: readonly Rule[] = [
  invalidLine,
  duplicateKey,
  blankLine,
  bom,
  missingFinalNewline,
  undecoded,
  unknownShape,
  missingField,
  wrongType,
  unknownRole,
  roleOrder,
  emptyMessage,
  mixedDialects,
  missing,
  unclosed,
  unexpectedClose,
  duplicate,
  order,
  nested,
  empty,
  tagCase,
  attributes,
  strayText,
  alias,
  misspelled,
  codeFence,
  truncated,
  notInContext,
  inexactQuote,
  numberMismatch,
  negationMismatch,
  entityMismatch,
  ellipsis,
  noQuote,
  unsupportedNumber,
  unsupportedEntity,
  contradictsProof,
  leaksReasoning,
  arithmetic,
  thinkUnsupportedNumber,
  unfinished,
  restarts,
  unknown,
  mustAbstain,
  mustNotAbstain,
  reasonNotNamed,
  haystackTooShort,
  needleMissing,
  leaksAnswer,
  missingMetadata,
  missingId,
  timestamp,
  source,
  duplicateId,
  duplicateRecord,
  nearDuplicate,
  contamination,
  archetypeBalance,
  identifier,
  changed,
  rejected,
  closedSourceModel,
  provenance,
  ...PROMPT_RULES,
];

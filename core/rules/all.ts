/** Every rule, in the order of the documentation. */
import { blankLine } from './json/blankLine';
import { bom } from './json/bom';
import { duplicateKey } from './json/duplicateKey';
import { invalidLine } from './json/invalidLine';
import { missingFinalNewline } from './json/missingFinalNewline';
import { inexactQuote } from './proof/inexactQuote';
import { notInContext } from './proof/notInContext';
import { numberMismatch } from './proof/numberMismatch';
import { emptyMessage } from './record/emptyMessage';
import { missingField } from './record/missingField';
import { roleOrder } from './record/roleOrder';
import { unknownRole } from './record/unknownRole';
import { unknownShape } from './record/unknownShape';
import { wrongType } from './record/wrongType';
import type { Rule } from './rule';
import { attributes } from './tags/attributes';
import { tagCase } from './tags/case';
import { duplicate } from './tags/duplicate';
import { empty } from './tags/empty';
import { missing } from './tags/missing';
import { nested } from './tags/nested';
import { order } from './tags/order';
import { strayText } from './tags/strayText';
import { unclosed } from './tags/unclosed';
import { unexpectedClose } from './tags/unexpectedClose';

export const RULES: readonly Rule[] = [
  invalidLine,
  duplicateKey,
  blankLine,
  bom,
  missingFinalNewline,
  unknownShape,
  missingField,
  wrongType,
  unknownRole,
  roleOrder,
  emptyMessage,
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
  notInContext,
  inexactQuote,
  numberMismatch,
];

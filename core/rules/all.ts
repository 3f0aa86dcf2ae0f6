/** Every rule, in the order of the documentation. */
import { unsupportedNumber } from './answer/unsupported-number';
import { blankLine } from './json/blank-line';
import { bom } from './json/bom';
import { duplicateKey } from './json/duplicate-key';
import { invalidLine } from './json/invalid-line';
import { missingFinalNewline } from './json/missing-final-newline';
import { inexactQuote } from './proof/inexact-quote';
import { notInContext } from './proof/not-in-context';
import { numberMismatch } from './proof/number-mismatch';
import { emptyMessage } from './record/empty-message';
import { missingField } from './record/missing-field';
import { roleOrder } from './record/role-order';
import { unknownRole } from './record/unknown-role';
import { unknownShape } from './record/unknown-shape';
import { wrongType } from './record/wrong-type';
import type { Rule } from './rule';
import { attributes } from './tags/attributes';
import { tagCase } from './tags/case';
import { duplicate } from './tags/duplicate';
import { empty } from './tags/empty';
import { missing } from './tags/missing';
import { nested } from './tags/nested';
import { order } from './tags/order';
import { strayText } from './tags/stray-text';
import { unclosed } from './tags/unclosed';
import { unexpectedClose } from './tags/unexpected-close';

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
  unsupportedNumber,
];

import { type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Span } from './span';

export interface JsonError {
  readonly message: string;
  readonly span: Span;
}

const MESSAGES: Readonly<Record<string, string>> = {
  InvalidSymbol: 'this is not a JSON value',
  InvalidNumberFormat: 'this is not a JSON number',
  PropertyNameExpected: 'expected a property name in double quotes',
  ValueExpected: 'expected a value',
  ColonExpected: 'expected ":" after the property name',
  CommaExpected: 'expected "," before this',
  CloseBraceExpected: 'expected "}"',
  CloseBracketExpected: 'expected "]"',
  EndOfFileExpected: 'expected the end of the line: one record to a line',
  InvalidCommentToken: 'comments are not allowed in JSON Lines',
  UnexpectedEndOfComment: 'comments are not allowed in JSON Lines',
  UnexpectedEndOfString: 'the string is not closed',
  UnexpectedEndOfNumber: 'the number is not finished',
  InvalidUnicode: 'expected four hexadecimal digits after "\\u"',
  InvalidEscapeCharacter: 'this escape is not one of JSON\'s: \\" \\\\ \\/ \\b \\f \\n \\r \\t \\u',
  InvalidCharacter: 'a control character must be escaped',
};

/** The first thing that makes `text` invalid JSON, with its place. `cause` is what `JSON.parse` threw. */
export function locateJsonError(text: string, cause: SyntaxError): JsonError {
  const errors: ParseError[] = [];
  parseTree(text, errors, { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false });
  const first = errors[0];
  if (first === undefined) return { message: cause.message, span: { start: 0, end: text.length } };
  const start = Math.min(first.offset, text.length);
  const end = Math.min(start + Math.max(first.length, 1), text.length);
  // An error at the very end would have an empty range: show the last character instead.
  return {
    message: MESSAGES[printParseErrorCode(first.error)] ?? cause.message,
    span: start === end ? { start: Math.max(0, start - 1), end } : { start, end },
  };
}

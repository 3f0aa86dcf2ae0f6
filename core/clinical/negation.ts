/** Words that turn a statement into its opposite. */

export const NEGATIONS = [
  'not',
  'no',
  'never',
  'none',
  'neither',
  'nor',
  'without',
  'cannot',
  'absent',
  'lacks?',
  'lacked',
  'failed to',
  'fails to',
  'free of',
] as const;

const ANY_NEGATION = new RegExp(`\\b(?:${NEGATIONS.join('|')})\\b|n['’]t\\b`, 'i');
const NEGATION = new RegExp(ANY_NEGATION, 'gi');

/** "No, the child …" and "not only" negate nothing. */
const NO_NEGATION = /^\W*no[,.:]\s|\bnot only\b|\bno (?:more|fewer|less|later) than\b/gi;

/** Whether a statement is negative: an odd number of negations. */
export function isNegative(statement: string): boolean {
  return (statement.replace(NO_NEGATION, ' ').match(NEGATION)?.length ?? 0) % 2 === 1;
}

export function hasNegation(text: string): boolean {
  return ANY_NEGATION.test(text);
}

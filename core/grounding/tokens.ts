/** A sentence as the pieces that can differ from another's: amounts, named things, negations, words. */

import { findEntities } from '../clinical/entities';
import { findNegations } from '../clinical/negation';
import { mapMatches } from '../text/mapMatches';
import { overlaps, type Span } from '../text/span';
import { findStatedQuantities } from './statedQuantities';

export type TokenKind = 'quantity' | 'entity' | 'negation' | 'word' | 'mark';

export interface Token {
  readonly kind: TokenKind;
  readonly span: Span;
  readonly text: string;
  /** Tokens with the same meaning have the same. */
  readonly meaning: string;
}

/** A word with its apostrophes and hyphens, or one other character. */
const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}'’]*(?:[-‐‑][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*|[^\s\p{L}\p{N}]/gu;

/** Named like a gene, a drug on trial or a trial, whether a list has it or not: "DRD3", "H3K27me2". */
const CODE = /^(?=.*\p{Lu})(?=.*\p{N})\p{L}/u;

/** The tokens of a text in order. White space belongs to none. */
export function readTokens(text: string): Token[] {
  const special: Token[] = [];
  const take = (kind: TokenKind, span: Span, meaning: string): void => {
    if (special.some((other) => overlaps(other.span, span))) return;
    special.push({ kind, span, text: text.slice(span.start, span.end), meaning: `${kind} ${meaning}` });
  };
  for (const { span, comparator, value, unit } of findStatedQuantities(text)) {
    take('quantity', span, `${comparator}${value} ${unit}`);
  }
  for (const { span, names } of findEntities(text)) take('entity', span, names[0] ?? '');
  for (const span of findNegations(text)) take('negation', span, 'not');
  special.sort((a, b) => a.span.start - b.span.start);
  const tokens: Token[] = [];
  let at = 0;
  for (const token of special) {
    tokens.push(...readWords(text, at, token.span.start), token);
    at = token.span.end;
  }
  return [...tokens, ...readWords(text, at, text.length)];
}

function readWords(text: string, start: number, end: number): Token[] {
  return mapMatches(text.slice(start, end), WORD, ({ 0: word, index }) => ({
    kind: kindOf(word),
    span: { start: start + index, end: start + index + word.length },
    text: word,
    meaning: foldWord(word),
  }));
}

function kindOf(word: string): TokenKind {
  if (CODE.test(word)) return 'entity';
  return /[\p{L}\p{N}]/u.test(word) ? 'word' : 'mark';
}

/** Case and the typography of dashes and apostrophes do not change a word's meaning. */
export function foldWord(word: string): string {
  return word
    .normalize('NFC')
    .toLowerCase()
    .replace(/[‐‑‒–—−]/g, '-')
    .replace(/[‘’]/g, "'")
    .replace(/[“”„«»]/g, '"');
}

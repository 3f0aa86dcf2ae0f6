import type { Span } from '../../text/span';
import type { Rule } from '../rule';

/** U+FFFD, itself or as JSON writes it, or a surrogate, which may be half of a character. */
const HINT = /\uFFFD|\\u(?:fffd|d[89a-f])/i;

const ESCAPE = /\uFFFD|\\(?:u([\da-f]{4})|[\s\S])/gi;

export const undecoded: Rule = {
  id: 'json/undecoded',
  summary: 'A character that was lost in decoding',
  severity: 'warning',
  fix: null,
  docs: {
    what: 'The replacement character U+FFFD ("�") in a record, or one half of a surrogate pair (`\\ud83e` without the other). It stands where bytes were read as UTF-8 that are none, or where text was cut within a character: the file is in another encoding, or its text was decoded wrongly before it was written.',
    why: 'The character that was meant is gone: a "µ" or "≥" that is lost changes a dose, and the model learns to write "�". Half a pair cannot be written as UTF-8 at all: loaders fail on it.',
    bad: 'context: The dose was 5 �g/kg.',
    good: 'context: The dose was 5 µg/kg.',
    misses:
      'Text that was decoded as another encoding without an error ("Âµg"). The problem is reported once for each record, at the first such character.',
  },
  record({ source }, report) {
    if (!HINT.test(source)) return;
    const [first, ...others] = findLost(source);
    if (!first) return;
    const more = others.length > 0 ? `, and ${others.length} more in this record` : '';
    report({
      message: `A character was lost here in decoding${more}: put it back from the source, and save the file as UTF-8.`,
      span: first,
    });
  },
};

/** Replacement characters, and escaped surrogates without their other half, in order. */
function findLost(source: string): Span[] {
  const lost: Span[] = [];
  /** The first half of a pair. */
  let half: Span | undefined;
  for (const { 0: written, 1: digits = 'fffd', index } of source.matchAll(ESCAPE)) {
    const span = { start: index, end: index + written.length };
    const unit = written.length > 1 && written[1] !== 'u' ? 0 : Number.parseInt(digits, 16);
    const isSecond = unit >= 0xdc00 && unit <= 0xdfff;
    const isPair = isSecond && half?.end === index;
    if (half && !isPair) lost.push(half);
    half = unit >= 0xd800 && unit < 0xdc00 ? span : undefined;
    if (unit === 0xfffd || (isSecond && !isPair)) lost.push(span);
  }
  if (half) lost.push(half);
  return lost;
}

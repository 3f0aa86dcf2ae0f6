import type { Span } from '../../text/span';
import type { ValueNode } from '../../text/valueNode';
import type { Rule } from '../rule';

/** U+FFFD, or one half of a surrogate pair. */
const LOST = /[\uFFFD\p{Cs}]/gu;

export const undecoded: Rule = {
  id: 'json/undecoded',
  summary: 'A character that was lost in decoding',
  severity: 'warning',
  fix: null,
  docs: {
    what: 'The replacement character U+FFFD ("�") in a record, or one half of a surrogate pair (`\\ud83e` without the other). They stand where bytes were read as UTF-8 that are none, or where a text was cut within a character.',
    why: 'The character that was meant is gone: a "µ" or "≥" that is lost changes a dose, and the model learns to write "�". Half a pair cannot be written as UTF-8 at all: loaders in Python fail on it.',
    bad: 'context: The dose was 5 �g/kg.',
    good: 'context: The dose was 5 µg/kg.',
    misses:
      'Text that was decoded as another encoding without an error ("Âµg"). The problem is reported once for each record, at the first such character.',
  },
  record({ source, root, sample }, report) {
    if (!source.includes('\\u') && !source.includes('\uFFFD') && source.isWellFormed()) return;
    const [first, ...others] = root ? lostIn(root) : lostInText(source, sample?.metadata);
    if (!first) return;
    const more = others.length > 0 ? `, and ${others.length} more in this record` : '';
    report({
      message: `A character was lost here in decoding${more}: put it back from the source, and save the file as UTF-8.`,
      span: first,
    });
  },
};

/**
 * In all texts of a value, in their order, as they are meant: where a backslash is one, what follows it is no escape.
 * However deep they stand: neither the search nor the places, found from the outside in, recur.
 */
function lostIn(root: ValueNode): Span[] {
  const lost: Span[] = [];
  const waiting = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    void node.span;
    const text = node.text();
    if (text) for (const span of spansOf(text.value)) lost.push(text.toSource(span));
    const members = node.kind === 'object' ? node.properties().map(({ value }) => value) : node.items();
    for (const value of members.toReversed()) waiting.push(value);
  }
  return lost;
}

/** In a `.vignette` sample, whose metadata alone may write a character as an escape. */
function lostInText(source: string, metadata: ValueNode | undefined): Span[] {
  if (!metadata) return spansOf(source);
  const { start, end } = metadata.span;
  const outside = spansOf(source).filter((span) => span.end <= start || span.start >= end);
  return [...lostIn(metadata), ...outside].sort((a, b) => a.start - b.start);
}

function spansOf(text: string): Span[] {
  return Array.from(text.matchAll(LOST), ({ index }) => ({ start: index, end: index + 1 }));
}

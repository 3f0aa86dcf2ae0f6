import type { Rule } from '../rule';

/** U+FFFD itself, and as JSON writes it. */
const REPLACEMENT = /\uFFFD|\\ufffd/gi;

export const undecoded: Rule = {
  id: 'json/undecoded',
  summary: 'A character that was lost in decoding',
  severity: 'warning',
  fix: null,
  docs: {
    what: 'The replacement character U+FFFD ("�") in a record. It stands where bytes were read as UTF-8 that are none: the file is in another encoding, or its text was decoded wrongly before it was written.',
    why: 'The character that was meant is gone: a "µ" or "≥" that is lost changes a dose, and the model learns to write "�".',
    bad: 'context: The dose was 5 �g/kg.',
    good: 'context: The dose was 5 µg/kg.',
    misses:
      'Text that was decoded as another encoding without an error ("Âµg"). The problem is reported once for each record, at the first such character.',
  },
  record({ source }, report) {
    if (!source.includes('\uFFFD') && !source.includes('\\u')) return;
    const [first, ...others] = source.matchAll(REPLACEMENT);
    if (!first) return;
    const more = others.length > 0 ? `, and ${others.length} more in this record` : '';
    report({
      message: `A character was lost here in decoding${more}: put it back from the source, and save the file as UTF-8.`,
      span: { start: first.index, end: first.index + first[0].length },
    });
  },
};

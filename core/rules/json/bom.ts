import type { Rule } from '../rule';

export const bom: Rule = {
  id: 'json/bom',
  summary: 'A byte order mark at the start of the file',
  severity: 'warning',
  fix: 'safe',
  docs: {
    what: 'A dataset that starts with the invisible character U+FEFF.',
    why: 'Many JSON parsers reject the first record because of it.',
    bad: 'U+FEFF {"messages": […]}',
    good: '{"messages": […]}',
  },
  file({ format, hasBom }, report) {
    if (format !== 'jsonl' || !hasBom) return;
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
    report({
      message: 'The file starts with a byte order mark; JSON Lines has none.',
      range,
      fix: { title: 'Remove the byte order mark', edits: [{ range, newText: '' }] },
    });
  },
};

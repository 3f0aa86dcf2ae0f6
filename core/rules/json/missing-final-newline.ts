import type { Rule } from '../rule';

export const missingFinalNewline: Rule = {
  id: 'json/missing-final-newline',
  summary: 'The last record has no line end',
  severity: 'info',
  fix: 'safe',
  docs: {
    what: 'A JSON Lines file whose last line does not end with a newline.',
    why: 'A program that appends to the file then writes its record onto the same line, and both are lost.',
    bad: '{"messages": […]}',
    good: '{"messages": […]}⏎',
  },
  file({ format, endsWithNewline, end }, report) {
    if (format !== 'jsonl' || endsWithNewline || end.character === 0) return;
    const range = { start: end, end };
    report({
      message: 'The last line does not end with a newline.',
      range,
      fix: { title: 'Add the final newline', edits: [{ range, newText: '\n' }] },
    });
  },
};

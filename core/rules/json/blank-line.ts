import type { Rule } from '../rule';

export const blankLine: Rule = {
  id: 'json/blank-line',
  summary: 'An empty line between records',
  severity: 'warning',
  fix: 'safe',
  docs: {
    what: 'A line of a JSON Lines file that holds nothing but white space.',
    why: 'JSON Lines has one value on every line; several loaders fail on an empty one.',
    bad: '{"messages": […]}\n\n{"messages": […]}',
    good: '{"messages": […]}\n{"messages": […]}',
  },
  file({ format, blankLines, end }, report) {
    if (format !== 'jsonl') return;
    for (const line of blankLines) {
      const start = { line, character: 0 };
      const range = { start, end: line === end.line ? end : { line: line + 1, character: 0 } };
      report({
        message: 'An empty line is not a record.',
        range: { start, end: start },
        fix: { title: 'Delete the empty line', edits: [{ range, newText: '' }] },
      });
    }
  },
};

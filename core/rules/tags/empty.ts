import type { Rule } from '../rule';

export const empty: Rule = {
  id: 'tags/empty',
  summary: 'A block that says nothing',
  severity: 'error',
  fix: null,
  docs: {
    what: 'A block with neither a letter nor a digit between its tags.',
    why: 'An empty proof teaches that evidence is a formality; an empty context cannot ground anything.',
    bad: '<proof>\n</proof>',
    good: '<proof>\n- "54 Gy in 30 fractions"\n</proof>',
  },
  malformed({ messages }, report) {
    for (const { content, tags } of messages) {
      for (const { name, open, close, content: words } of tags.blocks) {
        if (!close || SAYS_SOMETHING.test(content.value.slice(words.start, words.end))) continue;
        report({
          message: `<${name}> is empty.`,
          span: content.toSource({ start: open.span.start, end: close.span.end }),
        });
      }
    }
  },
};

const SAYS_SOMETHING = /[\p{L}\p{N}]/u;

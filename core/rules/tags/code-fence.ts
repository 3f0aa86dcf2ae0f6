import { foreignForms } from '../../sample/foreignBlocks';
import { tagsOfRole } from '../../sample/record';
import type { Span } from '../../text/span';
import { editFix } from '../fixes';
import type { Rule } from '../rule';

export const codeFence: Rule = {
  id: 'tags/code-fence',
  summary: 'A block wrapped in a code fence',
  severity: 'warning',
  fix: 'suggestion',
  docs: {
    what: 'A message, or the content of a block, that begins and ends with the ``` of a code fence.',
    why: 'The fence comes from the chat that the text was copied from; in training data it is a habit to learn.',
    bad: '<answer>\n```\n54 Gy\n```\n</answer>',
    good: '<answer>\n54 Gy\n</answer>',
    misses: 'Code fences around a part of a block.',
  },
  malformed({ messages }, report) {
    for (const message of messages) {
      const { role, content, tags } = message;
      if (tagsOfRole(role).length === 0 || !content.value.includes('```')) continue;
      const whole = { start: 0, end: content.value.length };
      for (const span of [whole, ...tags.blocks.map(({ content: words }) => words)]) {
        const fences = findFences(content.value, span);
        // The fence of an object of JSON goes when the object does.
        if (!fences || (span === whole && foreignForms(message).object)) continue;
        report({
          message: 'A code fence wraps this text.',
          span: content.toSource(fences[0]),
          fixes: editFix(
            'suggestion',
            'Remove the code fence',
            content,
            fences.map((fence) => ({ span: fence, words: '' })),
          ),
        });
        if (span === whole) break;
      }
    }
  },
};

const FENCED = /^(\s*)(```[\w-]*[ \t]*\n).*?(\n```[ \t]*)(\s*)$/s;

/** The opening and the closing fence of a stretch that is nothing but a fenced text. */
function findFences(text: string, { start, end }: Span): [Span, Span] | undefined {
  const stretch = text.slice(start, end);
  const match = FENCED.exec(stretch);
  if (!match) return undefined;
  const [, indent = '', open = '', close = '', rest = ''] = match;
  // Two fenced texts after one another are not one that is wrapped.
  if (stretch.split('```').length !== 3) return undefined;
  const from = start + indent.length;
  const to = end - rest.length;
  return [
    { start: from, end: from + open.length },
    { start: to - close.length, end: to },
  ];
}

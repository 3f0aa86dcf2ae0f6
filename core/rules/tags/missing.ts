import { type Message, type Sample, tagsOfRole } from '../../sample/record';
import type { TagName } from '../../sample/tags';
import { sourceOf } from '../../text/mappedText';
import type { Span } from '../../text/span';
import type { Rule } from '../rule';

export const missing: Rule = {
  id: 'tags/missing',
  summary: 'A block that every sample needs is not there',
  severity: 'error',
  fix: null,
  docs: {
    what: 'The user message must hold `<context>` and `<question>`, the last assistant message `<think>`, `<proof>` and `<answer>`.',
    why: 'A sample without proof teaches to answer without evidence; one without a context has nothing to be grounded in.',
    bad: '<think>\n…\n</think>\n\n<answer>\n54 Gy\n</answer>',
    good: '<think>\n…\n</think>\n\n<proof>\n- "54 Gy in 30 fractions"\n</proof>\n\n<answer>\n54 Gy\n</answer>',
  },
  sample(sample, report) {
    for (const message of graded(sample)) {
      const names = tagsOfRole(message.role);
      for (const name of names) {
        if (message.tags.blocks.some((block) => block.name === name)) continue;
        if (message.content.value.trim() === '') continue;
        report({
          message: `The ${message.role} message has no <${name}> block.`,
          span: placeFor(message, name, names),
        });
      }
    }
  },
};

/** The messages that must hold blocks: the first of the user and the last of the assistant. */
function graded({ messages }: Sample): Message[] {
  const user = messages.find(({ role }) => role === 'user');
  const assistant = messages.findLast(({ role }) => role === 'assistant');
  return [user, assistant].filter((message) => message !== undefined);
}

/** Where a reader would look for the block: the end of the one before it, else the start of the one after. */
function placeFor({ content, tags, roleAt }: Message, name: TagName, names: readonly TagName[]): Span {
  const order = names.indexOf(name);
  const top = tags.blocks.filter((block) => !block.parent);
  const before = top.findLast((block) => names.indexOf(block.name) < order);
  if (before) return content.toSource((before.close ?? before.open).span);
  const after = top[0];
  return after ? content.toSource(after.open.span) : sourceOf(roleAt);
}

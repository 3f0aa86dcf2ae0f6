import { foreignNames } from '../../sample/foreignBlocks';
import { type Message, type Sample, tagsOfRole } from '../../sample/record';
import type { TagName, TagToken } from '../../sample/tags';
import { sourceOf } from '../../text/mappedText';
import type { Span } from '../../text/span';
import type { Rule } from '../rule';
import { brokenOff } from './brokenOff';

export const missing: Rule = {
  id: 'tags/missing',
  summary: 'A block that every sample needs is not there',
  severity: 'error',
  fix: null,
  docs: {
    what: 'The user message must hold `<context>` and `<question>`, the last assistant message `<think>`, `<proof>` and `<answer>`. Parts in fields of their own are `record/missing-field`, and a block in the way of another format is `tags/alias`.',
    why: 'A sample without proof teaches to answer without evidence; one without a context has nothing to be grounded in.',
    bad: '<think>\n…\n</think>\n\n<answer>\n54 Gy\n</answer>',
    good: '<think>\n…\n</think>\n\n<proof>\n- "54 Gy in 30 fractions"\n</proof>\n\n<answer>\n54 Gy\n</answer>',
    misses: 'Blocks that a message did not come to because it breaks off: that is `tags/truncated`.',
  },
  malformed(sample, report) {
    for (const message of graded(sample)) {
      const names = tagsOfRole(message.role);
      const cutIn = brokenOff(message)?.block.name;
      const expected = cutIn ? names.slice(0, names.indexOf(cutIn)) : names;
      const foreign = foreignNames(message);
      const absent = expected.filter(
        (name) => !foreign.includes(name) && !message.tags.blocks.some((block) => block.name === name),
      );
      const places = new Map<TagToken | undefined, TagName[]>();
      for (const name of absent) {
        const place = placeFor(message, name, names);
        places.set(place, [...(places.get(place) ?? []), name]);
      }
      for (const [place, missingHere] of message.content.value.trim() === '' ? [] : places) {
        const blocks = missingHere.map((name) => `<${name}>`).join(', ');
        report({ message: `The ${message.role} message has no ${blocks}.`, span: spanOf(message, place) });
      }
    }
  },
};

/** The messages that must hold blocks: the first of the user and the last of the assistant. */
function graded({ dialect, messages }: Sample): Message[] {
  const user = messages.find(({ role }) => role === 'user');
  // What a prompt lets the assistant begin with is no answer yet.
  const assistant = dialect === 'prompts' ? undefined : messages.findLast(({ role }) => role === 'assistant');
  return [user, assistant].flatMap((message) => (message && !message.field ? [message] : []));
}

/** The tag a reader would look at: the end of the block before, else the start of the one after; else none. */
function placeFor({ tags }: Message, name: TagName, names: readonly TagName[]): TagToken | undefined {
  const order = names.indexOf(name);
  const top = tags.blocks.filter((block) => !block.parent);
  const before = top.findLast((block) => names.indexOf(block.name) < order);
  return before ? (before.close ?? before.open) : top[0]?.open;
}

function spanOf({ content, roleAt }: Message, place: TagToken | undefined): Span {
  return place ? content.toSource(place.span) : sourceOf(roleAt);
}

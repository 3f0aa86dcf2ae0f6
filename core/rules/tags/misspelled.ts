import { findTagLikes, isInBlock, TAG_ALIASES, type TagLike } from '../../sample/aliasTags';
import { type Message, tagsOfRole } from '../../sample/record';
import type { TagName } from '../../sample/tags';
import { editDistance, nearestWord } from '../../text/editDistance';
import { replaceFix } from '../fixes';
import type { Rule } from '../rule';

export const misspelled: Rule = {
  id: 'tags/misspelled',
  summary: 'A tag that is nearly one of ours',
  severity: 'error',
  fix: 'suggestion',
  docs: {
    what: 'Something written like a tag whose name is at most two letters from a tag that has meaning in the message, and a closing tag without an opening one where a block is left open.',
    why: 'To a reader of the tags it is text: the block is missing, or never ends.',
    bad: '<anwser>\n54 Gy\n</anwser>',
    good: '<answer>\n54 Gy\n</answer>',
    misses: 'Tags with attributes or spaces inside, and names of HTML elements.',
  },
  malformed({ messages }, report) {
    for (const message of messages) {
      const names = tagsOfRole(message.role);
      if (names.length === 0 || message.field) continue;
      const { content, tags } = message;
      const likes = findTagLikes(content.value, tags);
      for (const like of likes) {
        if (isKnown(like.name)) continue;
        const meant = nearest(like.name, names) ?? openBlock(like, likes, message);
        if (!meant) continue;
        const slash = like.closing ? '/' : '';
        report({
          message: `<${slash}${like.name}> is no tag; did you mean <${slash}${meant}>?`,
          span: content.toSource(like.span),
          fixes: replaceFix('suggestion', `Write <${slash}${meant}>`, content, like.nameSpan, meant),
        });
      }
    }
  },
};

/** Elements that texts may hold for their own sake. */
const HTML = new Set(
  'a b br em hr i p s u h1 li ol ul dl dt dd td th tr tt pre sub sup div del ins code span table thead tbody strong small mark quote cite center font img body head html title main nav time ruby input option output button canvas form frame'.split(
    ' ',
  ),
);

function isKnown(name: string): boolean {
  return TAG_ALIASES.has(name) || HTML.has(name);
}

/** Two edits make another word of a short name, so those have to share a start or an end with it. */
function nearest(name: string, names: readonly TagName[]): TagName | undefined {
  const meant = nearestWord(name, names, 2);
  if (!meant || editDistance(name, meant, 1) === 1) return meant;
  return meant.startsWith(name.slice(0, 2)) || meant.endsWith(name.slice(-2)) ? meant : undefined;
}

/** The block that an unknown closing tag ends, when nothing else does. */
function openBlock(like: TagLike, likes: readonly TagLike[], { tags }: Message): TagName | undefined {
  if (!like.closing || isInBlock(like.span, tags)) return undefined;
  if (likes.some(({ name, closing }) => name === like.name && !closing)) return undefined;
  const block = tags.blocks.find(
    ({ close, inner }) => !close && inner.start <= like.span.start && like.span.end <= inner.end,
  );
  return block?.name;
}

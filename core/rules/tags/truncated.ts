import type { Rule } from '../rule';

export const truncated: Rule = {
  id: 'tags/truncated',
  summary: 'A message that breaks off',
  severity: 'error',
  fix: null,
  docs: {
    what: 'An assistant message whose last block is not closed and whose text stops in the middle of a sentence: the writer ran out of tokens.',
    why: 'Closing the tag would hide that the text is incomplete; the sample has to be made again.',
    bad: '<answer>\nThe dose should be reduced because the',
    good: '<answer>\nThe dose should be reduced because the platelets fell.\n</answer>',
    misses:
      'A text that breaks off at the end of a sentence or of a short line; it is reported by `tags/unclosed` alone.',
  },
  sample({ messages }, report) {
    for (const { role, content, tags } of messages) {
      const last = tags.blocks.at(-1);
      if (role !== 'assistant' || !last || last.close || last.parent) continue;
      const { start, end } = last.content;
      const text = content.value.slice(start, end);
      if (end <= start || end < content.value.trimEnd().length || !breaksOff(text)) continue;
      const line = text.slice(text.lastIndexOf('\n') + 1);
      const word = /\S+$/.exec(line)?.[0] ?? line;
      report({
        message: 'The message breaks off in the middle of a sentence.',
        span: content.toSource({ start: end - word.length, end }),
      });
    }
  },
};

/** Ends a statement, also behind bold type, brackets, table bars and quotation marks. */
const ENDS_STATEMENT = /[.!?:;)\]"”’|`>%…][*_]*$|[*_]{1,2}$/;

const DANGLING =
  /(?:[,(=≈+×/–—-]|(?<![\p{L}\p{N}-])(?:and|or|but|because|so|the|a|an|of|to|with|by|for|from|as|that|which|if|when|is|are|was|were|at|into|than|in|on))$/u;

/** Words that a last line without punctuation must have to be taken for half a sentence. */
const SENTENCE_WORDS = 6;

function breaksOff(text: string): boolean {
  if (DANGLING.test(text)) return true;
  if (ENDS_STATEMENT.test(text)) return false;
  const line = text.slice(text.lastIndexOf('\n') + 1).trim();
  if (/^(?:[-*•]|\d{1,2}[.)]?)$/.test(line)) return true;
  if (line.split('(').length > line.split(')').length) return true;
  return line.split(/\s+/).length >= SENTENCE_WORDS;
}

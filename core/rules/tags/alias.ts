import { foreignForms, isCertain } from '../../sample/foreignBlocks';
import { editFix, replaceFix } from '../fixes';
import type { Rule } from '../rule';

export const alias: Rule = {
  id: 'tags/alias',
  summary: 'A block in the way of another format',
  severity: 'warning',
  fix: 'safe',
  docs: {
    what: 'Blocks of an assistant message as other formats write them. Names: `analysis`, `reasoning`, `thought`, `thinking` for think; `trace`, `evidence`, `quote` for proof; `final`, `conclusion`, `result`, `final_answer` for answer. Marks: `[think]…[/think]` in square brackets, channels (`<|channel|>analysis<|message|>…<|end|>`), and an object of JSON, bare or in a code fence. The other rules read such blocks as if they were ours.',
    why: 'Some readers know these forms and some do not; a dataset should hold one of them.',
    bad: '<reasoning>\n…\n</reasoning>',
    good: '<think>\n…\n</think>',
    misses:
      'Such marks inside a closed block, where they are text; square brackets that nothing closes; JSON that is not valid. The fix of an object with fields of its own besides is left to a person.',
  },
  malformed({ messages }, report) {
    for (const message of messages) {
      const { content } = message;
      const { blocks, object } = foreignForms(message);
      for (const block of blocks) {
        const { means, open, edits } = block;
        const written = content.value.slice(open.start, open.end);
        report({
          message: means
            ? `${written} is the ${means} block of another format: write <${means}>.`
            : `${written} is a mark of another format: the blocks stand by themselves.`,
          span: content.toSource(open),
          fixes: editFix(
            isCertain(block, message) ? 'safe' : 'suggestion',
            means ? `Write <${means}>` : 'Remove the marks',
            content,
            edits,
          ),
        });
      }
      if (!object) continue;
      const names = object.fields.map(({ means }) => `<${means}>`).join(', ');
      report({
        message: `This JSON holds the blocks ${names}: write them as tags.`,
        span: content.toSource(object.open),
        fixes:
          object.otherKeys.length > 0
            ? []
            : replaceFix('safe', `Write ${names}`, content, object.span, object.words),
      });
    }
  },
};

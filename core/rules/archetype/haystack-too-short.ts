import { partSource, typeOf } from '../../sample/sampleText';
import { splitSentencesOfLines } from '../../text/sentences';
import type { Rule } from '../rule';

/** Fewest statements around a needle. */
const LEAST_DISTRACTORS = 25;

/** A context of so few lines is prose: its sentences count, and not its lines. */
const PROSE_LINES = 3;

export const haystackTooShort: Rule = {
  id: 'archetype/haystack-too-short',
  summary: 'A haystack with too little hay',
  severity: 'warning',
  fix: null,
  docs: {
    what: `A \`haystack\` sample whose context has fewer than ${LEAST_DISTRACTORS} lines besides the needle; in running text, fewer sentences.`,
    why: 'A needle among few straws teaches nothing about finding it.',
    bad: '"type": "haystack", and a context of five lines',
    good: '"type": "haystack", and a context of 26 lines or more',
    misses: 'Lines that repeat one another.',
  },
  sample(sample, report) {
    const { context } = sample.parts;
    if (!context || context.text === '' || typeOf(sample) !== 'haystack') return;
    const lines = countLines(context.text);
    const prose = lines <= PROSE_LINES;
    const found = (prose ? splitSentencesOfLines(context.text).length : lines) - 1;
    if (found >= LEAST_DISTRACTORS) return;
    const end = context.text.indexOf('\n');
    report({
      message: `This haystack has ${found} ${prose ? 'sentences' : 'lines'} besides the needle; it should have at least ${LEAST_DISTRACTORS}.`,
      span: partSource(context, { start: 0, end: end === -1 ? context.text.length : end }),
    });
  },
};

/** Lines that hold something. */
function countLines(text: string): number {
  let count = 0;
  for (const line of text.split('\n')) if (line.trim() !== '') count++;
  return count;
}

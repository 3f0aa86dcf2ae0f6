import * as z from 'zod';
import { findContamination, LEAST_SHARE } from '../../curate/contamination';
import type { LintConfig } from '../../lint/config';
import { partSource } from '../../sample/sampleText';
import type { Rule } from '../rule';

const options = z.strictObject({
  overlap: z
    .number()
    .min(LEAST_SHARE)
    .max(1)
    .default(0.8)
    .describe(
      'The share of the three-word sequences of an evaluation question, context or proof from which on a record holds it.',
    ),
});

export const contamination: Rule<z.infer<typeof options>> = {
  id: 'dataset/contamination',
  summary: 'A record that holds a part of an evaluation set',
  severity: 'error',
  fix: null,
  options,
  docs: {
    what: 'A record whose messages hold at least 80 % of the three-word sequences of the question, the context or the proof of a record in an evaluation set. `"evaluation": ["eval/*.jsonl"]` in `vignette.config.json` names the sets. Words are runs of letters and digits, compared without case; a sequence counts once. The share is exact: no near miss is reported and no match is left out. Parts of fewer than ten words are not looked for.',
    why: 'A model that was trained on what it is examined on shows its memory; no score it then gets can be believed.',
    bad: 'A haystack built around a sentence that an evaluation record asks about.',
    good: 'Cases, questions and needles that the evaluation sets do not have.',
    misses:
      'The same content in other words or another language, and short questions. Files that the globs of `evaluation` name are not held against themselves.',
  },
  sample(sample, report, { options: { overlap }, evaluation }) {
    if (!evaluation) return;
    const text = sample.messages.map(({ content }) => content.value).join('\n');
    const found = findContamination(evaluation, text, overlap);
    if (!found) return;
    const { name, file, record, range } = found.part;
    const { question, context } = sample.parts;
    const own = sample.parts[name] ?? question ?? context;
    const firstLine = /^.*/.exec(own?.text ?? '')?.[0] ?? '';
    report({
      message: `${Math.floor(found.share * 100)} % of the ${name} of an evaluation record stands in this one.`,
      span: own ? partSource(own, { start: 0, end: firstLine.length }) : { start: 0, end: 1 },
      related: [{ file, range, message: `The evaluation record (record ${record} of its file).` }],
    });
  },
};

/** From which share of a part on a configuration says that a record holds it, whether the rule is on or not. */
export function configuredOverlap({ options: chosen }: LintConfig): number {
  return options.parse(chosen?.[contamination.id] ?? {}).overlap;
}

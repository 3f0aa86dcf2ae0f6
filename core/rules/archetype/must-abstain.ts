import { stanceOf } from '../../clinical/abstention';
import { archetypeOf } from '../../sample/archetype';
import type { Sample } from '../../sample/record';
import { partSource, textOf } from '../../sample/sampleText';
import type { Rule } from '../rule';

export const mustAbstain: Rule = {
  id: 'archetype/must-abstain',
  summary: 'An answer where the sample must abstain',
  severity: 'error',
  fix: null,
  docs: {
    what: 'A `refusal` or `anti_knowledge` sample, or one of an archetype that `vignette.config.json` says abstains, whose answer nowhere says that the question cannot be answered from the context, or says so and answers all the same.',
    why: 'These samples exist to teach restraint; one that answers teaches the opposite.',
    bad: '"type": "refusal"\n<answer>\nThe dose is 54 Gy.\n</answer>',
    good: '"type": "refusal"\n<answer>\nThe dose is not stated in the context.\n</answer>',
    misses: 'An answer that abstains from one thing and gives away another in plain words.',
  },
  sample(sample, report, { archetypes }) {
    const archetype = archetypeOf(sample, archetypes);
    const { answer } = sample.parts;
    if (archetype?.abstains !== true || !answer || answer.text === '') return;
    const { name } = archetype;
    const stance = stanceOf(answer.text);
    const told =
      stance === 'answers' || stance === 'hedges' ? undefined : toldFromElsewhere(sample, answer.text);
    if (stance !== 'answers' && stance !== 'hedges' && told === undefined) return;
    report({
      message:
        stance === 'answers'
          ? `The answer of a sample of type ${name} must say that the context does not hold it.`
          : `The answer abstains and then answers all the same${told ? ` ("${told}")` : ''}; a sample of type ${name} must not.`,
      span: partSource(answer, { start: 0, end: answer.text.length }),
    });
  },
};

/** "…, but the capital is Lisbon." */
const GOES_ON = /\b(?:but|however|nevertheless|nonetheless|yet|that said|although)\b,?\s([^.!?]*)/gi;

/** A name within a sentence. */
const NAME = /(?<=[\p{L}\p{N},]\s)\p{Lu}\p{Ll}{2,}/gu;

/** A name that the answer goes on to tell and that neither context nor question has. */
function toldFromElsewhere(sample: Sample, answer: string): string | undefined {
  for (const [clause] of answer.matchAll(GOES_ON)) {
    const names = clause.match(NAME);
    if (!names) continue;
    const source = `${textOf(sample, 'context')} ${textOf(sample, 'question')}`.toLowerCase();
    const told = names.find((name) => !source.includes(name.toLowerCase()));
    if (told !== undefined) return told;
  }
  return undefined;
}

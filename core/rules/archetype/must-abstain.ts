import { abstains, stanceOf } from '../../clinical/abstention';
import { archetypeOf } from '../../sample/archetype';
import type { Sample } from '../../sample/record';
import { partSource, textOf } from '../../sample/sampleText';
import { contentWords, countShared } from '../../text/contentWords';
import { splitSentencesOfLines } from '../../text/sentences';
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

/** "The answer is Lisbon", "(it is Lisbon)". */
const ANSWER_IS = /\b(?:answer|it) is (?:probably |likely )?(\p{Lu}\p{Ll}{2,})/u;

/** "Lisbon, although the context does not mention it." */
const FIRST_TOLD =
  /^\W*(?:it is |the answer is )?(\p{Lu}\p{Ll}{2,}(?: \p{Lu}\p{Ll}+)*), (?:al|even )?though\b/u;

/** "…, but the diagnosis is glioma": what was asked for, told after all. */
const TOLD =
  /[,;.] (?:but|so|therefore|thus|hence),? the (\p{Ll}{3,}) (?:is|was|must be) (?!not\b|un|open|missing|cannot)(.{3,60}?)(?=[.,;]|$)/iu;

/** What the answer goes on to tell: a name that neither context nor question has, or the thing asked for. */
function toldFromElsewhere(sample: Sample, answer: string): string | undefined {
  const question = textOf(sample, 'question').toLowerCase();
  const [, thing = '', said] = TOLD.exec(answer) ?? [];
  if (said !== undefined && question.includes(thing.toLowerCase()) && !abstains(`The ${thing} is ${said}.`))
    return said;
  let source: string | undefined;
  const isNew = (name: string): boolean => {
    source ??= `${textOf(sample, 'context')} ${question}`.toLowerCase();
    return !source.includes(name.toLowerCase());
  };
  for (const [clause] of answer.matchAll(GOES_ON)) {
    const told = clause.match(NAME)?.find(isNew);
    if (told !== undefined) return told;
  }
  const told = [FIRST_TOLD, ANSWER_IS].flatMap((pattern) => pattern.exec(answer)?.[1] ?? []).find(isNew);
  if (told !== undefined) return told;
  for (const { start, end } of splitSentencesOfLines(answer)) {
    const sentence = answer.slice(start, end);
    const name = sentence.match(NAME)?.find(isNew);
    // "The capital of Portugal is Lisbon." answers the question in its own words.
    if (
      name !== undefined &&
      countShared(contentWords(sentence), contentWords(question)) > 1 &&
      !abstains(sentence)
    ) {
      return name;
    }
  }
  return undefined;
}

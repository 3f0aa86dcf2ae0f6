/** One finished sample, and how a family becomes one. */
import type { TeacherOutput } from '../../core/generate/teacherOutput';
import type { Family } from './data/family';
import type { Draw } from './draw';
import { fill, type Slots } from './frames';
import { composeContext, drawBackground, drawSetting } from './setting';

/** A generator of one archetype. */
export type Generator = (draw: Draw) => TeacherOutput;

/** The calculation behind a family: values for its slots, which may replace those of the setting. */
export type Values = (draw: Draw, setting: Slots) => Slots;

/** The sentences of a family, filled; `quoted` are those that prove the answer. */
export function fillFacts(draw: Draw, family: Family, slots: Slots): { facts: string[]; quoted: string[] } {
  const facts = family.facts.map((frames) => fill(draw.turn(frames), slots));
  const indices = family.quoted ?? [...facts.keys()];
  return { facts, quoted: indices.map((index) => facts[index] as string) };
}

/** Writes a sample of `family` with a context of its own. Question and facts follow the index, so that
 * no two of some hundred samples ask and quote the same; the rest is random. */
export function writeSample<Name extends string>(
  draw: Draw,
  family: Family<Name>,
  values: Readonly<Record<Name, Values>>,
): TeacherOutput {
  const questionFrame = draw.turn(family.questions);
  const thinkFrame = draw.pick(family.thinks);
  const setting = drawSetting(draw);
  const slots: Slots = { ...setting, ...values[family.name](draw, setting) };
  const { facts, quoted } = fillFacts(draw, family, slots);
  return {
    source: composeContext(draw, drawBackground(draw, slots, family), facts),
    question: fill(questionFrame, slots),
    think: fill(thinkFrame, slots),
    proof: quoted,
    answer: fill(draw.pick(family.answers), slots),
  };
}

/** `haystack`: the needle and what is asked about it. The lines around it are added later. */
import {
  DRUG_FORMS,
  LEADS,
  NEEDLE_COMPANIONS,
  NEEDLE_FAMILIES,
  NEEDLE_THINKS,
  type NeedleName,
} from './data/haystackFamilies';
import type { Draw } from './draw';
import { exact, fill, type Slots } from './frames';
import type { Generator } from './sample';
import { drawSetting } from './setting';

/** The number of each kind of needle, within what such a study could report. */
const NUMBERS: Readonly<Record<NeedleName, (draw: Draw) => number>> = {
  survival: (draw) => draw.between(8.5, 14.9, 0.1),
  progressionFree: (draw) => draw.between(3.5, 8.5, 0.1),
  response: (draw) => draw.between(4, 38),
  recommendedDose: (draw) => draw.between(20, 480, 10),
  enrolled: (draw) => draw.between(14, 130),
  toxicityRate: (draw) => draw.between(4, 42),
  halfLife: (draw) => draw.between(2.5, 38, 0.5),
  infusionRate: (draw) => draw.between(1, 10, 0.5),
  plasmaRatio: (draw) => draw.between(2, 45),
  centres: (draw) => draw.between(3, 38),
  ageLimit: (draw) => draw.between(12, 25),
  biopsies: (draw) => draw.between(6, 60),
  schedule: (draw) => draw.between(4, 28),
  radiotherapyStart: (draw) => draw.between(14, 56),
  steroidReduction: (draw) => draw.between(18, 71),
  peakConcentration: (draw) => draw.between(40, 980, 5),
  questionnaire: (draw) => draw.between(48, 97),
  storage: (draw) => draw.between(2, 24),
  screened: (draw) => draw.between(30, 240),
  volume: (draw) => draw.between(0.5, 6, 0.1),
};

/** The list, starting `by` places later: neighbours in the plan begin at different items. */
function rotated<T>(items: readonly T[], by: number): T[] {
  const start = by % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
}

function withLead(lead: string, question: string): string {
  return lead === '' ? question : lead + question.charAt(0).toLowerCase() + question.slice(1);
}

/** Kind, wording and question follow the index; with the trial of its own, no two needles are alike. */
export const generateHaystack: Generator = (draw) => {
  const family = draw.turn(NEEDLE_FAMILIES);
  const factFrame = draw.turn(family.facts);
  const questionFrame = draw.turn(family.questions);
  const lead = draw.turn(rotated(LEADS, draw.index));
  const setting: Slots = {
    ...drawSetting(draw),
    form: draw.pick(DRUG_FORMS),
    number: exact(NUMBERS[family.name](draw)),
  };
  const slots: Slots = { ...setting, asked: family.asked, value: fill(family.value, setting) };
  const fact = fill(factFrame, slots);
  const companion = draw.random.below(2) === 0 ? ` ${fill(draw.pick(NEEDLE_COMPANIONS), slots)}` : '';
  return {
    source: `${fact}${companion}`,
    question: withLead(lead, fill(questionFrame, slots)),
    think: fill(draw.pick(NEEDLE_THINKS), slots),
    proof: [fact],
    answer: fill(draw.pick(family.answers), slots),
  };
};

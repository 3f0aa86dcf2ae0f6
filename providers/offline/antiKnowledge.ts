/** `anti_knowledge`: a context about a patient or a trial, and a question about something else. */
import { ANTI_ANSWERS, ANTI_THINKS, GISTS, UNRELATED_KINDS } from './data/unrelatedQuestions';
import { fill, type Slots } from './frames';
import type { Generator } from './sample';
import { composeContext, drawBackground, drawSetting } from './setting';

const ABOUT = ['case', 'trial'] as const;

/** Kind and thing follow the index: no two of 276 neighbours in the plan ask about the same. */
export const generateAntiKnowledge: Generator = (draw) => {
  const kind = draw.turn(UNRELATED_KINDS);
  const thing = draw.turn(kind.things);
  const question = fill(draw.pick(kind.questions), { x: thing });
  const about = draw.pick(ABOUT);
  const setting = drawSetting(draw);
  const background = drawBackground(draw, setting, { about }, 'full');
  const slots: Slots = {
    ...setting,
    subject: fill(kind.subject, { x: thing }),
    gist: fill(draw.pick(GISTS[about]), setting),
  };
  const telling = [background.opening, ...background.before];
  return {
    source: composeContext(draw, background, []),
    question,
    think: fill(draw.pick(ANTI_THINKS), slots),
    proof: telling.slice(0, 1 + draw.random.below(2)),
    answer: fill(draw.pick(ANTI_ANSWERS), slots),
  };
};

import type { PlannedSample } from '../../core/generate/plan';

/** Of some samples the first answers are wrong, of some so many that another has to be drawn. */
export function wrongAnswers({ index, draw }: PlannedSample): number {
  if (index % 7 === 2 && draw < 2) return 9;
  return index % 4 === 1 ? 1 + (index % 2) : 0;
}

/** `refusal`: a fact is missing or two sources conflict, and the answer abstains. */
import { REFUSAL_FAMILIES, type RefusalName } from './data/refusalFamilies';
import type { Draw } from './draw';
import { exact, grouped, type Slots } from './frames';
import { type Generator, type Values, writeSample } from './sample';

/** Findings that can be asked for with an article. */
const GENES = [
  'an H3F3A K27M mutation',
  'an ACVR1 mutation',
  'a TP53 mutation',
  'a PDGFRA amplification',
  'a PPM1D mutation',
  'a PIK3CA mutation',
] as const;

/** Usual courses: dose per fraction in Gy and number of fractions. */
const COURSES = [
  { perFraction: 1.8, fractions: 28 },
  { perFraction: 1.8, fractions: 30 },
  { perFraction: 2, fractions: 27 },
  { perFraction: 2.7, fractions: 15 },
  { perFraction: 3, fractions: 13 },
] as const;

/** Two different values of the same thing, in random order, as `valueA` and `valueB`. */
function conflict(draw: Draw, least: number, most: number, step: number, gap: number): Slots {
  const low = draw.between(least, most, step);
  const high = low + gap * draw.between(1, 3);
  const [valueA, valueB] = draw.random.shuffle([exact(low), exact(high)]) as [string, string];
  return { valueA, valueB };
}

const VALUES: Readonly<Record<RefusalName, Values>> = {
  noArea: (draw) => ({ dose: exact(draw.between(20, 260, 5)) }),
  noDose: () => ({}),
  noControl: (draw) => ({
    phase: 'randomised phase II',
    condition: 'newly diagnosed DIPG',
    survival: exact(draw.between(9, 14, 0.1)),
  }),
  notReached: (draw) => ({ survival: exact(draw.between(4, 9, 0.1)) }),
  noMarker: (draw) => ({ gene: draw.pick(GENES), diagnosis: 'a diffuse pontine glioma' }),
  noPlatelets: (draw) => {
    const ancMin = draw.pick([750, 1000, 1500]);
    return {
      ancMin: grouped(ancMin),
      plateletMin: grouped(draw.pick([50_000, 75_000, 100_000])),
      anc: grouped(ancMin + draw.between(50, 3000, 10)),
    };
  },
  noFractions: (draw) => ({ perFraction: exact(draw.pick(COURSES).perFraction) }),
  noWeight: (draw) => ({ perKg: exact(draw.between(2, 15, 0.5)), interval: exact(draw.between(2, 4)) }),
  noCauseOfDelay: (draw) => ({ delay: exact(draw.between(3, 16)) }),
  noSecondScan: (draw) => ({ size: exact(draw.between(24, 52)) }),
  sizeConflict: (draw) => conflict(draw, 22, 48, 1, 3),
  markerConflict: (draw) => ({ gene: draw.pick(GENES), diagnosis: 'a diffuse pontine glioma' }),
  radiationConflict: (draw) => conflict(draw, 39, 54, 0.9, 1.8),
  enrolmentConflict: (draw) => conflict(draw, 24, 120, 1, 2),
  doseConflict: (draw) => conflict(draw, 40, 400, 10, 20),
  survivalConflict: (draw) => conflict(draw, 8, 14, 0.1, 0.6),
  readingConflict: (draw) => ({ weeks: exact(draw.between(6, 20)) }),
  gradeConflict: (draw) => {
    const [valueA, valueB] = draw.random.shuffle(
      draw.pick([
        ['1', '2'],
        ['2', '3'],
        ['3', '4'],
        ['2', '4'],
      ]),
    ) as [string, string];
    return { valueA, valueB };
  },
  fractionConflict: (draw) => {
    const { perFraction, fractions } = draw.pick(COURSES);
    return { ...conflict(draw, fractions - 3, fractions - 1, 1, 1), perFraction: exact(perFraction) };
  },
};

/** The trap follows the index, so that neighbours in the plan differ in kind. */
export const generateRefusal: Generator = (draw) => writeSample(draw, draw.turn(REFUSAL_FAMILIES), VALUES);

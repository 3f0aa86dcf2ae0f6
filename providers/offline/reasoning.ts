/** `reasoning`: the numbers are chosen so that every step comes out exact, then the context is written around them. */
import { DAILY_DRUGS } from './data/lexicon';
import { REASONING_FAMILIES, type ReasoningName } from './data/reasoningFamilies';
import type { Draw } from './draw';
import { exact, grouped, type Slots } from './frames';
import { type Generator, type Values, writeSample } from './sample';

/** Numbers as slot values. */
function numbers(values: Readonly<Record<string, number>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, exact(value)]));
}

function comparison(reached: boolean): string {
  return reached ? 'the requirement is met' : 'the requirement is not met';
}

/** Limits of an entry criterion, and blood counts of a child who meets the ones not named in `low`. */
function eligibility(draw: Draw, setting: Slots, low?: 'anc' | 'platelets'): Slots {
  const age = Number(setting.age);
  const ancMin = draw.pick([750, 1000, 1500]);
  const plateletMin = draw.pick([50_000, 75_000, 100_000]);
  return {
    ageMin: String(draw.between(1, Math.max(1, age - 1))),
    ageMax: String(draw.between(age + 1, 21)),
    ancMin: grouped(ancMin),
    plateletMin: grouped(plateletMin),
    anc: grouped(low === 'anc' ? ancMin - draw.between(50, 400, 10) : ancMin + draw.between(50, 3000, 10)),
    platelets: grouped(
      low === 'platelets'
        ? plateletMin - draw.between(2000, 38_000, 1000)
        : plateletMin + draw.between(1000, 200_000, 1000),
    ),
  };
}

/** A first measurement and the percentage by which it falls, so that all steps are short. */
function shrinkage(draw: Draw, percent: number): Record<string, string> {
  const before = draw.between(600, 2400, 100);
  const change = (before * percent) / 100;
  return numbers({ before, after: before - change, change, ratio: percent / 100, percent });
}

const VALUES: Readonly<Record<ReasoningName, Values>> = {
  doseByArea: (draw) => {
    const drug = draw.pick(DAILY_DRUGS);
    const dose = draw.pick<number>(drug.doses);
    const days = draw.pick<number>(drug.days);
    const bsa = draw.between(0.6, 1.5, 0.02);
    return { drug: drug.name, ...numbers({ dose, days, bsa, daily: dose * bsa, total: dose * bsa * days }) };
  },
  doseReduction: (draw) => {
    const start = draw.between(40, 400, 20);
    const percent = draw.pick([20, 25, 30, 40, 50]);
    const cut = (start * percent) / 100;
    return numbers({ start, percent, cut, rest: start - cut });
  },
  percentToCount: (draw) => {
    const n = draw.between(20, 140, 20);
    const percent = draw.between(5, 45, 5);
    const count = (n * percent) / 100;
    return numbers({ n, percent, count, others: n - count });
  },
  countToPercent: (draw) => {
    const n = draw.pick([20, 25, 40, 50]);
    const count = draw.between(2, Math.floor(n * 0.4));
    const percent = (count * 100) / n;
    const threshold = draw.pick([10, 15, 20, 25, 30].filter((limit) => limit !== percent));
    return {
      phase: 'phase II',
      ...numbers({ n, count, percent, threshold, ratio: count / n }),
      comparison: comparison(percent >= threshold),
    };
  },
  survivalDifference: (draw) => {
    const shorter = draw.between(8, 11, 0.1);
    const difference = draw.between(0.3, 3.9, 0.1);
    const needed = draw.pick([1.5, 2, 2.5, 3]);
    return {
      phase: 'randomised phase II',
      condition: 'newly diagnosed DIPG',
      ...numbers({ shorter, difference, needed, longer: shorter + difference }),
      comparison: comparison(difference >= needed),
    };
  },
  eligible: (draw, setting) => eligibility(draw, setting),
  plateletsLow: (draw, setting) => eligibility(draw, setting, 'platelets'),
  neutrophilsLow: (draw, setting) => eligibility(draw, setting, 'anc'),
  radiotherapyRemaining: (draw) => {
    const { fractions, perFraction } = draw.pick([
      { fractions: 30, perFraction: 1.8 },
      { fractions: 28, perFraction: 1.8 },
      { fractions: 31, perFraction: 1.8 },
      { fractions: 13, perFraction: 3 },
      { fractions: 15, perFraction: 2.7 },
      { fractions: 27, perFraction: 2 },
    ]);
    const done = draw.between(4, fractions - 3);
    return {
      reason: draw.pick([
        'fever',
        'a chest infection',
        'a fall at home',
        'vomiting',
        'a machine fault',
        'influenza',
      ]),
      ...numbers({
        fractions,
        perFraction,
        done,
        planned: fractions * perFraction,
        delivered: done * perFraction,
        remaining: (fractions - done) * perFraction,
      }),
    };
  },
  weeklySchedule: (draw) => {
    const dose = draw.between(15, 240, 5);
    const perWeek = draw.between(2, 5);
    const weeks = draw.between(6, 30);
    return numbers({ dose, perWeek, weeks, weekly: dose * perWeek, total: dose * perWeek * weeks });
  },
  cappedDose: (draw) => {
    const perKg = draw.between(3, 12, 0.5);
    const weight = draw.between(20, 48, 2);
    const byWeight = perKg * weight;
    return numbers({
      perKg,
      weight,
      byWeight,
      cap: Math.floor((byWeight * draw.between(0.7, 0.95, 0.05)) / 5) * 5,
    });
  },
  uncappedDose: (draw) => {
    const perKg = draw.between(3, 12, 0.5);
    const weight = draw.between(14, 40, 2);
    const byWeight = perKg * weight;
    return numbers({
      perKg,
      weight,
      byWeight,
      cap: Math.ceil((byWeight * draw.between(1.1, 1.8, 0.1)) / 10) * 10,
    });
  },
  tumourResponse: (draw) => {
    const threshold = draw.pick([25, 30]);
    return { threshold: String(threshold), ...shrinkage(draw, threshold + draw.between(2, 30)) };
  },
  tumourNoResponse: (draw) => {
    const threshold = draw.pick([25, 30]);
    return { threshold: String(threshold), ...shrinkage(draw, threshold - draw.between(2, 18)) };
  },
  timeline: (draw) => {
    const wait = draw.between(2, 5);
    const course = draw.between(3, 7);
    const free = draw.between(12, 48);
    return numbers({ wait, course, free, first: wait + course, total: wait + course + free });
  },
  doseEscalation: (draw) => {
    const low = draw.between(10, 120, 10);
    const step = draw.pick([5, 10, 15, 20]);
    return {
      phase: 'phase I',
      ...numbers({ low, middle: low + step, high: low + 2 * step, bad: draw.between(2, 4) }),
    };
  },
  doseIntensity: (draw) => {
    const planned = draw.between(800, 6000, 200);
    const percent = draw.between(60, 95);
    const threshold = draw.pick([70, 75, 80, 85].filter((limit) => limit !== percent));
    return {
      ...numbers({ planned, percent, threshold, given: (planned * percent) / 100, ratio: percent / 100 }),
      comparison: comparison(percent >= threshold),
    };
  },
  evaluable: (draw) => {
    const n = draw.between(24, 130);
    const withdrawn = draw.between(2, 6);
    const ineligible = draw.between(2, 9);
    return numbers({ n, withdrawn, ineligible, left: n - withdrawn, count: n - withdrawn - ineligible });
  },
  infusion: (draw) => {
    const rate = draw.between(2, 10);
    const minutes = draw.between(150, 600, 10);
    const concentration = draw.pick([0.1, 0.15, 0.2, 0.3, 0.5]);
    return {
      phase: 'phase I',
      ...numbers({
        rate,
        minutes,
        concentration,
        volume: rate * minutes,
        amount: rate * minutes * concentration,
      }),
    };
  },
};

/** The problem follows the index, so that neighbours in the plan differ in kind. */
export const generateReasoning: Generator = (draw) =>
  writeSample(draw, draw.turn(REASONING_FAMILIES), VALUES);

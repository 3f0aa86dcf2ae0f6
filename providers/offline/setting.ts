/** The patient, the trial and the place of one sample, and the background told about them. */
import { BACKGROUNDS, type BackgroundKind } from './data/backgrounds';
import type { Family } from './data/family';
import {
  AGENTS,
  CONDITIONS,
  DIAGNOSES,
  DURATIONS,
  ENDPOINTS,
  EXAM_SIGNS,
  FINDINGS,
  MARKERS,
  PHASES,
  SITES,
  SYMPTOMS,
  TOXICITIES,
  TRIAL_NAMES,
} from './data/lexicon';
import type { Draw } from './draw';
import { fill, type Slots } from './frames';

/** The trial of a sample: no two indices below 41 × 900 share one. */
function trialName(index: number): string {
  const name = TRIAL_NAMES[index % TRIAL_NAMES.length] as string;
  return `${name}-${1 + Math.floor(index / TRIAL_NAMES.length)}`;
}

/** Values that every frame may use. */
export function drawSetting(draw: Draw): Slots {
  const age = draw.between(3, 14);
  const [symptomA = '', symptomB = '', symptomC = ''] = draw.random.sample(SYMPTOMS, 3);
  return {
    trial: trialName(draw.index),
    agent: AGENTS[draw.index % AGENTS.length] as string,
    site: draw.pick(SITES),
    age: String(age),
    an: [8, 11].includes(age) ? 'an' : 'a',
    child: draw.pick(['boy', 'girl']),
    condition: draw.pick(CONDITIONS),
    diagnosis: draw.pick(DIAGNOSES),
    phase: draw.pick(PHASES),
    endpoint: draw.pick(ENDPOINTS),
    duration: draw.pick(DURATIONS),
    finding: draw.pick(FINDINGS),
    marker: draw.pick(MARKERS),
    sign: draw.pick(EXAM_SIGNS),
    toxicity: draw.pick(TOXICITIES),
    symptomA,
    symptomB,
    symptomC,
  };
}

const BEFORE = { case: ['intro', 'imaging', 'marker', 'exam'], trial: ['design', 'endpoint'] } as const;
const AFTER = { case: 'care', trial: 'conduct' } as const;

/** What leads up to the facts and what is told besides, as whole sentences. */
export interface Background {
  readonly opening: string;
  readonly before: readonly string[];
  readonly asides: readonly string[];
}

/**
 * Draws the background: an opening, one or two more sentences about the same, and two to four asides; in
 * `full` length, where no facts follow, all there is to say and four to six asides.
 */
export function drawBackground(
  draw: Draw,
  slots: Slots,
  { about, without = [] }: Pick<Family, 'about' | 'without'>,
  length: 'short' | 'full' = 'short',
): Background {
  const sentence = (kind: BackgroundKind): string => fill(draw.pick(BACKGROUNDS[kind]), slots);
  const [first, ...more] = BEFORE[about];
  const kinds = more.filter((kind) => !(without as readonly string[]).includes(kind));
  const short = length === 'short';
  const asides = draw.random.sample(BACKGROUNDS[AFTER[about]], (short ? 2 : 4) + draw.random.below(3));
  return {
    opening: sentence(first),
    before: draw.random.sample(kinds, short ? 1 + draw.random.below(2) : kinds.length).map(sentence),
    asides: asides.map((frame) => fill(frame, slots)),
  };
}

/**
 * Puts a context together: the opening, the facts in their order and without a break, and the rest of the
 * background before or after them. Now and then in two paragraphs.
 */
export function composeContext(
  draw: Draw,
  { opening, before, asides }: Background,
  facts: readonly string[],
): string {
  const lead = [...before];
  const tail: string[] = [];
  for (const aside of asides) {
    const slot = draw.random.below(lead.length + 2);
    if (slot > lead.length) tail.push(aside);
    else lead.splice(slot, 0, aside);
  }
  const separator = facts.length > 0 && draw.random.below(3) === 0 ? '\n\n' : ' ';
  return `${[opening, ...lead].join(' ')}${separator}${[...facts, ...tail].join(' ')}`.trimEnd();
}

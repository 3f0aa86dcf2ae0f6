/**
 * What a sample is to be about: the values a template is rendered with. The lists of settings, drugs and
 * families have lengths without a common factor, so that walking all of them at once repeats a combination
 * only after their product; the other lists differ then.
 */
import { type Archetype, GENERATED_ARCHETYPES, isArchetype } from '../sample/archetype';
import { deriveSeed } from './random';

const CONDITIONS = [
  'newly diagnosed diffuse intrinsic pontine glioma (DIPG)',
  'DIPG at first progression',
  'H3 K27-altered diffuse midline glioma of the thalamus',
  'H3 K27-altered diffuse midline glioma of the spinal cord',
  'DIPG with leptomeningeal spread',
  'DIPG in a child under four years of age',
  'paediatric high-grade glioma of the hemispheres, H3 G34-mutant',
  'DIPG with obstructive hydrocephalus',
  'suspected pseudoprogression after radiotherapy for DIPG',
  'DIPG in a long-term survivor',
  'paediatric high-grade glioma in a family with Li-Fraumeni syndrome',
] as const;

const DRUGS = [
  'an investigational dopamine receptor antagonist',
  'panobinostat',
  'vorinostat',
  'temozolomide',
  'an investigational ACVR1 inhibitor',
  'everolimus',
  'dasatinib',
  'bevacizumab',
  'ribociclib',
  'GD2-directed CAR T cells',
  'an investigational EZH2 inhibitor',
  'nimotuzumab',
  'an oncolytic virus',
] as const;

const MARKERS = [
  'H3F3A K27M',
  'HIST1H3B K27M with ACVR1 R206H',
  'TP53 mutation',
  'PDGFRA amplification',
  'PPM1D truncation',
  'loss of H3K27me3 on immunohistochemistry',
  'PIK3CA mutation',
] as const;

const SETTINGS = [
  'a single-patient case report',
  'a phase I dose-escalation trial',
  'a randomised phase II trial',
  'a single-arm phase II trial',
  'a multicentre registry',
  'a tumour board discussion',
  'a pharmacokinetic substudy',
  'an early-phase window-of-opportunity study',
  'a radiotherapy planning review',
  'a retrospective cohort of two hospitals',
  'a discharge letter and a follow-up letter',
  'a safety report to a monitoring committee',
  'a biopsy and molecular pathology report',
  'a quality-of-life substudy',
  'a re-irradiation protocol',
  'a compassionate-use request',
  'an abstract followed by the full report',
] as const;

const AGES = [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] as const;

const REASONING_TASKS = [
  'a dose by body-surface area, then the total over a cycle',
  'a dose after a protocol-mandated reduction for toxicity',
  'a number of patients from a percentage, or the other way round',
  'a difference between two survival times or rates',
  'eligibility from several criteria at once',
  'a cumulative radiation dose, or what remains after an interruption',
  'a cumulative drug dose from a weekly schedule',
  'response by the change of a tumour measurement against a stated threshold',
  'the maximum tolerated dose from the toxicities at each dose level',
  'a time between two events from several stated intervals',
  'a relative dose intensity against a target',
] as const;

const REFUSAL_TRAPS = [
  'missing: the value needed for the calculation is never given',
  'conflict: two reports give different measurements of the same lesion',
  'missing: the outcome asked for was not yet reached or not reported',
  'conflict: the letter and the treatment record give different doses',
  'missing: the molecular test asked about was not done',
  'conflict: two laboratories disagree about a marker',
  'missing: the comparison arm is described but its result is not',
  'conflict: the abstract and the table give different numbers of patients',
  'missing: the criterion is stated, the value of this patient is not',
  'conflict: the same scan is read as progression and as treatment effect',
  'missing: the drug is named, its dose and schedule are not',
] as const;

const NEEDLE_FACTS = [
  'a median overall survival',
  'a recommended dose',
  'an objective response rate',
  'a number of enrolled patients',
  'a pharmacokinetic value',
  'a frequency of one toxicity',
  'an infusion rate or volume of convection-enhanced delivery',
  'a time to progression',
  'an eligibility limit',
  'a biopsy complication rate',
  'a schedule',
] as const;

const UNRELATED_SUBJECTS = [
  'geography',
  'cooking',
  'the history of art',
  'a team sport',
  'computer programming',
  'astronomy',
  'music theory',
  'gardening',
  'company law',
  'chess',
  'classical literature',
  'sailing',
  'architecture',
  'railways',
  'photography',
  'mathematics',
  'film',
  'geology',
  'household repairs',
] as const;

const STYLES = [
  'terse clinical notes in full sentences',
  'a structured abstract without headings',
  'a narrative case description',
  'a protocol excerpt followed by the course of one patient',
  'a short results section',
] as const;

const FAMILIES = {
  reasoning: REASONING_TASKS,
  refusal: REFUSAL_TRAPS,
  haystack: NEEDLE_FACTS,
  anti_knowledge: UNRELATED_SUBJECTS,
} as const satisfies Record<Archetype, readonly string[]>;

/** The template input of one sample. All values are text, so that a template may print any of them. */
export interface TopicInput extends Record<string, string> {
  readonly condition: string;
  readonly marker: string;
  readonly drug: string;
  readonly setting: string;
  /** What the question is to exercise; for `anti_knowledge` the subject it is about. */
  readonly family: string;
  /** Age of the patient in years, where a patient occurs. */
  readonly age: string;
  readonly style: string;
}

/** `items` is never empty and `index` never negative, which makes the access safe. */
function at<T>(items: readonly T[], index: number): T {
  return items[index % items.length] as T;
}

/** Keeps the draws of topics apart from the other uses of a run's seed. */
const TOPIC_STREAM = 2;

/** Topics of an archetype before one comes again: some twelve million. */
export function topicCount(archetype: string): number {
  return roundOf(archetype) * CONDITIONS.length * MARKERS.length * AGES.length * STYLES.length;
}

function roundOf(archetype: string): number {
  return SETTINGS.length * DRUGS.length * familiesOf(archetype).length;
}

/** Of an archetype of a user's own nobody knows what its questions exercise: all that reasoning does may serve. */
function familiesOf(archetype: string): readonly string[] {
  return isArchetype(archetype) ? FAMILIES[archetype] : REASONING_TASKS;
}

/** Two archetypes of a user's own have the same lists: their names keep them apart. */
function streamOf(archetype: string): number {
  if (isArchetype(archetype)) return GENERATED_ARCHETYPES.indexOf(archetype);
  return deriveSeed(...Array.from(archetype, (sign) => sign.codePointAt(0) ?? 0));
}

/**
 * Topic number `number` of an archetype, from 0, in the run of that seed. Setting, drug and family follow the
 * number alone, the rest the seed too, so that two runs differ. No two numbers below `topicCount` have the same
 * topic in one run.
 */
export function drawTopic(archetype: string, number: number, seed: number): TopicInput {
  const round = roundOf(archetype);
  let rest = deriveSeed(seed, TOPIC_STREAM, streamOf(archetype), number % round) + Math.floor(number / round);
  const next = <T>(items: readonly T[]): T => {
    const item = at(items, rest);
    rest = Math.floor(rest / items.length);
    return item;
  };
  return {
    setting: at(SETTINGS, number),
    drug: at(DRUGS, number),
    family: at(familiesOf(archetype), number),
    condition: next(CONDITIONS),
    marker: next(MARKERS),
    age: String(next(AGES)),
    style: next(STYLES),
  };
}

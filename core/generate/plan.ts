import * as z from 'zod';
import type { PromptCase } from '../prompt/cases';
import { kindsOf, type Mix, mixCounts, NO_SHARES } from './mix';
import type { ProviderId, SamplingParameters } from './provider';
import { createRandom, deriveSeed } from './random';

/** Most samples of one run. */
export const MOST_SAMPLES = 1_000_000;

/** A record that another is to take the place of, once a person has seen both. */
export interface ReplacedRecord {
  /** Its dataset, an absolute path. */
  readonly dataset: string;
  /** As it was: one JSONL line. */
  readonly record: string;
  /** What the lint has against it, one line each: it is sent back to be put right. Left out, another is asked for. */
  readonly problems?: readonly string[];
}

/** Everything that decides what a run makes; `run.json` of its folder. */
export interface RunPlan {
  /** Name of the run's folder. */
  readonly id: string;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly provider: ProviderId;
  readonly model: string;
  readonly count: number;
  readonly mix: Mix;
  /** 32-bit unsigned. */
  readonly seed: number;
  readonly parameters: SamplingParameters;
  /** The dataset that accepted samples are appended to, as the user named it. */
  readonly target?: string;
  /**
   * The template that the run tries: an absolute path, or the name of one that was never saved. What comes of it is
   * for a person to look at, passed or not.
   */
  readonly trialOf?: string;
  /** What comes of the run, passed or not, is offered in the place of this record. */
  readonly inPlaceOf?: ReplacedRecord;
  /** Counts that the run had before it was extended, the oldest first. */
  readonly extendedFrom?: readonly number[];
  /** Samples drawn in the place of one that is rejected, at most. Left out: `DEFAULT_REFILLS`. */
  readonly refills?: number;
  /** USD that the whole run may cost. */
  readonly budget?: number;
  /** SHA-256 of each template with its partials, by name. */
  readonly templates?: Readonly<Record<string, string>>;
  /** Inputs that the samples are asked for with, one after the other; left out: topics are drawn. */
  readonly cases?: readonly PromptCase[];
  /** Where the statements around needles come from, when it is not the shipped text. */
  readonly haystack?: { readonly file: string; readonly hash: string };
}

/** A model that gets one sample in two right fills all but one place in a thousand with these. */
export const DEFAULT_REFILLS = 8;
/** Topics do not repeat within a run up to this many draws for each sample. */
export const MOST_REFILLS = 10;

const wholeNumber = z.int().min(0);

/** What of a plan decides the samples; the rest is kept as it is. */
const planSchema = z.looseObject({
  id: z.string().min(1),
  createdAt: z.string(),
  provider: z.enum(['ollama', 'gemini', 'offline']),
  model: z.string().min(1),
  count: wholeNumber.max(MOST_SAMPLES),
  mix: z
    .record(z.string().min(1), wholeNumber)
    .refine((mix) => Object.keys(NO_SHARES).every((name) => name in mix), 'lacks a share')
    .refine((mix) => Object.values(mix).some((share) => share > 0), 'has no share above 0'),
  seed: wholeNumber,
  parameters: z.looseObject({}),
  target: z.string().optional(),
  trialOf: z.string().optional(),
  inPlaceOf: z
    .object({ dataset: z.string(), record: z.string(), problems: z.array(z.string()).optional() })
    .optional(),
  extendedFrom: z.array(wholeNumber.max(MOST_SAMPLES)).optional(),
  refills: wholeNumber.max(MOST_REFILLS).optional(),
  budget: z.number().min(0).optional(),
  cases: z
    .array(z.object({ name: z.string(), input: z.record(z.string(), z.unknown()) }))
    .min(1)
    .optional(),
});

/** Reads the decoded `run.json`. Returns the plan, or what is wrong with it in one line. */
export function readPlan(value: unknown): RunPlan | string {
  const parsed = planSchema.safeParse(value);
  if (parsed.success) return parsed.data as unknown as RunPlan;
  const [issue] = parsed.error.issues;
  return `${issue?.path.join('.') || 'the plan'}: ${issue?.message}`;
}

export interface PlannedSample {
  /** 0-based place in the run; what is drawn for it later has the same. */
  readonly index: number;
  readonly archetype: string;
  /** Position among the run's samples of its archetype, 0-based. */
  readonly ordinal: number;
  /** How many samples were drawn for the place before, and rejected. */
  readonly draw: number;
  readonly seed: number;
}

type Places = Pick<RunPlan, 'count' | 'mix' | 'seed' | 'extendedFrom'>;

/**
 * The first draw for each place of a run, in the order they are asked for: archetypes shuffled, each sample with a
 * seed of its own. The places of an extended run begin with those it had before.
 */
export function planSamples({ count, mix, seed, extendedFrom = [] }: Places): PlannedSample[] {
  const kinds: string[] = [];
  for (const [step, upTo] of [...extendedFrom, count].entries()) {
    const random = createRandom(step === 0 ? seed : deriveSeed(seed, step, EXTENSION_STREAM));
    kinds.push(...random.shuffle(missingKinds(kinds, mix, upTo)));
  }
  const seen = new Map<string, number>();
  return kinds.map((archetype, index) => {
    const ordinal = seen.get(archetype) ?? 0;
    seen.set(archetype, ordinal + 1);
    return { index, archetype, ordinal, draw: 0, seed: deriveSeed(seed, index) };
  });
}

/** Keeps the shuffling of an extension apart from the seeds of samples. */
const EXTENSION_STREAM = 0x65787400;

/** What makes `kinds` a mix of `count`; where they have too many of one already, the others get as near as they can. */
function missingKinds(kinds: readonly string[], mix: Mix, count: number): string[] {
  const names = kindsOf(mix);
  const missing = new Map(Object.entries(mixCounts(mix, count)));
  const lack = (name: string): number => missing.get(name) ?? 0;
  for (const kind of kinds) missing.set(kind, lack(kind) - 1);
  const room = Math.max(0, count - kinds.length);
  const wanted = (): number => names.reduce((sum, name) => sum + Math.max(0, lack(name)), 0);
  while (wanted() > room) {
    const most = Math.max(...missing.values());
    const last = names.findLast((name) => lack(name) === most) as string;
    missing.set(last, most - 1);
  }
  return names.flatMap((name) => new Array<string>(Math.max(0, lack(name))).fill(name));
}

/** The draw of this number for the same place: another seed and another topic. Undefined beyond the plan's bound. */
export function redraw(
  { seed, refills = DEFAULT_REFILLS }: Pick<RunPlan, 'seed' | 'refills'>,
  sample: PlannedSample,
  draw: number,
): PlannedSample | undefined {
  if (draw === 0) return { ...sample, draw, seed: deriveSeed(seed, sample.index) };
  return draw > refills ? undefined : { ...sample, draw, seed: deriveSeed(seed, sample.index, draw) };
}

/** A run's name: when it was planned and with what, fit for a folder. */
export function runId(createdAt: string, provider: ProviderId, model: string): string {
  const time = createdAt.slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
  const slug = `${provider}-${model}`
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(/^-|-$/g, '');
  return `${time}-${slug}`.slice(0, 80);
}

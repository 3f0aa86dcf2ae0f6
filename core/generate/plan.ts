import * as z from 'zod';
import { type Archetype, GENERATED_ARCHETYPES } from '../sample/archetype';
import { type Mix, mixCounts } from './mix';
import type { ProviderId, SamplingParameters } from './provider';
import { createRandom, deriveSeed } from './random';

/** Most samples of one run. */
export const MOST_SAMPLES = 1_000_000;

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
}

const wholeNumber = z.int().min(0);

/** What of a plan decides the samples; the rest is kept as it is. */
const planSchema = z.looseObject({
  id: z.string().min(1),
  createdAt: z.string(),
  provider: z.enum(['ollama', 'gemini', 'offline']),
  model: z.string().min(1),
  count: wholeNumber.max(MOST_SAMPLES),
  mix: z
    .record(z.enum(GENERATED_ARCHETYPES), wholeNumber)
    .refine((mix) => Object.values(mix).some((share) => share > 0), 'has no share above 0'),
  seed: wholeNumber,
  parameters: z.looseObject({}),
  target: z.string().optional(),
});

/** Reads the decoded `run.json`. Returns the plan, or what is wrong with it in one line. */
export function readPlan(value: unknown): RunPlan | string {
  const parsed = planSchema.safeParse(value);
  if (parsed.success) return parsed.data as RunPlan;
  const [issue] = parsed.error.issues;
  return `${issue?.path.join('.') || 'the plan'}: ${issue?.message}`;
}

export interface PlannedSample {
  /** 0-based. */
  readonly index: number;
  readonly archetype: Archetype;
  /** Position among the run's samples of its archetype, 0-based. */
  readonly ordinal: number;
  readonly seed: number;
}

/** The samples of a run in the order they are asked for: archetypes shuffled, each with a seed of its own. */
export function planSamples({ count, mix, seed }: Pick<RunPlan, 'count' | 'mix' | 'seed'>): PlannedSample[] {
  const counts = mixCounts(mix, count);
  const kinds = GENERATED_ARCHETYPES.flatMap((name) => new Array<Archetype>(counts[name]).fill(name));
  const seen = new Map<Archetype, number>();
  return createRandom(seed)
    .shuffle(kinds)
    .map((archetype, index) => {
      const ordinal = seen.get(archetype) ?? 0;
      seen.set(archetype, ordinal + 1);
      return { index, archetype, ordinal, seed: deriveSeed(seed, index) };
    });
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

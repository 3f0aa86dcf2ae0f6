/** Answers that fit the samples of one plan, told by their seeds. */
import { DEFAULT_MIX } from '../../core/generate/mix';
import { MOST_REFILLS, type PlannedSample, planSamples, redraw } from '../../core/generate/plan';
import type { Fault } from '../simulators/fault';
import { groundedAnswer } from '../simulators/groundedAnswers';

export const SEED = 42;

export interface AnswerOptions {
  readonly count: number;
  /** Of a run that was extended. */
  readonly extendedFrom?: readonly number[];
  /** Called before each answer goes out; may hold it back, or give another text. */
  readonly before?: (sample: PlannedSample, prompt: number) => Promise<string | undefined> | undefined;
  readonly fault?: (sample: PlannedSample, prompt: number) => Fault | undefined;
  /** How many answers of a sample are wrong before a good one; more than two repairs cannot put right. */
  readonly wrong?: (sample: PlannedSample) => number;
}

/** A call by what it is for: the first answer of a draw is number 0, the first repair number 1. */
export function callName(index: number, draw: number, answer: number): string {
  return `${index}/${draw}/${answer}`;
}

/** For a run with the default mix and `SEED`. */
export class PlannedAnswers {
  readonly asked: number[] = [];
  readonly calls: string[] = [];
  readonly #samples = new Map<number, PlannedSample>();

  constructor(
    private readonly options: AnswerOptions,
    onWire: (seed: number) => number = (seed) => seed,
  ) {
    const { count, extendedFrom = [] } = options;
    const plan = { count, extendedFrom, mix: DEFAULT_MIX, seed: SEED, refills: MOST_REFILLS };
    for (const first of planSamples(plan)) {
      for (let draw = 0; draw <= MOST_REFILLS; draw++) {
        const sample = redraw(plan, first, draw);
        if (sample) this.#samples.set(onWire(sample.seed), sample);
      }
    }
  }

  async answer(seed: number, prompt: string, number: number): Promise<string> {
    const sample = this.#sample(seed);
    const text = await this.options.before?.(sample, number);
    if (text !== undefined) return text;
    const good = groundedAnswer(sample.archetype, sample.index + 500 * sample.draw);
    const version = versionOf(prompt);
    if (version >= (this.options.wrong?.(sample) ?? 0)) return good;
    return JSON.stringify({ ...(JSON.parse(good) as object), proof: [`Never said, version ${version}.`] });
  }

  /** Called once for every prompt, before its answer. */
  fault(seed: number, prompt: string, number: number): Fault | undefined {
    const sample = this.#sample(seed);
    this.asked.push(sample.index);
    this.calls.push(callName(sample.index, sample.draw, versionOf(prompt)));
    return this.options.fault?.(sample, number);
  }

  #sample(seed: number): PlannedSample {
    const sample = this.#samples.get(seed);
    if (!sample) throw new Error(`no sample of the plan has the seed ${seed}`);
    return sample;
  }
}

/** Which answer a prompt asks for: it quotes the wrong one before. */
function versionOf(prompt: string): number {
  const before = /Never said, version (\d+)\./.exec(prompt)?.[1];
  return before === undefined ? 0 : Number(before) + 1;
}

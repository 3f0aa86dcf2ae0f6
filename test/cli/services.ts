/** Simulated services whose answers fit the samples of one plan, told by their seeds. */
import { DEFAULT_MIX } from '../../core/generate/mix';
import { type PlannedSample, planSamples } from '../../core/generate/plan';
import type { Fault } from '../simulators/fault';
import { startGeminiSimulator } from '../simulators/gemini';
import { groundedAnswer } from '../simulators/groundedAnswers';
import { startOllamaSimulator } from '../simulators/ollama';
import type { Simulator } from '../simulators/simulator';

export const SEED = 42;

export interface ServiceOptions {
  readonly count: number;
  /** Called before each answer goes out; may hold it back, or give another text. */
  readonly before?: (sample: PlannedSample, prompt: number) => Promise<string | undefined> | undefined;
  readonly fault?: (sample: PlannedSample, prompt: number) => Fault | undefined;
}

export interface PlannedService {
  readonly simulator: Simulator;
  /** Indices of the samples that were asked for, in order. */
  readonly asked: number[];
}

/** The simulated Ollama for a run of `count` samples with the default mix and `SEED`. */
export async function startPlannedOllama(options: ServiceOptions): Promise<PlannedService> {
  const plan = new Plan(options, (seed) => seed);
  const simulator = await startOllamaSimulator({
    answer: ({ options: { seed } = {} }, prompt) => plan.answer(Number(seed), prompt),
    faults: ({ options: { seed } = {} }, prompt) => plan.fault(Number(seed), prompt),
  });
  return { simulator, asked: plan.asked };
}

/** The same for Gemini; the wire takes 31 bits of a seed. */
export async function startPlannedGemini(
  options: ServiceOptions & { readonly apiKey: string },
): Promise<PlannedService> {
  const plan = new Plan(options, (seed) => seed & 0x7fffffff);
  const simulator = await startGeminiSimulator({
    apiKey: options.apiKey,
    answer: ({ generationConfig }, prompt) => plan.answer(Number(generationConfig?.seed), prompt),
    faults: ({ generationConfig }, prompt) => plan.fault(Number(generationConfig?.seed), prompt),
  });
  return { simulator, asked: plan.asked };
}

class Plan {
  readonly asked: number[] = [];
  readonly #samples: ReadonlyMap<number, PlannedSample>;

  constructor(
    private readonly options: ServiceOptions,
    onWire: (seed: number) => number,
  ) {
    const samples = planSamples({ count: options.count, mix: DEFAULT_MIX, seed: SEED });
    this.#samples = new Map(samples.map((sample) => [onWire(sample.seed), sample]));
  }

  async answer(seed: number, prompt: number): Promise<string> {
    const sample = this.#sample(seed);
    const text = await this.options.before?.(sample, prompt);
    return text ?? groundedAnswer(sample.archetype, sample.index);
  }

  /** Called once for every prompt, before its answer. */
  fault(seed: number, prompt: number): Fault | undefined {
    const sample = this.#sample(seed);
    this.asked.push(sample.index);
    return this.options.fault?.(sample, prompt);
  }

  #sample(seed: number): PlannedSample {
    const sample = this.#samples.get(seed);
    if (!sample) throw new Error(`no sample of the plan has the seed ${seed}`);
    return sample;
  }
}

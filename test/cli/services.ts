/** Simulated services whose answers fit the samples of one plan. */
import { startGeminiSimulator } from '../simulators/gemini';
import { startOllamaSimulator } from '../simulators/ollama';
import type { Simulator } from '../simulators/simulator';
import { type AnswerOptions, PlannedAnswers } from './plannedAnswers';

export { SEED } from './plannedAnswers';

export interface ServiceOptions extends AnswerOptions {
  readonly latencyMs?: number;
  /** Bytes per piece of an answer. */
  readonly pieceBytes?: number;
}

export interface PlannedService {
  readonly simulator: Simulator;
  /** Indices of the samples that were asked for, in order. */
  readonly asked: number[];
  /** The same calls with the draw, and which answer for it: `callName`. */
  readonly calls: string[];
}

/** The simulated Ollama for a run of `count` samples with the default mix and `SEED`. */
export async function startPlannedOllama(options: ServiceOptions): Promise<PlannedService> {
  const plan = new PlannedAnswers(options, (seed) => seed);
  const simulator = await startOllamaSimulator({
    latencyMs: options.latencyMs,
    pieceBytes: options.pieceBytes,
    answer: ({ options: { seed } = {}, messages }, prompt) =>
      plan.answer(Number(seed), messages.at(-1)?.content ?? '', prompt),
    faults: ({ options: { seed } = {}, messages }, prompt) =>
      plan.fault(Number(seed), messages.at(-1)?.content ?? '', prompt),
  });
  return { simulator, asked: plan.asked, calls: plan.calls };
}

/** The same for Gemini; the wire takes 31 bits of a seed. */
export async function startPlannedGemini(
  options: ServiceOptions & { readonly apiKey: string },
): Promise<PlannedService> {
  const plan = new PlannedAnswers(options, (seed) => seed & 0x7fffffff);
  const simulator = await startGeminiSimulator({
    apiKey: options.apiKey,
    latencyMs: options.latencyMs,
    pieceBytes: options.pieceBytes,
    answer: ({ generationConfig, contents }, prompt) =>
      plan.answer(Number(generationConfig?.seed), contents.at(-1)?.parts[0]?.text ?? '', prompt),
    faults: ({ generationConfig, contents }, prompt) =>
      plan.fault(Number(generationConfig?.seed), contents.at(-1)?.parts[0]?.text ?? '', prompt),
  });
  return { simulator, asked: plan.asked, calls: plan.calls };
}

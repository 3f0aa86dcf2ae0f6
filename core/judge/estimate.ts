/** What a judging will take, before it is started. */
import { type DatasetFormat, findRecords, parseRecord } from '../dataset/records';
import { countOrEstimate, type Estimate, estimateCall } from '../generate/estimate';
import { costOf } from '../generate/prices';
import type { ModelPrice } from '../generate/priceTable';
import type { Teacher } from '../generate/provider';
import type { LintConfig } from '../lint/config';
import type { PromptSource } from '../prompt/render';
import { withOwnArchetypes } from '../sample/archetype';
import { splitLines } from '../text/lineText';
import { judgeRequest } from './judgePrompt';

/** Records that are counted; the others are taken to be like them. */
const COUNTED = 5;

export interface JudgeEstimateInput {
  readonly format: DatasetFormat;
  /** The dataset. */
  readonly text: string;
  readonly lint: Pick<LintConfig, 'archetypes'>;
  readonly template: PromptSource;
  readonly teacher: Pick<Teacher, 'countTokens'>;
  readonly model: string;
  readonly price: ModelPrice | undefined;
}

/** At most so many calls as there are records: what was answered before is not asked again. Rejects with PromptError or TeacherError. */
export async function estimateJudging(input: JudgeEstimateInput): Promise<Estimate> {
  const { format, text, lint, template, teacher, model, price } = input;
  const records = findRecords(format, splitLines(text));
  const step = Math.max(1, Math.floor(records.length / COUNTED));
  const archetypes = withOwnArchetypes(lint.archetypes);
  const counts: number[] = [];
  for (let i = 0; i < records.length && counts.length < COUNTED; i += step) {
    const { sample } = parseRecord(format, records[i]?.source ?? '');
    if (!sample?.messages.length) continue;
    const { messages } = await judgeRequest({ template, sample, archetypes, model, seed: 0 });
    counts.push(await countOrEstimate(teacher, model, messages));
  }
  const calls = counts.length === 0 ? 0 : records.length;
  const mean = counts.reduce((sum, count) => sum + count, 0) / Math.max(1, counts.length);
  const one = estimateCall(mean, undefined);
  const usage = {
    input: Math.ceil(calls * one.input),
    output: calls * one.output,
    thinking: calls * one.thinking,
    cached: 0,
  };
  return { calls, usage, cost: price && costOf(usage, { ...price, longPrompt: undefined }) };
}

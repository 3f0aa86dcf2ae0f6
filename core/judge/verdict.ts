/** What a judge answers: for each criterion a reason and a score. */
import * as z from 'zod';
import { findJsonObject } from '../generate/parseResponse';
import type { AnswerForm } from '../generate/teacherOutput';
import { type CriterionId, HIGHEST, LOWEST, REJECT_BELOW, RUBRIC } from './rubric';

const score = z.strictObject({
  reason: z.string().trim().min(1),
  score: z.int().min(LOWEST).max(HIGHEST),
});

const verdict = z.strictObject(
  Object.fromEntries(RUBRIC.map(({ id }) => [id, score])) as Record<CriterionId, typeof score>,
);

export type Verdict = z.infer<typeof verdict>;

/**
 * Reads a judge's answer in the form that it was asked for. Returns the verdict, or what is wrong with the answer in
 * one line. Nothing is guessed: a score that is missing, between two, outside the scale or, in JSON, written as text
 * makes the whole answer unparseable, as does a block that stands there twice.
 */
export function readVerdict(text: string, form: AnswerForm): Verdict | string {
  const answer =
    form === 'json' ? (findJsonObject(text) ?? 'The answer holds no JSON object.') : readBlocks(text);
  if (typeof answer === 'string') return answer;
  const parsed = verdict.safeParse(answer);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return `${issue?.path.join('.') || 'the verdict'}: ${issue?.message}`;
}

/** The blocks of the criteria, as far as they are there, or what is wrong with them all. */
function readBlocks(text: string): Partial<Record<CriterionId, unknown>> | string {
  const found: Partial<Record<CriterionId, unknown>> = {};
  for (const { id } of RUBRIC) {
    const [block, another] = blocks(text, id);
    if (another !== undefined) return `${id}: The answer holds it twice.`;
    if (block === undefined) continue;
    const [reason, ...reasons] = blocks(block, 'reason');
    const [score = '', ...scores] = blocks(block, 'score');
    if (reasons.length + scores.length > 0) return `${id}: It holds a reason or a score twice.`;
    found[id] = { reason, score: /^\s*\d+\s*$/.test(score) ? Number(score) : score };
  }
  return Object.keys(found).length === 0 ? 'The answer holds no block of a criterion.' : found;
}

/** What stands between the tags of a name, each time. */
function blocks(text: string, name: string): string[] {
  return [...text.matchAll(new RegExp(`<${name}>([\\s\\S]*?)</${name}>`, 'gi'))].map(
    ([, inner]) => inner ?? '',
  );
}

/** Whether the judge would keep the sample out. */
export function wouldReject(given: Verdict): boolean {
  return RUBRIC.some(({ id }) => given[id].score < REJECT_BELOW);
}

/** JSON Schema of the answer, in the subset every service understands. The reason comes first, to be thought of first. */
export function verdictSchema(): Readonly<Record<string, unknown>> {
  const one = {
    type: 'object',
    properties: {
      reason: { type: 'string' },
      score: { type: 'integer', minimum: LOWEST, maximum: HIGHEST },
    },
    required: ['reason', 'score'],
    additionalProperties: false,
  };
  return {
    type: 'object',
    properties: Object.fromEntries(RUBRIC.map(({ id }) => [id, one])),
    required: RUBRIC.map(({ id }) => id),
    additionalProperties: false,
  };
}

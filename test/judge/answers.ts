/** What judges answer. */
import { type CriterionId, RUBRIC } from '../../core/judge/rubric';

/** A verdict as JSON: fives, but for the scores given. */
export function verdictText(scores: Partial<Record<CriterionId, unknown>> = {}): string {
  const all = RUBRIC.map(({ id }) => [id, { reason: `About ${id}.`, score: id in scores ? scores[id] : 5 }]);
  return JSON.stringify(Object.fromEntries(all));
}

/** The same as blocks. */
export function verdictBlocks(scores: Partial<Record<CriterionId, unknown>> = {}): string {
  return RUBRIC.map(
    ({ id }) =>
      `<${id}>\n<reason>About ${id}.</reason>\n<score>${id in scores ? scores[id] : 5}</score>\n</${id}>`,
  ).join('\n');
}

/** What is to be settled before anything is paid for. */
import type { Estimate } from './estimate';
import type { ModelPrice } from './priceTable';
import { TeacherError } from './teacherError';

/** What is estimated at more than this, in USD, is agreed to first, unless a person sets another limit. */
export const CONFIRM_ABOVE_USD = 1;

/** Whether somebody has to agree: it may cost more than `limit`, or nobody knows what it costs. */
export function needsConsent(
  { cost = Number.POSITIVE_INFINITY }: Pick<Estimate, 'cost'>,
  budget = Number.POSITIVE_INFINITY,
  limit: number = CONFIRM_ABOVE_USD,
): boolean {
  return Math.min(cost, budget) > limit;
}

/** Whether calls cost nothing, so that there is nothing to estimate. */
export function isFree(price: ModelPrice | undefined): boolean {
  return price?.input === 0 && price.output === 0;
}

/** Throws TeacherError where nobody could tell when the budget is spent. */
export function checkBudget(model: string, budget: number | undefined, price: ModelPrice | undefined): void {
  if (budget === undefined || price) return;
  throw new TeacherError('bad-request', `There is no price for ${model}, so a budget cannot be kept.`, {
    advice: 'Set one under "prices" in vignette.config.json, or go without a budget.',
  });
}

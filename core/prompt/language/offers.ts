/** What the parts of a template offer to be typed. */
import type { Completion } from '../../language/completionItem';

/** What a completion is, before its place is known. */
export interface Offer {
  readonly kind: Completion['kind'];
  readonly label: string;
  readonly detail?: string;
  readonly documentation?: string;
  readonly newText?: string;
  readonly retrigger?: boolean;
}

/** Offers, and the stretch that they replace. */
export interface Offers {
  readonly start: number;
  /** The cursor, where it is left out. */
  readonly end?: number;
  readonly offers: readonly Offer[];
}

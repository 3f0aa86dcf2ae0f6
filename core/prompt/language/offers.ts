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

/** Offers, and the offset at which what they replace starts; it ends at the cursor. */
export interface Offers {
  readonly start: number;
  readonly offers: readonly Offer[];
}

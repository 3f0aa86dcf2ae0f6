import type { Span } from '../text/span';

/** What an answer says of something that its context says of something else, or denies. */
export interface Misplaced {
  /** In the answer. */
  readonly span: Span;
  /** In the context, what it says instead, or where it says the same of the other. */
  readonly stated: Span;
  readonly message: string;
  /** Whether it is an amount, which may be one of two that are exchanged. */
  readonly isAmount: boolean;
}

/** Work that may rest at each `yield`, for as long as whoever carries it out likes; whoever has had enough drops it. */
export type Steps<Result = void> = Generator<undefined, Result>;

/** Carries it out without a rest. */
export function complete<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

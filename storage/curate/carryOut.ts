import type { Steps } from '../../core/steps';

/** How long others have to wait at most, in milliseconds. */
const SLICE = 50;

/**
 * Carries out long work so that what waits gets its turn; ends it, with the signal's reason, once that is aborted. `onRest`: told
 * at each rest how many steps have been taken.
 */
export async function carryOut<Result>(
  steps: Steps<Result>,
  signal?: AbortSignal,
  onRest?: (taken: number) => void,
): Promise<Result> {
  let taken = 0;
  for (;;) {
    const start = Date.now();
    do {
      const step = steps.next();
      if (step.done) return step.value;
      taken++;
    } while (Date.now() - start < SLICE);
    onRest?.(taken);
    await new Promise((resolve) => setImmediate(resolve));
    signal?.throwIfAborted();
  }
}

/** How the teacher chooses: partly by the index, so that samples of a run differ for certain, partly at random. */
import { createRandom, deriveSeed, type Random } from '../../core/generate/random';

export interface Draw {
  /** 0-based position in the run's plan. */
  readonly index: number;
  readonly random: Random;
  /** One item, at random. */
  pick<T>(items: readonly T[]): T;
  /**
   * One item, by the next digit of the index in mixed radix: two samples whose index differs by less than
   * the product of the list lengths never agree in all such choices.
   */
  turn<T>(items: readonly T[]): T;
  /** A random multiple of `step` from `least` to `most`, both included. */
  between(least: number, most: number, step?: number): number;
}

/** @param stream keeps the archetypes apart: the same seed gives unrelated draws in each */
export function createDraw(seed: number, index: number, stream: number): Draw {
  const random = createRandom(deriveSeed(seed, index, stream));
  let rest = index;
  return {
    index,
    random,
    pick: random.pick,
    turn: <T>(items: readonly T[]): T => {
      if (items.length === 0) throw new RangeError('cannot choose from an empty list');
      const item = items[rest % items.length] as T;
      rest = Math.floor(rest / items.length);
      return item;
    },
    between: (least, most, step = 1) => {
      const steps = Math.round((most - least) / step);
      return Math.round((least + step * random.below(steps + 1)) * 1e6) / 1e6;
    },
  };
}

/** Laws, tried on random values. */
import fc from 'fast-check';

/** Where the random values begin: at the same place in each run of the tests, elsewhere when fuzzing. */
const seed = Number(process.env.FUZZ_SEED ?? 20_260_101);
/** How many times as many values are tried as a test asks for. */
const factor = Number(process.env.FUZZ_FACTOR ?? 1);

type Options<Ts> = Pick<fc.Parameters<Ts>, 'numRuns' | 'examples'>;

/** `fc.assert` that tries the same values each time, so that a suite is red for its code alone; `npm run fuzz` tries others. */
export function assertProperty<Ts>(property: fc.IAsyncProperty<Ts>, options?: Options<Ts>): Promise<void>;
export function assertProperty<Ts>(property: fc.IProperty<Ts>, options?: Options<Ts>): void;
export function assertProperty<Ts>(
  property: fc.IRawProperty<Ts>,
  { numRuns = 100, ...options }: Options<Ts> = {},
): Promise<void> | void {
  return fc.assert(property, { ...options, seed, numRuns: numRuns * factor });
}

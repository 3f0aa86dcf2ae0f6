import type { ComparedTexts } from './comparedTexts';
import { shingleHashes } from './shingleHashes';
import type { Sketch } from './sketch';

/** How many records' texts are remembered: clusters are compared with their first again and again. */
const REMEMBERED = 64;

/** The texts of records that are compared exactly, made ready; the last few are remembered. */
export class ComparedParts {
  readonly #known = new Map<string, unknown>();

  constructor(private readonly textsOf: (record: number) => ComparedTexts | undefined) {}

  /** Without the differences in white space and case. */
  exact(record: number): string {
    return this.#remember(`${record}`, () =>
      (this.textsOf(record)?.whole ?? '').replace(/\s+/g, ' ').trim().toLowerCase(),
    );
  }

  /** All hashes of a part, sorted, whatever is kept of it. */
  hashes({ kind, data }: Sketch, record: number, part: keyof ComparedTexts): Uint32Array {
    if (kind === 'hashes') return data;
    return this.#remember(`${record} ${part}`, () => shingleHashes(this.textsOf(record)?.[part] ?? ''));
  }

  #remember<T>(key: string, workOut: () => T): T {
    const known = this.#known.has(key) ? (this.#known.get(key) as T) : workOut();
    this.#known.delete(key);
    this.#known.set(key, known);
    const [oldest] = this.#known.keys();
    if (this.#known.size > REMEMBERED && oldest !== undefined) this.#known.delete(oldest);
    return known;
  }
}

/**
 * Remembers what a feature worked out for each record, so that a pass over an edited document works only on
 * the records that are new. What the last pass did not meet is forgotten.
 */
export class RecordMemo<T> {
  #before: ReadonlyMap<string, T> = new Map();
  #current = new Map<string, T>();

  /** Starts a pass over a version of the document. */
  startPass(): void {
    this.#before = this.#current;
    this.#current = new Map();
  }

  get(text: string, workOut: () => T): T {
    const known = this.#current.get(text) ?? this.#before.get(text) ?? workOut();
    this.#current.set(text, known);
    return known;
  }
}

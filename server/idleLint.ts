import type { FileConfig } from '../core/config/resolveConfig';
import type { DatasetDocument } from './document';

/** How long no one must have asked for diagnostics of a document before its records are compared, in ms. */
const IDLE_MS = 400;

/**
 * The dataset-wide rules compare every record with every other: too much for each key that is pressed. They run
 * once a document has come to rest, and `onChange` is told when that changes what is to be shown.
 */
export class IdleLint {
  readonly #waiting = new Map<string, NodeJS.Timeout>();

  constructor(private readonly onChange: () => void) {}

  schedule(document: DatasetDocument, config: FileConfig): void {
    this.cancel(document.uri);
    if (document.datasetDiagnostics(config) !== undefined) return;
    const timer = setTimeout(() => {
      this.#waiting.delete(document.uri);
      if (document.lintDataset(config).length > 0) this.onChange();
    }, IDLE_MS);
    this.#waiting.set(document.uri, timer);
  }

  cancel(uri: string): void {
    clearTimeout(this.#waiting.get(uri));
    this.#waiting.delete(uri);
  }
}

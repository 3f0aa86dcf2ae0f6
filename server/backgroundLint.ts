import type { FileConfig } from '../core/config/resolveConfig';
import type { Steps } from '../core/steps';
import type { DatasetDocument } from './document';

/** How long the lint keeps requests waiting, in ms. */
const SLICE_MS = 10;

/** After so long what has become known is told for the first time, in ms; then after twice as long, and so on. */
const FIRST_TOLD_MS = 200;

/** How often it is said how far the lint is, in ms. */
const STATUS_MS = 250;

/** How long no one must have asked for diagnostics of a document before its records are compared, in ms. */
const IDLE_MS = 400;

export interface BackgroundLintEvents {
  /** There are more diagnostics than the client has been told. */
  readonly onMore: (document: DatasetDocument) => void;
  /** The lint is so far. */
  readonly onStatus: (document: DatasetDocument, config: FileConfig) => void;
  /** All is known, or the comparison of the records has found something. */
  readonly onComplete: (document: DatasetDocument) => void;
}

interface Work {
  readonly document: DatasetDocument;
  readonly version: number;
  readonly config: FileConfig;
  isCancelled: boolean;
  /** Of the time in which the document rests. */
  timer?: NodeJS.Timeout;
}

/**
 * Lints what is too much for one answer: in slices, between which the server answers, those records first that are
 * looked at. Each time it tells of more, it has worked twice as long as the time before: all that is sent over again
 * is no more than what is sent at last. Once the document has come to rest
 * its records are compared with each other, in slices too.
 */
export class BackgroundLint {
  readonly #work = new Map<string, Work>();

  constructor(private readonly events: BackgroundLintEvents) {}

  /** Goes on with a document until all is known of it. Asking again for the same version puts off the comparison only. */
  schedule(document: DatasetDocument, config: FileConfig): void {
    const { uri, version } = document;
    const known = this.#work.get(uri);
    const isSame = known?.document === document && known.version === version && known.config === config;
    if (isSame && known.timer === undefined) return;
    this.cancel(uri);
    if (document.datasetDiagnostics(config) !== undefined) return;
    const work: Work = { document, version, config, isCancelled: false };
    this.#work.set(uri, work);
    void this.#carryOut(work);
  }

  cancel(uri: string): void {
    const work = this.#work.get(uri);
    if (!work) return;
    work.isCancelled = true;
    clearTimeout(work.timer);
    this.#work.delete(uri);
  }

  async #carryOut(work: Work): Promise<void> {
    const { document, config } = work;
    const { onMore, onStatus, onComplete } = this.events;
    if (!document.proceed(config, isOver())) {
      let wait = FIRST_TOLD_MS;
      let toldAt = performance.now();
      let statusAt = toldAt;
      let { lookedAt } = document;
      do {
        await eventLoop();
        if (isStale(work)) return;
        const now = performance.now();
        if (document.lookedAt !== lookedAt) {
          lookedAt = document.lookedAt;
          wait = FIRST_TOLD_MS;
        }
        if (now - toldAt >= wait) {
          onMore(document);
          wait *= 2;
          toldAt = now;
        }
        if (now - statusAt >= STATUS_MS) {
          onStatus(document, config);
          statusAt = now;
        }
      } while (!document.proceed(config, isOver()));
      onComplete(document);
    }
    work.timer = setTimeout(() => void this.#compare(work), IDLE_MS);
  }

  async #compare(work: Work): Promise<void> {
    const { document, config } = work;
    while (!document.compareRecords(config, isOver())) {
      await eventLoop();
      if (isStale(work)) return;
    }
    this.#work.delete(document.uri);
    if (document.datasetDiagnostics(config)?.length) this.events.onComplete(document);
  }
}

/** Carries work out in slices; requests are answered in between. `onSlice` is called after each, and ends the work by throwing. */
export async function carryOutInSlices<Result>(
  steps: Steps<Result>,
  onSlice: () => void = () => {},
): Promise<Result> {
  for (let isEnough = isOver(); ; ) {
    const step = steps.next();
    if (step.done) return step.value;
    if (!isEnough()) continue;
    await eventLoop();
    onSlice();
    isEnough = isOver();
  }
}

/** Lints all of a document, whatever its version becomes meanwhile; requests are answered in between. */
export async function lintCompletely(
  document: DatasetDocument,
  config: FileConfig,
  isCancelled: () => boolean,
): Promise<void> {
  while (!document.proceed(config, isOver()) && !isCancelled()) await eventLoop();
}

function isStale({ isCancelled, document, version }: Work): boolean {
  return isCancelled || document.version !== version;
}

/** Whether a slice that starts now is over. */
export function isOver(): () => boolean {
  const end = performance.now() + SLICE_MS;
  return () => performance.now() >= end;
}

function eventLoop(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

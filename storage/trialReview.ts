/** `review.jsonl` of a run that tries a template: every sample that came, passed or not, each once. */
import { join } from 'node:path';
import { isJson } from '../core/text/isJson';
import { AppendQueue } from './appendQueue';
import { exists, readText } from './files';
import { REVIEW } from './runPlan';

export class TrialReview {
  readonly #lines: AppendQueue;

  private constructor(
    path: string,
    /** Ids of its records. */
    private readonly known: Set<unknown>,
  ) {
    this.#lines = new AppendQueue(path);
  }

  /** Opens the review of the run in a folder; what a person made of its lines stays as it is. */
  static async open(run: string): Promise<TrialReview> {
    const path = join(run, REVIEW);
    const text = (await exists(path)) ? await readText(path) : '';
    return new TrialReview(path, new Set(text.split('\n').filter(isJson).map(idOf)));
  }

  /** Adds a record, a JSONL line, that it does not have yet. Rejects with StorageError. */
  async add(line: string): Promise<void> {
    const id = idOf(line);
    if (this.known.has(id)) return;
    this.known.add(id);
    await this.#lines.append(line);
  }
}

function idOf(line: string): unknown {
  return (JSON.parse(line) as { metadata?: { id?: unknown } } | null)?.metadata?.id;
}

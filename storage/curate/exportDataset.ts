/** Datasets as the files that trainers take, of any size. */
import { join } from 'node:path';
import { datasetCard } from '../../core/export/datasetCard';
import { type ExportFormat, exportRecord } from '../../core/export/exportRecord';
import { bySplit } from '../../core/export/splitName';
import { StorageError } from '../../core/generate/journal';
import type { Inspection } from '../../core/inspect/inspection';
import { type DatasetSummary, summarise } from '../../core/inspect/summary';
import { plotHistograms, plotMix } from '../../core/inspect/summaryPlot';
import type { Tokenizer } from '../../core/inspect/tokens';
import { joinRecord } from '../../core/lint/lintFiles';
import { STANDALONE_STYLE } from '../../core/plot/style';
import { sizeOf, writeFileAtomic } from '../files';
import { type LineAt, type StoredFile, StoredLint } from '../lint/storedLint';
import { threadsFor } from '../lint/threads';
import { carryOut } from './carryOut';
import { inPieces } from './inPieces';
import type { Work } from './scanFiles';

export interface FileToExport extends StoredFile {
  /** The split that its records go to. */
  readonly split: string;
}

export interface ExportRequest extends Work {
  readonly files: readonly FileToExport[];
  readonly format: ExportFormat;
  /** Where a split goes. */
  readonly pathOf: (split: string) => string;
  /** Records with errors too. */
  readonly allowErrors: boolean;
  /** For `huggingface`: the folder, and what only people can say. */
  readonly card?: { readonly folder: string; readonly title: string; readonly license?: string };
  readonly tokenizer: Tokenizer;
}

/** A JSON value: what `--json` prints too. */
export interface ExportOutcome {
  readonly format: ExportFormat;
  readonly records: number;
  readonly exported: number;
  readonly splits: readonly { readonly name: string; readonly path: string; readonly records: number }[];
  /** Every file that was written. */
  readonly files: readonly string[];
  /** By reason, how many records were not exported: `rule` for errors of the lint, or a sentence. */
  readonly reasons: Readonly<Record<string, number>>;
  /** The first of them; `line` is 1-based. */
  readonly examples: readonly { readonly path: string; readonly line: number; readonly reason: string }[];
  /** Exported with errors, because that was allowed. */
  readonly errors: number;
  /** Fields that the format has no place for, with how many records have them. */
  readonly leftOut: Readonly<Record<string, number>>;
  /** Clusters of records that repeat each other, with records in several splits. */
  readonly straddling: number;
}

/** What stands beside the data in the folder of a card. */
export const CARD_FILES = { card: 'README.md', mix: 'mix.svg', lengths: 'lengths.svg' } as const;

/** Reasons that are told one by one. */
const MOST_EXAMPLES = 10;

/** Lints, then writes each split. Rejects with StorageError; files are then as they were, or new as a whole. */
export async function exportDataset(request: ExportRequest): Promise<ExportOutcome> {
  const { files, tokenizer, signal, onProgress } = request;
  const sizes = await Promise.all(files.map(({ path }) => sizeOf(path)));
  const size = sizes.reduce((sum, size) => sum + size, 1);
  const threads = threadsFor(size, request.threads);
  const stored = new StoredLint(threads, undefined, { work: 'inspect' });
  try {
    const opened: OpenFile[] = [];
    let before = 0;
    for (const [i, file] of files.entries()) {
      const lineAt = await stored.add(file, (bytes) => {
        signal?.throwIfAborted();
        onProgress?.((0.7 * (before + bytes)) / size);
      });
      before += sizes[i] as number;
      if (lineAt) opened.push({ ...file, lineAt });
    }
    const inspection = await carryOut(stored.inspect(tokenizer), signal);
    onProgress?.(0.8);
    const run = new Export(request, opened, inspection);
    await run.write(() => {
      if (!stored.lines.every(({ isUnchanged }) => isUnchanged))
        throw new StorageError('A dataset was changed meanwhile.', 'Try again once nothing writes to it.');
    });
    onProgress?.(1);
    return run.outcome();
  } finally {
    await threads.close();
    stored.close();
  }
}

interface OpenFile extends FileToExport {
  readonly lineAt: LineAt;
}

class Export {
  readonly #counts = new Map<string, number>();
  readonly #reasons = new Map<string, number>();
  readonly #leftOut = new Map<string, number>();
  readonly #examples: ExportOutcome['examples'][number][] = [];
  readonly #written: string[] = [];
  #errors = 0;

  constructor(
    private readonly request: ExportRequest,
    private readonly files: readonly OpenFile[],
    private readonly inspection: Inspection,
  ) {}

  async write(check: () => void): Promise<void> {
    const { signal, pathOf, card } = this.request;
    for (const split of [...new Set(this.files.map((file) => file.split))].sort(bySplit)) {
      this.#counts.set(split, 0);
      const path = pathOf(split);
      await writeFileAtomic(path, inPieces(this.#linesOf(split, check), signal));
      this.#written.push(path);
    }
    if (card) await this.#writeCard(card);
  }

  outcome(): ExportOutcome {
    const { format } = this.request;
    const splits = this.#splits();
    return {
      format,
      records: this.inspection.records,
      exported: splits.reduce((sum, { records }) => sum + records, 0),
      splits,
      files: this.#written,
      reasons: Object.fromEntries([...this.#reasons].sort(([, a], [, b]) => b - a)),
      examples: this.#examples,
      errors: this.#errors,
      leftOut: Object.fromEntries(this.#leftOut),
      straddling: this.#straddling(),
    };
  }

  #splits(): ExportOutcome['splits'] {
    return Array.from(this.#counts, ([name, records]) => ({
      name,
      path: this.request.pathOf(name),
      records,
    }));
  }

  *#linesOf(split: string, check: () => void): Generator<Uint8Array> {
    const { format, allowErrors } = this.request;
    for (const [at, file] of this.files.entries()) {
      if (file.split !== split) continue;
      const { first, end, lines } = this.inspection.files[at] ?? { first: 0, end: 0, lines: 0 };
      for (let record = first; record < end; record++) {
        const line = this.inspection.lines[record] ?? 0;
        const next = record + 1 < end ? (this.inspection.lines[record + 1] ?? lines) : lines;
        const hasErrors = this.inspection.standings[record] === ERROR;
        if (hasErrors && !allowErrors) {
          this.#leave(file, line, this.#errorsOf(record));
          continue;
        }
        const source = joinRecord(file.format, line, next, file.lineAt);
        const exported = exportRecord(file.format, source, format);
        if ('reason' in exported) {
          this.#leave(file, line, [exported.reason]);
          continue;
        }
        for (const field of exported.leftOut) add(this.#leftOut, field);
        if (hasErrors) this.#errors++;
        add(this.#counts, split);
        yield Buffer.from(`${exported.line}\n`);
      }
    }
    check();
  }

  #leave(file: OpenFile, line: number, reasons: readonly string[]): void {
    for (const reason of new Set(reasons)) add(this.#reasons, reason);
    if (this.#examples.length < MOST_EXAMPLES)
      this.#examples.push({ path: file.name, line: line + 1, reason: [...new Set(reasons)].join(', ') });
  }

  #errorsOf(record: number): string[] {
    const { rules, problems } = this.inspection;
    const start = record === 0 ? 0 : (problems.ends[record - 1] ?? 0);
    return Array.from(problems.rules.subarray(start, problems.ends[record]), (rule) => rules[rule])
      .filter((rule) => rule?.severity === 'error')
      .map((rule) => rule?.rule ?? '');
  }

  /** Records that repeat each other and are apart. */
  #straddling(): number {
    const { clusters, files } = this.inspection;
    const splits = new Map<number, string>();
    const straddling = new Set<number>();
    for (const [at, { first, end }] of files.entries()) {
      const split = this.files[at]?.split ?? '';
      for (let record = first; record < end; record++) {
        const cluster = clusters[record] ?? -1;
        if (cluster < 0) continue;
        if ((splits.get(cluster) ?? split) !== split) straddling.add(cluster);
        splits.set(cluster, split);
      }
    }
    return straddling.size;
  }

  async #writeCard({ folder, title, license }: NonNullable<ExportRequest['card']>): Promise<void> {
    const { allowErrors } = this.request;
    const summary = summarise(
      this.inspection,
      allowErrors ? [] : [{ standing: 'clean' }, { standing: 'warning' }],
    );
    const pictures = await this.#writePictures(folder, summary);
    const card = datasetCard({
      title,
      license,
      splits: this.#splits().map((split) => ({ ...split, path: `data/${split.name}.jsonl` })),
      summary,
      leftOut: this.#reasons,
      errors: this.#errors,
      straddling: this.#straddling(),
      profile: this.files[0]?.config.profile ?? 'sft',
      pictures,
    });
    await this.#put(join(folder, CARD_FILES.card), card);
  }

  async #writePictures(
    folder: string,
    summary: DatasetSummary,
  ): Promise<{ readonly title: string; readonly path: string }[]> {
    const lengths = plotHistograms(
      summary,
      ['context-words', 'think-words', 'answer-words', 'tokens'],
      STANDALONE_STYLE,
    );
    const pictures = [
      { title: 'Mix', path: CARD_FILES.mix, svg: plotMix(summary, STANDALONE_STYLE) },
      ...(lengths === undefined ? [] : [{ title: 'Lengths', path: CARD_FILES.lengths, svg: lengths }]),
    ];
    for (const { path, svg } of pictures) await this.#put(join(folder, path), svg);
    return pictures.map(({ title, path }) => ({ title, path }));
  }

  async #put(path: string, text: string): Promise<void> {
    await writeFileAtomic(path, text);
    this.#written.push(path);
  }
}

/** The code of `STANDINGS`. */
const ERROR = 2;

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

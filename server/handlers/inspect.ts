import { randomUUID } from 'node:crypto';
import { type CancellationToken, type Connection, ResponseError } from 'vscode-languageserver';
import { isDatasetFile } from '../../core/dataset/detect';
import { formatOfPath } from '../../core/dataset/records';
import { StorageError } from '../../core/generate/journal';
import { matching } from '../../core/inspect/filter';
import type { Inspection } from '../../core/inspect/inspection';
import { type RereadFile, readRow } from '../../core/inspect/recordRow';
import { prepareSummaries, summarise } from '../../core/inspect/summary';
import {
  INSPECT,
  INSPECT_CLOSE,
  INSPECT_RECORDS,
  INSPECT_SUMMARY,
  type InspectCloseParams,
  type InspectParams,
  type InspectRecordsParams,
  type InspectRecordsResult,
  type InspectResult,
  type InspectSummaryParams,
  type InspectSummaryResult,
  LINT_PROGRESS,
  type LintProgress,
  MOST_ROWS,
  NO_SUCH_INSPECTION,
} from '../../core/protocol';
import { splitLines } from '../../core/text/lineText';
import { lintCacheFor } from '../../storage/lint/lintCache';
import type { StoredLines } from '../../storage/lint/storedLines';
import { StoredLint } from '../../storage/lint/storedLint';
import { threadsFor } from '../../storage/lint/threads';
import { carryOutInSlices } from '../backgroundLint';
import { throwIfCancelled } from '../cancelled';
import type { Configurations } from '../configurations';
import { pathOf, sizeOfUri } from '../filesOfUris';

/** What a client may ask more of; the lint itself is let go of. */
interface KnownInspection {
  readonly inspection: Inspection;
  readonly file: RereadFile;
  /** Of a file on disk. */
  readonly lines: readonly StoredLines[];
}

/** Inspects datasets from disk or as texts. `cacheFolder`: for what was worked out of large ones; left out, nothing is kept. */
export function provideInspections(
  connection: Connection,
  configurations: Configurations,
  cacheFolder?: string,
): void {
  const known = new Map<string, KnownInspection>();

  const named = (name: string): KnownInspection => {
    const found = known.get(name);
    if (!found)
      throw new ResponseError(NO_SUCH_INSPECTION, 'This inspection is gone: inspect the dataset again.');
    return found;
  };

  connection.onRequest<InspectResult, void>(
    INSPECT,
    async (params: InspectParams, token: CancellationToken): Promise<InspectResult> => {
      const report = (done: number): void => {
        throwIfCancelled(token);
        if (params.run === undefined) return;
        const progress: LintProgress = { run: params.run, done };
        void connection.sendNotification(LINT_PROGRESS, progress);
      };
      const check = (): void => throwIfCancelled(token);
      try {
        const found = await inspect(params, configurations, report, check, cacheFolder);
        if (!found) return { kind: 'other' };
        const inspection = randomUUID();
        known.set(inspection, found);
        return { kind: 'inspected', inspection, summary: summarise(found.inspection) };
      } catch (error) {
        if (error instanceof StorageError)
          return { kind: 'failed', failure: `${error.message} ${error.advice}` };
        throw error;
      }
    },
  );

  connection.onRequest(INSPECT_SUMMARY, (params: InspectSummaryParams): InspectSummaryResult => {
    const { inspection, lines } = named(params.inspection);
    return { summary: summarise(inspection, params.filter), isChanged: hasChanged(lines) };
  });

  connection.onRequest(INSPECT_RECORDS, (params: InspectRecordsParams): InspectRecordsResult => {
    const { inspection, lines, file } = named(params.inspection);
    const records = matching(inspection, params.filter);
    const start = Math.max(0, params.start);
    const shown = records.subarray(start, start + Math.min(params.count, MOST_ROWS));
    const rows = Array.from(shown, (record) => readRow(inspection, record, () => file));
    for (const file of lines) file.close();
    return { total: records.length, rows, isChanged: hasChanged(lines) };
  });

  connection.onNotification(INSPECT_CLOSE, (params: InspectCloseParams) => {
    known.delete(params.inspection);
  });
}

function hasChanged(lines: readonly StoredLines[]): boolean {
  return lines.some(({ isUnchanged }) => !isUnchanged);
}

/** Undefined for what is no dataset of ours. `onRead` is told the share that has been read. */
async function inspect(
  { uri, text }: InspectParams,
  configurations: Configurations,
  onRead: (share: number) => void,
  onSlice: () => void,
  cacheFolder: string | undefined,
): Promise<KnownInspection | undefined> {
  const format = formatOfPath(uri);
  if (format === undefined) return undefined;
  const config = await configurations.of(uri);
  const isOurs = (lines: readonly string[]): boolean => isDatasetFile(format, config, lines);
  const size = text === undefined ? await sizeOfUri(uri) : 0;
  const threads = threadsFor(size);
  const cache = cacheFolder === undefined ? undefined : lintCacheFor(cacheFolder, size);
  const stored = new StoredLint(threads, cache, { work: 'inspect' });
  try {
    const lineAt =
      text === undefined
        ? await stored.add({ name: uri, path: pathOf(uri), format, config, isOurs }, (bytes) =>
            onRead(Math.min(1, bytes / (size || 1))),
          )
        : isOurs(splitLines(text))
          ? stored.addText(uri, format, text, config)
          : undefined;
    if (!lineAt) return undefined;
    const { countTokens, TOKENIZER } = await import('../../core/prompt/tokenizer');
    const steps = stored.inspect({ encoding: TOKENIZER, countTokens });
    const inspection = await carryOutInSlices(steps, onSlice);
    await carryOutInSlices(prepareSummaries(inspection), onSlice);
    return { inspection, file: { format, config, lineAt }, lines: stored.lines };
  } finally {
    await threads.close();
    stored.close();
  }
}

import {
  type CancellationToken,
  type Connection,
  DiagnosticSeverity,
  type Diagnostic as LspDiagnostic,
} from 'vscode-languageserver';
import { isDatasetFile } from '../../core/dataset/detect';
import { formatOfPath } from '../../core/dataset/records';
import { StorageError } from '../../core/generate/journal';
import { countProblems } from '../../core/lint/diagnostic';
import type { FileLint } from '../../core/lint/lintFile';
import {
  LINT_FILES,
  LINT_PROGRESS,
  type LintedFile,
  type LintFilesParams,
  type LintFilesResult,
  type LintProgress,
} from '../../core/protocol';
import { splitLines } from '../../core/text/lineText';
import { lintCacheFor } from '../../storage/lint/lintCache';
import { StoredLint } from '../../storage/lint/storedLint';
import { threadsFor } from '../../storage/lint/threads';
import { carryOutInSlices } from '../backgroundLint';
import { throwIfCancelled } from '../cancelled';
import type { Configurations } from '../configurations';
import { pathOf, sizeOfUri } from '../filesOfUris';
import { toLspDiagnostic } from '../lspDiagnostic';

const NOT_OURS: LintedFile = { isDataset: false, records: 0, errors: 0, warnings: 0, diagnostics: [] };

/** Problems of one file that are handed to the client: no list of problems shows more, and a person reads fewer. */
const MOST_SHOWN = 999;

/**
 * Lints files that need not be open, whatever their size, their records compared with each other. `cacheFolder`: for
 * what was worked out of large ones; left out, nothing is kept.
 */
export function provideLintFiles(
  connection: Connection,
  configurations: Configurations,
  cacheFolder?: string,
): void {
  connection.onRequest(
    LINT_FILES,
    async (params: LintFilesParams, token: CancellationToken): Promise<LintFilesResult> => {
      const sizes = await Promise.all(
        params.files.map(({ uri, text }) => (text === undefined ? sizeOfUri(uri) : 0)),
      );
      const size = sizes.reduce((sum, size) => sum + size, 0);
      const threads = threadsFor(size);
      const cache = cacheFolder === undefined ? undefined : lintCacheFor(cacheFolder, size);
      const stored = new StoredLint(threads, cache);
      const report = (done: number): void => {
        throwIfCancelled(token);
        if (params.run === undefined) return;
        const progress: LintProgress = { run: params.run, done };
        void connection.sendNotification(LINT_PROGRESS, progress);
      };
      try {
        return await lintFiles(params, sizes, configurations, stored, report, () => throwIfCancelled(token));
      } finally {
        await threads.close();
        stored.close();
      }
    },
  );
}

async function lintFiles(
  { files }: LintFilesParams,
  sizes: readonly number[],
  configurations: Configurations,
  stored: StoredLint,
  report: (done: number) => void,
  onSlice: () => void,
): Promise<LintedFile[]> {
  const results: LintedFile[] = [];
  const linted: { readonly at: number; readonly uri: string }[] = [];
  for (const [at, { uri, text }] of files.entries()) {
    results.push(NOT_OURS);
    const format = formatOfPath(uri);
    if (format !== undefined) {
      const config = await configurations.of(uri);
      const isOurs = (lines: readonly string[]): boolean => isDatasetFile(format, config, lines);
      const size = sizes[at] || 1;
      const onRead = (bytes: number): void => report(at + Math.min(1, bytes / size));
      try {
        const isLinted =
          text === undefined
            ? await stored.add({ name: uri, path: pathOf(uri), format, config, isOurs }, onRead)
            : isOurs(splitLines(text)) && stored.addText(uri, format, text, config);
        if (isLinted) linted.push({ at, uri });
      } catch (error) {
        if (!(error instanceof StorageError)) throw error;
        results[at] = { ...NOT_OURS, failure: `${error.message} ${error.advice}` };
      }
    }
    report(at + 1);
  }
  for (const [i, lint] of (await carryOutInSlices(stored.finish(), onSlice)).entries()) {
    const { at, uri } = linted[i] ?? { at: 0, uri: '' };
    results[at] = toLintedFile(lint, uri);
  }
  return results;
}

function toLintedFile({ records, diagnostics }: FileLint, uri: string): LintedFile {
  const shown = diagnostics.slice(0, MOST_SHOWN).map((diagnostic) => toLspDiagnostic(diagnostic, uri));
  const more = diagnostics.length - shown.length;
  if (more > 0) shown.push(moreNotShown(more));
  return { isDataset: true, records, ...countProblems(diagnostics), diagnostics: shown };
}

function moreNotShown(count: number): LspDiagnostic {
  const start = { line: 0, character: 0 };
  return {
    source: 'vignette',
    severity: DiagnosticSeverity.Information,
    message: `${count} more ${count === 1 ? 'problem' : 'problems'} of this file are not shown here; "vignette lint" prints all.`,
    range: { start, end: start },
  };
}

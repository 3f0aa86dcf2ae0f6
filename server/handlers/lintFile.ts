import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Connection, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { looksLikeDataset } from '../../core/dataset/detect';
import { formatOfPath } from '../../core/dataset/records';
import { lintOnce } from '../../core/lint/lintFile';
import { LINT_FILE, type LintFileParams, type LintFileResult } from '../../core/protocol';
import { splitLines } from '../../core/text/lineText';
import type { Configurations } from '../configurations';
import { toLspDiagnostic } from '../lspDiagnostic';

const NOT_OURS: LintFileResult = { isDataset: false, records: 0, diagnostics: [] };

/** Lints a file that need not be open. */
export function provideLintFile(connection: Connection, configurations: Configurations): void {
  connection.onRequest(LINT_FILE, async ({ uri, text }: LintFileParams): Promise<LintFileResult> => {
    const format = formatOfPath(uri);
    if (format === undefined) return NOT_OURS;
    const config = await configurations.of(uri);
    const lines = splitLines(text ?? (await readUri(uri)));
    if (format === 'jsonl' && !(config.isDataset ?? looksLikeDataset(lines))) return NOT_OURS;
    const { records, diagnostics } = lintOnce(format, lines, config);
    return {
      isDataset: true,
      records,
      diagnostics: diagnostics.map((diagnostic) => toLspDiagnostic(diagnostic, uri)),
    };
  });
}

async function readUri(uri: string): Promise<string> {
  try {
    return await readFile(fileURLToPath(uri), 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ResponseError(LSPErrorCodes.RequestFailed, `Cannot read ${uri}: ${reason}`);
  }
}

import type { Connection } from 'vscode-languageserver';
import { isDatasetFile } from '../../core/dataset/detect';
import { formatOfPath } from '../../core/dataset/records';
import { countRecords } from '../../core/dataset/startOfFile';
import { StorageError } from '../../core/generate/journal';
import {
  DETECT_DATASETS,
  type DetectDatasetsParams,
  type DetectDatasetsResult,
  type DetectedDataset,
  type FileToLint,
} from '../../core/protocol';
import { splitLines } from '../../core/text/lineText';
import { readStart } from '../../storage/files';
import type { Configurations } from '../configurations';
import { pathOf } from '../filesOfUris';

/** What is read of a file, in bytes: some tens of records. */
const START = 1 << 18;

/** Tells datasets from other files without reading more than their start. */
export function provideDetectDatasets(connection: Connection, configurations: Configurations): void {
  connection.onRequest(
    DETECT_DATASETS,
    async ({ files }: DetectDatasetsParams, token): Promise<DetectDatasetsResult> => {
      const found: (DetectedDataset | null)[] = [];
      for (const file of files) {
        if (token.isCancellationRequested) break;
        found.push(await detect(file, configurations));
      }
      return found;
    },
  );
}

async function detect(
  { uri, text }: FileToLint,
  configurations: Configurations,
): Promise<DetectedDataset | null> {
  const format = formatOfPath(uri);
  if (format === undefined) return null;
  try {
    const { start, size } = text === undefined ? await readStart(pathOf(uri), START) : whole(text);
    const config = await configurations.of(uri);
    const isOurs = isDatasetFile(format, config, splitLines(new TextDecoder().decode(start)));
    return isOurs ? { bytes: size, ...countRecords(format, start, size) } : null;
  } catch (error) {
    if (error instanceof StorageError) return null;
    throw error;
  }
}

function whole(text: string): { readonly start: Uint8Array; readonly size: number } {
  const start = new TextEncoder().encode(text);
  return { start, size: start.length };
}

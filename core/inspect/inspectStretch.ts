/** The lint and the measures of a stretch of a file, from one reading of its records. */
import type { DatasetFormat } from '../dataset/records';
import type { LintConfig } from '../lint/config';
import { lintAsItIs, lintStretch, type StretchLint } from '../lint/lintStretch';
import { ColumnsBuilder, type RecordColumns } from './columns';

/** Plain data. */
export interface InspectedStretch {
  readonly lint: StretchLint;
  readonly columns: RecordColumns;
}

/** `lines` are whole records, with the terminators of their lines. */
export function inspectStretch(
  format: DatasetFormat,
  lines: readonly string[],
  config: LintConfig,
): InspectedStretch {
  const columns = new ColumnsBuilder();
  const lint = lintStretch(format, lines, config, (record, config) => {
    const linted = lintAsItIs(record, config);
    columns.add(record);
    return linted;
  });
  return { lint, columns: columns.pack() };
}

import { formatOfPath } from '../dataset/records';
import { comparableText } from '../sample/vignette/comparableText';
import type { Observation } from './observation';
import type { Side } from './side';

/**
 * A sample to be read beside another: its record as `.vignette` text without the metadata that tells records apart,
 * or the response that no record could be made of.
 */
export function formatSample({ path }: Pick<Side, 'path'>, { record, response }: Observation): string {
  if (record === undefined) return response ?? '';
  return formatOfPath(path) === 'vignette' ? record : comparableText(record);
}

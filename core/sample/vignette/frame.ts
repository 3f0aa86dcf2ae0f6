/**
 * What the text of a `.vignette` sample does not show by itself. A plain sample, one user and one assistant
 * message with tagged text and metadata, needs no frame. Any other record, in whichever dialect, keeps its
 * remaining JSON under the reserved key `$frame`, with a placeholder where metadata and texts belong; what even
 * that cannot hold stands whole, as its JSON line, under `$json`.
 */

import type { ValueNode } from '../../text/valueNode';
import { chatKeysOf, dialectOf } from '../dialects/dialect';

export const FRAME_KEY = '$frame';
export const JSON_KEY = '$json';

/** Metadata nested deeper than this does not stand in front matter: YAML is read and written by recursion. */
export const MAX_METADATA_DEPTH = 100;

/** Stands in a frame for the metadata fields of the front matter. */
export const METADATA_PLACEHOLDER = '{"$yaml":true}';

/** Stands in a frame for the next text of the body. */
export const TEXT_PLACEHOLDER = '{"$text":true}';

/** Stands in a frame for one field of the front matter. */
export function fieldPlaceholder(key: string): string {
  return `{"$yaml":${JSON.stringify(key)}}`;
}

/** Placeholders stand no deeper: `{"expected_answer":{"proof":["…"]}}`. */
export const MAX_PLACEHOLDER_DEPTH = 3;

/** What a value of a frame stands for; undefined for a value that is itself. */
export function placeholderOf(
  node: ValueNode,
): { readonly text: true } | { readonly yaml: string | true } | undefined {
  const [only, ...others] = node.kind === 'object' ? node.properties() : [];
  if (!only || others.length > 0) return undefined;
  const { value } = only.value;
  if (only.key === '$text' && value === true) return { text: true };
  return only.key === '$yaml' && (value === true || typeof value === 'string') ? { yaml: value } : undefined;
}

/** Whether a record keeps each part in a field of its own: its texts stand between the lines of those parts. */
export function holdsFields(frame: ValueNode): boolean {
  const dialect = dialectOf(frame);
  return dialect !== undefined && chatKeysOf(dialect) === undefined;
}

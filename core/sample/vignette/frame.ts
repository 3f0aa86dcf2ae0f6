/**
 * What the text of a `.vignette` sample does not show by itself. A plain sample, one user and one assistant
 * message with tagged text and metadata, needs no frame. Any other record keeps its remaining JSON under the
 * reserved key `$frame`, with a placeholder where metadata and message texts belong; what even that cannot
 * hold stands whole, as its JSON line, under `$json`.
 */
export const FRAME_KEY = '$frame';
export const JSON_KEY = '$json';

/** Metadata nested deeper than this does not stand in front matter: YAML is read and written by recursion. */
export const MAX_METADATA_DEPTH = 100;

/** Stands in a frame for the metadata fields of the front matter. */
export const METADATA_PLACEHOLDER = '{"$yaml":true}';

/** Stands in a frame for the next message text of the body. */
export const TEXT_PLACEHOLDER = '{"$text":true}';

/** The frame of a plain sample. */
export function plainFrame(roles: readonly string[], hasMetadata: boolean): string {
  const messages = roles.map((role) => `{"role":${JSON.stringify(role)},"content":${TEXT_PLACEHOLDER}}`);
  return `{"messages":[${messages.join(',')}]${hasMetadata ? `,"metadata":${METADATA_PLACEHOLDER}` : ''}}`;
}

/** Puts metadata and texts, given as JSON, in the place of their placeholders. */
export function fillFrame(frame: string, metadata: string, texts: readonly string[]): string {
  let next = 0;
  // A placeholder is told from a string that looks like one by its quotes, which a string would escape.
  return frame
    .replaceAll(TEXT_PLACEHOLDER, () => texts[next++] ?? TEXT_PLACEHOLDER)
    .replace(METADATA_PLACEHOLDER, () => metadata);
}

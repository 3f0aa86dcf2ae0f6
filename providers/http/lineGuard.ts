/** Checks a streamed answer line by line before an SDK reads it, and bounds its length. */

export interface LineChecks {
  /** Sees each line without its end. Returns whether to pass it on; throws to fail the answer. */
  line(text: string): boolean;
  /**
   * Sees what stands behind the last line end, when the connection was closed in good order. Returns what to
   * pass on in its place; throws when the answer is not complete.
   */
  tail(text: string): string;
  /** Makes the error for bytes that are not UTF-8. */
  notUtf8(): Error;
  /** Makes the error for an answer that does not end. */
  tooLong(): Error;
}

/**
 * Passes whole lines, ended by `\n`, and errors with what the checks throw. The SDKs skip or misread a broken
 * line without a word; behind this guard they only see good ones.
 * `maxChars`: length of the longest answer on the wire, in UTF-16 units.
 */
export function lineGuard(
  checks: LineChecks,
  maxChars: number,
): (body: ReadableStream<Uint8Array>) => ReadableStream<Uint8Array> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const encoder = new TextEncoder();
  let rest = '';
  let chars = 0;

  const decode = (chunk?: Uint8Array): string => {
    try {
      return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
    } catch {
      throw checks.notUtf8();
    }
  };

  const guard = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      const text = decode(chunk);
      chars += text.length;
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      let good = '';
      try {
        for (const raw of lines) {
          const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
          if (checks.line(line)) good += `${line}\n`;
        }
      } finally {
        // All good lines of a chunk at once, those before a bad one too: the SDKs work per chunk.
        if (good !== '') controller.enqueue(encoder.encode(good));
      }
      if (chars > maxChars) throw checks.tooLong();
    },
    flush(controller) {
      const text = checks.tail(rest + decode());
      if (text !== '') controller.enqueue(encoder.encode(text));
    },
  });
  return (body) => body.pipeThrough(guard);
}

/** How much is handed over at once, in bytes. */
const PIECE = 1 << 20;

/** Lines in pieces of about a megabyte, with a rest after each in which the work may be ended. */
export async function* inPieces(
  lines: Iterable<Uint8Array>,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array> {
  let piece: Uint8Array[] = [];
  let size = 0;
  for (const line of lines) {
    piece.push(line);
    size += line.length;
    if (size < PIECE) continue;
    yield Buffer.concat(piece);
    await new Promise((resolve) => setImmediate(resolve));
    signal?.throwIfAborted();
    piece = [];
    size = 0;
  }
  signal?.throwIfAborted();
  yield Buffer.concat(piece);
}

/** One request to a simulator, and the way its answer goes out: in small pieces, or not at all. */
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises';

/** Bytes per piece: a prime, so that pieces end inside lines and inside characters, each time elsewhere. */
const PIECE_BYTES = 61;

export type Ending = 'answered' | 'closed-by-client' | 'broken-off';

export interface SimulatedRequest {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** The decoded JSON, undefined when there was none. */
  readonly body: unknown;
  /** How the exchange ended: `closed-by-client` is a client that left before the whole answer was sent. */
  readonly ended: Promise<Ending>;
}

export interface Pace {
  readonly pieceBytes?: number;
  /** Time between two pieces, in ms. */
  readonly everyMs?: number;
}

export class Exchange {
  readonly request: SimulatedRequest;
  readonly #response: ServerResponse;
  readonly #closed = new AbortController();
  #brokenOff = false;
  #whole = false;

  constructor(message: IncomingMessage, response: ServerResponse, body: unknown) {
    this.#response = response;
    const ended = new Promise<Ending>((resolve) => {
      response.once('close', () => {
        this.#closed.abort();
        if (this.#brokenOff) resolve('broken-off');
        else resolve(this.#whole ? 'answered' : 'closed-by-client');
      });
    });
    const { method = '', url: path = '', headers } = message;
    this.request = { method, path, headers, body, ended };
    response.socket?.setNoDelay(true);
  }

  get closed(): boolean {
    return this.#closed.signal.aborted;
  }

  /** Sends a whole answer at once. */
  reply(status: number, contentType: string, body: string, headers: Record<string, string> = {}): void {
    this.#response.writeHead(status, { 'content-type': contentType, ...headers });
    this.#response.end(body);
    this.#whole = true;
  }

  replyJson(status: number, body: unknown, headers?: Record<string, string>): void {
    this.reply(status, 'application/json; charset=utf-8', JSON.stringify(body), headers);
  }

  start(contentType: string): void {
    this.#response.writeHead(200, { 'content-type': contentType });
    this.#response.flushHeaders();
  }

  /** Sends the rest of the answer in pieces, and ends it. */
  async finish(text: string | Uint8Array, pace?: Pace): Promise<void> {
    const bytes = typeof text === 'string' ? Buffer.from(text) : text;
    await this.send(bytes.subarray(0, -1), pace);
    if (this.closed) return;
    // A client may hang up on seeing the end, before the connection is closed in form: that is an answer too.
    this.#whole = true;
    this.#response.end(bytes.subarray(-1));
  }

  /** Sends text in pieces, each in a turn of its own, so that they do not melt together again. */
  async send(text: string | Uint8Array, { pieceBytes = PIECE_BYTES, everyMs = 0 }: Pace = {}): Promise<void> {
    const bytes = typeof text === 'string' ? Buffer.from(text) : text;
    const size = Math.min(pieceBytes, Math.max(bytes.length, 1));
    for (let start = 0; start < bytes.length && !this.closed; start += size) {
      const flowing = this.#response.write(bytes.subarray(start, start + size));
      if (!flowing) await this.#drained();
      if (everyMs > 0) await this.wait(everyMs);
      else await nextTurn();
    }
  }

  reset(): void {
    this.#brokenOff = true;
    this.#response.socket?.resetAndDestroy();
  }

  /** Waits `ms`, or until the client closes. */
  async wait(ms: number): Promise<void> {
    try {
      await delay(ms, undefined, { signal: this.#closed.signal });
    } catch (error) {
      if (!this.closed) throw error;
    }
  }

  async #drained(): Promise<void> {
    const response = this.#response;
    await new Promise<void>((resolve) => {
      const done = () => {
        response.off('drain', done);
        response.off('close', done);
        resolve();
      };
      response.on('drain', done);
      response.on('close', done);
      if (this.closed) done();
    });
  }
}

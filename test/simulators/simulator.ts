/** What the simulators share: a server on 127.0.0.1 that records requests and answers prompts, or fails to. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Exchange, type SimulatedRequest } from './exchange';
import type { Fault } from './fault';

export interface SimulatedAnswer {
  readonly text: string;
  readonly thinking?: string;
  /** A token limit cut the answer off. */
  readonly cutOff?: boolean;
}

export interface Simulator {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** All requests, in order of arrival. */
  readonly requests: readonly SimulatedRequest[];
  /** Those that asked for an answer. */
  readonly prompts: readonly SimulatedRequest[];
  /** Resolves with the prompt of this index, from 0, as soon as it has arrived. */
  prompted(index: number): Promise<SimulatedRequest>;
  /** The same for any request. */
  requested(index: number): Promise<SimulatedRequest>;
  /** Ends all connections and frees the port. */
  close(): Promise<void>;
}

/** How one service's answers look on the wire. */
export interface Wire {
  readonly contentType: string;
  /** Lines or events of an answer; the last one ends it. */
  frames(answer: SimulatedAnswer): readonly string[];
  /** A frame that is no JSON. */
  readonly malformedFrame: string;
  errorFrame(fault: Fault & { kind: 'error-mid-stream' }): string;
  refuse(exchange: Exchange, fault: Fault & { kind: 'status' }): void;
  /** Frames of an answer that a filter stopped, or undefined when the service has none. */
  blocked(fault: Fault & { kind: 'blocked' }): readonly string[] | undefined;
}

export interface Behaviour {
  /** Wait this long before the headers, in ms. */
  readonly latencyMs?: number | undefined;
  /** Bytes per piece of an answer; `Infinity` sends each answer at once. */
  readonly pieceBytes?: number | undefined;
}

const WEB_PAGE =
  '<!DOCTYPE html>\n<html><head><title>Bad gateway</title></head>\n<body><h1>Sorry</h1></body></html>\n';

/** Answers a prompt on the wire, or does what the fault says. */
export async function answerPrompt(
  exchange: Exchange,
  wire: Wire,
  answer: () => SimulatedAnswer | Promise<SimulatedAnswer>,
  fault: Fault | undefined,
  { latencyMs = 0, pieceBytes }: Behaviour,
): Promise<void> {
  if (latencyMs > 0) await exchange.wait(latencyMs);
  if (fault?.kind === 'status') return wire.refuse(exchange, fault);
  if (fault?.kind === 'html') return exchange.reply(fault.status, 'text/html; charset=utf-8', WEB_PAGE);
  if (fault && 'where' in fault && fault.where === 'before-headers') {
    if (fault.kind === 'reset') exchange.reset();
    return;
  }
  const frames = fault?.kind === 'empty' ? wire.frames({ text: '' }) : wire.frames(await answer());
  const pieces = pieceBytes === undefined ? {} : { pieceBytes };
  exchange.start(wire.contentType);
  if (fault === undefined || fault.kind === 'empty') {
    return exchange.finish(frames.join(''), pieces);
  }
  await misbehave(exchange, wire, frames, fault);
}

async function misbehave(
  exchange: Exchange,
  wire: Wire,
  frames: readonly string[],
  fault: Fault,
): Promise<void> {
  const middle = Math.max(1, Math.floor(frames.length / 2));
  const firstHalf = frames.slice(0, middle).join('');
  const secondHalf = frames.slice(middle).join('');
  switch (fault.kind) {
    case 'reset':
      await exchange.send(firstHalf);
      return exchange.reset();
    case 'stall':
      return exchange.send(firstHalf);
    case 'drip':
      return exchange.finish(frames.join(''), { pieceBytes: 1, everyMs: fault.everyMs });
    case 'malformed':
      return exchange.finish(firstHalf + wire.malformedFrame + secondHalf);
    case 'not-utf8':
      await exchange.send(Buffer.concat([Buffer.from(firstHalf), Buffer.of(0xff, 0xfe)]));
      return exchange.finish(secondHalf);
    case 'truncated':
      return exchange.finish(firstHalf + secondHalf.slice(0, 20));
    case 'error-mid-stream':
      return exchange.finish(firstHalf + wire.errorFrame(fault));
    case 'no-end':
      return exchange.finish(frames.slice(0, -1).join(''));
    case 'endless':
      while (!exchange.closed) await exchange.send(firstHalf, { pieceBytes: 4096 });
      return;
    case 'blocked': {
      const blocked = wire.blocked(fault);
      if (blocked === undefined) throw new Error('this service has no safety filter');
      return exchange.finish(blocked.join(''));
    }
    default:
      throw new Error(`no such fault in the middle of an answer: ${fault.kind}`);
  }
}

async function readBody(message: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? undefined : JSON.parse(text);
}

/** Requests in order of arrival, for which one can wait. */
class Arrivals {
  readonly list: SimulatedRequest[] = [];
  readonly #waiting = new Map<number, ((request: SimulatedRequest) => void)[]>();

  /** Returns the request's index. */
  add(request: SimulatedRequest): number {
    const index = this.list.push(request) - 1;
    for (const resolve of this.#waiting.get(index) ?? []) resolve(request);
    this.#waiting.delete(index);
    return index;
  }

  at(index: number): Promise<SimulatedRequest> {
    const arrived = this.list[index];
    if (arrived !== undefined) return Promise.resolve(arrived);
    return new Promise((resolve) => {
      this.#waiting.set(index, [...(this.#waiting.get(index) ?? []), resolve]);
    });
  }
}

/** A server that calls `handle` for each request, which returns whether it was a prompt. */
export async function startSimulator(
  handle: (exchange: Exchange, prompted: () => number) => void | Promise<void>,
): Promise<Simulator> {
  const requests = new Arrivals();
  const prompts = new Arrivals();

  const serve = async (exchange: Exchange): Promise<void> => {
    requests.add(exchange.request);
    await handle(exchange, () => prompts.add(exchange.request));
  };

  const server = createServer((message, response) => {
    readBody(message)
      .then((body) => serve(new Exchange(message, response, body)))
      .catch((error: unknown) => {
        // A mistake in a test's own answer must not look like a fault of the service.
        console.error('simulator:', error);
        response.destroy();
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    requests: requests.list,
    prompts: prompts.list,
    prompted: (index) => prompts.at(index),
    requested: (index) => requests.at(index),
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}

/** An address on which nothing listens: connections are refused. */
export async function closedPort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return `http://127.0.0.1:${port}`;
}

/** Cuts a text into pieces of a few characters, never inside one. */
export function tokensOf(text: string, length = 12): readonly string[] {
  return text.match(new RegExp(`[\\s\\S]{1,${length}}`, 'gu')) ?? [];
}

export function toAnswer(answer: string | SimulatedAnswer): SimulatedAnswer {
  return typeof answer === 'string' ? { text: answer } : answer;
}

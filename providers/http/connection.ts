/** One exchange with a service, from the request to the last byte: aborts, idle time and errors in one place. */
import { TeacherError } from '../../core/generate/teacherError';
import { networkError } from './networkError';
import { patientFetch } from './patientFetch';
import { isWebPage, readRefusal } from './refusal';
import type { Service } from './service';

export interface ConnectionOptions {
  readonly service: Service;
  readonly fetch: typeof globalThis.fetch;
  /** The caller's abort. */
  readonly signal: AbortSignal | undefined;
  /** Give up after this many ms in which not one byte arrived. */
  readonly idleTimeoutMs: number;
  /** Replaces the body of a good answer, to check it as it passes. */
  readonly guard?: (body: ReadableStream<Uint8Array>) => ReadableStream<Uint8Array>;
}

export function cancelled(service: Service): TeacherError {
  return new TeacherError('cancelled', `The call to ${service.label} was cancelled.`, {
    advice: 'Run it again when you are ready.',
  });
}

/**
 * Calls `use` with a `fetch` to hand to the service's SDK, and closes the connection whatever comes of it.
 * That `fetch` answers only when the service did (2xx and not a web page). Everything `use` rejects with
 * becomes a `TeacherError`: an abort `cancelled`, an idle connection `timeout`, the rest by its cause.
 */
export async function withConnection<T>(
  options: ConnectionOptions,
  use: (fetch: typeof globalThis.fetch) => Promise<T>,
): Promise<T> {
  const { service, signal, idleTimeoutMs } = options;
  if (signal?.aborted) throw cancelled(service);
  const closing = new AbortController();
  const close = () => closing.abort();
  let idle = false;
  let timer: NodeJS.Timeout | undefined;
  const touch = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      idle = true;
      close();
    }, idleTimeoutMs);
  };

  const send = patientFetch(options.fetch);
  const guardedFetch: typeof globalThis.fetch = async (input, init) => {
    touch();
    // A redirect would carry the key to another host; a 3xx is a refusal instead.
    const response = await send(input, { ...init, redirect: 'manual', signal: closing.signal });
    touch();
    if (!response.ok) throw service.refused(await readRefusal(watched(response, touch), service.redact));
    if (isWebPage(response.headers.get('content-type'))) throw webPageError(service, response.status);
    return watched(response, touch, options.guard);
  };

  signal?.addEventListener('abort', close, { once: true });
  try {
    return await use(guardedFetch);
  } catch (error) {
    if (signal?.aborted) throw cancelled(service);
    if (idle) throw idleError(service, idleTimeoutMs);
    throw error instanceof TeacherError ? error : networkError(service, error);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', close);
    close();
  }
}

/** The same response, with `touch` called for every chunk of its body and `guard` put behind that. */
function watched(response: Response, touch: () => void, guard?: ConnectionOptions['guard']): Response {
  if (response.body === null) return response;
  const watch = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      touch();
      controller.enqueue(chunk);
    },
  });
  const body = (response.body as ReadableStream<Uint8Array>).pipeThrough(watch);
  return new Response(guard === undefined ? body : guard(body), {
    status: response.status,
    statusText: response.statusText,
    headers: response.headers,
  });
}

function idleError(service: Service, idleTimeoutMs: number): TeacherError {
  const seconds = Math.round(idleTimeoutMs / 100) / 10;
  return new TeacherError('timeout', `${service.label} sent nothing for ${seconds} s.`, {
    advice: 'Try again; a large model may need longer to load or to think.',
  });
}

function webPageError(service: Service, status: number): TeacherError {
  return new TeacherError('unreachable', `${service.label} answered with a web page instead of data.`, {
    advice: `${service.unreachableAdvice} A proxy or a login page may be in between.`,
    status,
  });
}

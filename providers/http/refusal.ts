/** Reads what a server said when it refused. */
import type { TeacherErrorKind } from '../../core/generate/teacherError';
import { parseJson } from './json';
import { oneLine } from './secrets';
import type { Refusal } from './service';

/** Bytes of an error body worth reading; a page may be of any length. */
const BODY_LIMIT = 64 * 1024;

/** Milliseconds of a `Retry-After` header: seconds, or a date seen from `now` (ms since the epoch). */
export function readRetryAfter(value: string | null, now: number): number | undefined {
  if (value === null) return undefined;
  const text = value.trim();
  if (/^\d+(\.\d+)?$/.test(text)) return Math.round(Number(text) * 1000);
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

/** The body's text, or what came of it when the connection breaks: the status says more than the break. */
async function readText(response: Response): Promise<string> {
  if (response.body === null) return '';
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  try {
    for await (const chunk of response.body as ReadableStream<Uint8Array>) {
      text += decoder.decode(chunk, { stream: true });
      bytes += chunk.byteLength;
      if (bytes >= BODY_LIMIT) break;
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return `${text} (cut off: ${reason})`;
  }
  return text + decoder.decode();
}

export function isWebPage(contentType: string | null, text = ''): boolean {
  return /^\s*text\/html\b/i.test(contentType ?? '') || /^\s*<(?:!doctype|html)\b/i.test(text);
}

function locationWithoutQuery(response: Response): string | undefined {
  const location = response.headers.get('location');
  return location === null ? undefined : location.replace(/[?#].*$/s, '');
}

/** Reads at most 64 KB of the body. Does not reject. */
export async function readRefusal(response: Response, redact: (text: string) => string): Promise<Refusal> {
  const body = redact(await readText(response));
  const webPage = isWebPage(response.headers.get('content-type'), body);
  const title = /<title[^>]*>(.*?)<\/title>/is.exec(body)?.[1] ?? '';
  return {
    status: response.status,
    retryAfterMs: readRetryAfter(response.headers.get('retry-after'), Date.now()),
    location: locationWithoutQuery(response),
    json: webPage ? undefined : parseJson(body),
    text: oneLine(webPage ? title : body),
    webPage,
  };
}

/** The kind of failure an HTTP status stands for when the body says nothing more exact. */
export function kindOfStatus(status: number): TeacherErrorKind {
  if (status === 401 || status === 403) return 'auth';
  if (status === 404) return 'model-not-found';
  if (status === 408 || status === 504) return 'timeout';
  if (status === 429) return 'rate-limited';
  if (status === 502) return 'network';
  if (status >= 500) return 'overloaded';
  return status >= 400 ? 'bad-request' : 'unreachable';
}

/** What to do about a failure that may pass by itself. */
export const RETRY_ADVICE = 'Try again; if it goes on, lower the concurrency.';

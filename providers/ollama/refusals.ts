/** Sorts what Ollama says when it refuses. */
import { TeacherError, type TeacherErrorKind } from '../../core/generate/teacherError';
import { isRecord } from '../http/json';
import { kindOfStatus, RETRY_ADVICE } from '../http/refusal';
import { oneLine } from '../http/secrets';
import type { Refusal } from '../http/service';

export const UNREACHABLE_ADVICE =
  'Start Ollama with `ollama serve`, or set vignette.ollama.host / --ollama-host.';

/** An allowance that comes back in hours or days, not in seconds. */
const USED_UP = /\b(?:hourly|daily|weekly|monthly)\b/i;

function kindOf({ status, webPage, text }: Refusal): TeacherErrorKind {
  if (status === 404 && (webPage || !/\bmodel\b/i.test(text))) return 'unreachable';
  if (status === 429 && USED_UP.test(text)) return 'quota-exhausted';
  return kindOfStatus(status);
}

function adviceFor(
  kind: TeacherErrorKind,
  { status, text, location }: Refusal,
  model: string | undefined,
): string {
  switch (kind) {
    case 'auth':
      if (status === 403) return 'Check that cloud models are enabled, or sign in with `ollama signin`.';
      return 'Sign in with `ollama signin`, or set OLLAMA_API_KEY when you call ollama.com directly.';
    case 'model-not-found':
      return `Get it with \`ollama pull ${model ?? 'NAME'}\`.`;
    case 'unreachable':
      return location === undefined
        ? UNREACHABLE_ADVICE
        : `It redirects to ${location}: set vignette.ollama.host / --ollama-host to that address.`;
    case 'quota-exhausted':
      return 'Wait until the allowance is renewed, or use a local model.';
    case 'bad-request':
      if (/think/i.test(text)) return `Leave thinking out of the parameters for ${model ?? 'this model'}.`;
      return 'Check the parameters of the run, and update Ollama.';
    default:
      return RETRY_ADVICE;
  }
}

/** The error for an answer other than 2xx. `label`: see `Service`; `model`: the one asked for, if any. */
export function refusedByOllama(refusal: Refusal, label: string, model: string | undefined): TeacherError {
  const { json, status, webPage, retryAfterMs } = refusal;
  const said = isRecord(json) && typeof json.error === 'string' ? oneLine(json.error) : refusal.text;
  const seen = { ...refusal, text: said };
  const kind = kindOf(seen);
  const quoted = webPage ? `a web page${said && ` "${said}"`}` : said || 'no reason given';
  return new TeacherError(kind, `${label} answered ${status}: ${quoted}`, {
    advice: adviceFor(kind, seen, model),
    status,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
}

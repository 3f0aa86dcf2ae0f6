/** Sorts the errors of Google's API: the body of a refusal, or an event in a stream. */
import { TeacherError, type TeacherErrorKind } from '../../core/generate/teacherError';
import { isRecord } from '../http/json';
import { kindOfStatus, RETRY_ADVICE } from '../http/refusal';
import { oneLine } from '../http/secrets';
import type { Refusal, Service } from '../http/service';

export const UNREACHABLE_ADVICE = 'Check the network, the proxy and the base URL for Gemini.';

interface ApiError {
  readonly code: number | undefined;
  readonly message: string;
  readonly reasons: readonly string[];
  readonly retryAfterMs: number | undefined;
  /** Names of the quotas that ran out, such as `GenerateRequestsPerDayPerProjectPerModel-FreeTier`. */
  readonly quotas: readonly string[];
}

/** Milliseconds of a protobuf duration such as `17s` or `0.5s`. */
export function readRetryDelay(value: unknown): number | undefined {
  const seconds = typeof value === 'string' ? /^(\d+(?:\.\d+)?)s$/.exec(value)?.[1] : undefined;
  return seconds === undefined ? undefined : Math.round(Number(seconds) * 1000);
}

/** The error object in a decoded body, or undefined. A stream's body may be a list of one. */
export function readApiError(value: unknown): ApiError | undefined {
  const body: unknown = Array.isArray(value) ? value[0] : value;
  if (!isRecord(body) || !isRecord(body.error)) return undefined;
  const { code, message, details } = body.error;
  const parts = Array.isArray(details) ? details.filter(isRecord) : [];
  const violations = parts.flatMap((part) => (Array.isArray(part.violations) ? part.violations : []));
  const delays = parts.map((part) => readRetryDelay(part.retryDelay));
  return {
    code: typeof code === 'number' ? code : undefined,
    message: typeof message === 'string' ? message : 'no reason given',
    reasons: parts.flatMap(({ reason }) => (typeof reason === 'string' ? [reason] : [])),
    retryAfterMs: delays.find((delay) => delay !== undefined),
    quotas: violations
      .filter(isRecord)
      .flatMap(({ quotaId, quotaMetric }) => [quotaId, quotaMetric])
      .filter((name): name is string => typeof name === 'string'),
  };
}

function kindOf(status: number, error: ApiError | undefined): TeacherErrorKind {
  if (
    error?.reasons.includes('API_KEY_INVALID') ||
    /\bAPI key (?:not valid|expired)\b/i.test(error?.message ?? '')
  ) {
    return 'auth';
  }
  // Without a JSON error the 404 is some other server's.
  if (status === 404 && error === undefined) return 'unreachable';
  if (status === 429 && error !== undefined && isUsedUp(error)) return 'quota-exhausted';
  return kindOfStatus(status);
}

/** A quota per day, or one that is zero on this plan: waiting seconds does not help. */
function isUsedUp({ quotas, message }: ApiError): boolean {
  return quotas.some((name) => /per_?day/i.test(name)) || /\blimit: 0\b/.test(message);
}

function adviceFor(kind: TeacherErrorKind, location: string | undefined): string {
  switch (kind) {
    case 'auth':
      return 'Check the API key and what it is allowed to do, at https://aistudio.google.com/apikey.';
    case 'model-not-found':
      return 'Choose one of the models that the key may use.';
    case 'quota-exhausted':
      return 'Wait for the next day, raise the quota or the plan, or use Ollama.';
    case 'unreachable':
      return location === undefined
        ? UNREACHABLE_ADVICE
        : `It redirects to ${location}: set the base URL to that.`;
    case 'bad-request':
      return 'Check the parameters of the run against what the model allows.';
    default:
      return RETRY_ADVICE;
  }
}

function toTeacherError(
  service: Pick<Service, 'label' | 'redact'>,
  status: number,
  said: string,
  error: ApiError | undefined,
  { retryAfterMs, location }: { retryAfterMs?: number | undefined; location?: string | undefined } = {},
): TeacherError {
  const kind = kindOf(status, error);
  const delay = error?.retryAfterMs ?? retryAfterMs;
  return new TeacherError(kind, `${service.label} answered ${status}: ${oneLine(service.redact(said))}`, {
    advice: adviceFor(kind, location),
    status,
    ...(delay === undefined ? {} : { retryAfterMs: delay }),
  });
}

/** The error for an answer other than 2xx. */
export function refusedByGemini(refusal: Refusal, service: Pick<Service, 'label' | 'redact'>): TeacherError {
  const error = readApiError(refusal.json);
  const page = refusal.webPage ? `a web page${refusal.text && ` "${refusal.text}"`}` : refusal.text;
  const said = error?.message ?? (page || 'no reason given');
  return toTeacherError(service, refusal.status, said, error, refusal);
}

/** The error for a decoded event that carries one in the middle of a stream, or undefined for any other. */
export function streamedError(value: unknown, service: Service): TeacherError | undefined {
  const error = readApiError(value);
  return error && toTeacherError(service, error.code ?? 500, error.message, error);
}

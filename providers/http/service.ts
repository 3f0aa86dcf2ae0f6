/** What the shared HTTP code must know of a service; each provider describes its own. */
import type { TeacherError } from '../../core/generate/teacherError';

/** An answer other than 2xx. */
export interface Refusal {
  readonly status: number;
  /** From `Retry-After`, in ms. */
  readonly retryAfterMs: number | undefined;
  /** Where a redirect points, without its query. */
  readonly location: string | undefined;
  /** The decoded body without secrets, `undefined` when it is not JSON. */
  readonly json: unknown;
  /** The body as one short line without secrets; of a web page, its title. */
  readonly text: string;
  /** The body is a web page: a proxy or another server spoke, not the service. */
  readonly webPage: boolean;
}

export interface Service {
  /** Who and where, to begin a message with: `Ollama at 127.0.0.1:11434`. Holds no secrets. */
  readonly label: string;
  /** What to do when nothing answers there. */
  readonly unreachableAdvice: string;
  /** Removes the service's keys from a text. */
  readonly redact: (text: string) => string;
  /** Sorts an answer other than 2xx. */
  refused(refusal: Refusal): TeacherError;
}

/** Everything a service or the way to it can do wrong, for both simulators. A refused connection: `closedPort`. */

export type Fault =
  /** The connection is reset (RST). */
  | { readonly kind: 'reset'; readonly where: 'before-headers' | 'mid-stream' }
  /** Nothing comes any more, until the client closes. */
  | { readonly kind: 'stall'; readonly where: 'before-headers' | 'mid-stream' }
  /** The good answer, one byte at a time, `everyMs` apart. */
  | { readonly kind: 'drip'; readonly everyMs: number }
  /** The service's own error, as JSON. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly message?: string;
      /** Ollama: the `Retry-After` header. Gemini: `RetryInfo.retryDelay`. */
      readonly retryAfterSeconds?: number;
      /** Gemini: `reason` of the `ErrorInfo` (`API_KEY_INVALID`). */
      readonly reason?: string;
      /** Gemini: `quotaId` of the `QuotaFailure` (`GenerateRequestsPerDayPerProjectPerModel-FreeTier`). */
      readonly quotaId?: string;
    }
  /** A web page, as a proxy sends it; 200 is a login page. */
  | { readonly kind: 'html'; readonly status: number }
  /** One line or event in the middle is no JSON; the rest is good. */
  | { readonly kind: 'malformed' }
  /** Bytes in the middle that are not UTF-8. */
  | { readonly kind: 'not-utf8' }
  /** A clean close inside a line or event. */
  | { readonly kind: 'truncated' }
  /** An error under status 200, after half of the answer. */
  | { readonly kind: 'error-mid-stream'; readonly message?: string; readonly status?: number }
  /** A clean close after a whole line, without the one that ends the answer. */
  | { readonly kind: 'no-end' }
  /** A well-formed answer without text. */
  | { readonly kind: 'empty' }
  /** Text for ever. */
  | { readonly kind: 'endless' }
  /** Gemini: a safety filter refuses the prompt, or stops the answer. */
  | { readonly kind: 'blocked'; readonly where: 'prompt' | 'answer'; readonly reason?: string };

/** By number of the prompt, from 0: a list (good answers after its end), or a function. */
export type Faults<Body> =
  | readonly (Fault | undefined)[]
  | ((body: Body, index: number) => Fault | undefined);

export function faultFor<Body>(
  faults: Faults<Body> | undefined,
  body: Body,
  index: number,
): Fault | undefined {
  return typeof faults === 'function' ? faults(body, index) : faults?.[index];
}

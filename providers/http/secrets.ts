/** Keeps keys out of everything a person or a log may see. */

/** Shapes of keys we were not given but may be shown: Google API keys and bearer tokens. */
const KEY_SHAPES = [/AIza[\w-]{20,}/g, /(?<=\bBearer\s+)[\w.~+/=-]{8,}/gi, /(?<=[?&]key=)[^&\s"']+/gi];

const HIDDEN = '***';

/** Returns a function that replaces every given secret, raw or URL-encoded, and whatever looks like a key. */
export function redactor(secrets: readonly string[]): (text: string) => string {
  const forms = secrets
    .filter((secret) => secret.trim() !== '')
    .flatMap((secret) => [secret, secret.trim()])
    .flatMap((secret) => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]);
  const longestFirst = [...new Set(forms)].sort((a, b) => b.length - a.length);
  return (text) => {
    let result = text;
    for (const form of longestFirst) result = result.replaceAll(form, HIDDEN);
    for (const shape of KEY_SHAPES) result = result.replace(shape, HIDDEN);
    return result;
  };
}

const MESSAGE_LENGTH = 300;

/** Folds white space, so that a message stays on one line, and cuts after `limit` UTF-16 units. */
export function oneLine(text: string, limit: number = MESSAGE_LENGTH): string {
  const folded = text.replace(/\s+/g, ' ').trim();
  return folded.length <= limit ? folded : `${folded.slice(0, limit - 1).trimEnd()}…`;
}

const CAUSE_DEPTH = 4;

/** A copy of an error and its causes that carries name, message and code only, with secrets replaced. */
export function safeCause(error: unknown, redact: (text: string) => string, depth = CAUSE_DEPTH): Error {
  if (!(error instanceof Error)) return new Error(oneLine(redact(String(error))));
  const inner =
    depth > 0 && error.cause !== undefined ? safeCause(error.cause, redact, depth - 1) : undefined;
  const copy = new Error(oneLine(redact(error.message)), inner === undefined ? undefined : { cause: inner });
  copy.name = error.name;
  copy.stack = redact(error.stack ?? '');
  const code = errorCode(error);
  return code === undefined ? copy : Object.assign(copy, { code });
}

/** The `code` of a system or undici error: of the error itself, else of the nearest cause that has one. */
export function errorCode(error: unknown): string | undefined {
  for (
    let at: unknown = error, depth = 0;
    at instanceof Error && depth <= CAUSE_DEPTH;
    at = at.cause, depth++
  ) {
    if ('code' in at && typeof at.code === 'string') return at.code;
  }
  return undefined;
}

/** Finding the JSON object in what a teacher sent, whatever it wrapped it in. */
import { type ParseError, parse } from 'jsonc-parser';

type JsonObject = Readonly<Record<string, unknown>>;

/** Openings that are tried; a text with more brackets than that in its prose is no answer. */
const MOST_OPENINGS = 200;
/** No output asked for is nested this deeply, and the parser recurses. */
const MOST_DEPTH = 100;

/**
 * The object in a response: bare, in a code fence, between sentences, or the first of an array. The longest
 * one counts, as prose may have braces too. Forgiven: trailing commas, and line breaks inside strings.
 * Undefined when there is none.
 */
export function findJsonObject(text: string): JsonObject | undefined {
  let found: JsonObject | undefined;
  let length = 0;
  const opening = /[[{]/g;
  for (let tries = 0; tries < MOST_OPENINGS; tries++) {
    const start = opening.exec(text)?.index;
    if (start === undefined) break;
    const end = endOfValue(text, start);
    if (end === undefined) continue;
    const object = end - start > length ? firstObject(parseTolerant(text.slice(start, end))) : undefined;
    if (!object) continue;
    found = object;
    length = end - start;
    opening.lastIndex = end;
  }
  return found;
}

/** Where the array or object that opens at `start` is closed; undefined when it is not, or is too deep. */
function endOfValue(text: string, start: number): number | undefined {
  const token = /[[\]{}]|"[^"\\]*(?:\\.[^"\\]*)*"?/gs;
  token.lastIndex = start;
  let depth = 0;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const [found] = match;
    if (found === '{' || found === '[') depth++;
    else if (found === '}' || found === ']') depth--;
    if (depth === 0) return token.lastIndex;
    if (depth > MOST_DEPTH) return undefined;
  }
  return undefined;
}

function parseTolerant(text: string): unknown {
  const errors: ParseError[] = [];
  const options = { allowTrailingComma: true, disallowComments: true };
  const value: unknown = parse(text.replace(/"[^"\\]*(?:\\.[^"\\]*)*"/gs, escapeControls), errors, options);
  return errors.length === 0 ? value : undefined;
}

function escapeControls(string: string): string {
  return string.replace(/\p{Cc}/gu, (character) => JSON.stringify(character).slice(1, -1));
}

function firstObject(value: unknown): JsonObject | undefined {
  if (Array.isArray(value)) return firstObject(value.find((item) => typeof item === 'object'));
  return typeof value === 'object' && value !== null ? (value as JsonObject) : undefined;
}

/** Finding the JSON object in what a teacher sent, whatever it wrapped it in. */
import { type ParseError, parse } from 'jsonc-parser';

/**
 * The object in a response: bare, in a code fence, after a preamble, or the first of an array; trailing
 * commas are forgiven. Undefined when there is none.
 */
export function findJsonObject(text: string): Readonly<Record<string, unknown>> | undefined {
  for (const candidate of candidates(text)) {
    const object = firstObject(parseTolerant(candidate));
    if (object) return object;
  }
  return undefined;
}

function* candidates(text: string): Generator<string> {
  yield text;
  for (const [, fenced = ''] of text.matchAll(/```[a-z]*\s*\n([\s\S]*?)```/gi)) yield fenced;
  const open = text.search(/[[{]/);
  const close = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']'));
  if (open !== -1 && close > open) yield text.slice(open, close + 1);
}

function parseTolerant(text: string): unknown {
  const errors: ParseError[] = [];
  const value: unknown = parse(text, errors, { allowTrailingComma: true, disallowComments: true });
  return errors.length === 0 ? value : undefined;
}

function firstObject(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (Array.isArray(value)) return firstObject(value.find((item) => typeof item === 'object'));
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
}

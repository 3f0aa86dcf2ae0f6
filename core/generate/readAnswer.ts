/** Reading a teacher's answer in every form that models are known to send. */
import { hopelessReason } from './hopeless';
import { findBrokenJsonObject, findJsonObject, type JsonObject } from './parseResponse';
import type { TeacherResponse } from './provider';
import { type FieldName, fieldOf, labelledSections, type Sections, taggedSections } from './sections';
import { readTeacherOutput, type TeacherOutput } from './teacherOutput';

type Fields = Partial<Record<FieldName, unknown>>;

const CUT_OFF = 'The response was cut off by the token limit: raise maxOutputTokens, or lower thinking.';
const NOTHING = 'The response holds no parts of a sample, neither as JSON nor between tags.';

/**
 * The output in a response, or what is wrong with it, one line each, fit to send back to the model. Taken are
 * JSON in a fence, in prose, in a list or an envelope, well-formed or not; tagged text of any dialect; tags in
 * JSON and JSON in tags; headings and labels. Where several readings work, the first in that order counts.
 */
export function readAnswer(
  archetype: string,
  { text, finish }: Pick<TeacherResponse, 'text' | 'finish'>,
): TeacherOutput | readonly string[] {
  const hopeless = hopelessReason(text);
  if (hopeless !== undefined) return [hopeless];
  const cutOff = finish === 'length';
  let best: { readonly reasons: readonly string[]; readonly found: number } | undefined;
  for (const fields of readings(text, cutOff)) {
    const found = Object.keys(fields).length;
    if (found === 0) continue;
    const output = readTeacherOutput(archetype, { ...fields, proof: quotesOf(fields.proof) });
    if ('source' in output) return output;
    if (best === undefined || found > best.found) best = { reasons: output, found };
  }
  const reasons = best?.reasons ?? [NOTHING];
  return cutOff ? [CUT_OFF, ...reasons] : reasons;
}

function* readings(text: string, cutOff: boolean): Generator<Fields> {
  const object = fieldsOf(findJsonObject(text));
  yield object;
  const tagged = taggedSections(text, cutOff);
  // Thinking in tags, and the rest as JSON after it.
  yield { ...tagged, ...object };
  yield tagged;
  if (cutOff) return;
  yield fieldsOf(findBrokenJsonObject(text));
  yield labelledSections(text);
}

const MOST_ENVELOPES = 4;

/** The fields of an object, by their names or aliases; those of what it wraps when it has none itself. */
function fieldsOf(object: JsonObject | undefined, envelopes = 0): Fields {
  if (object === undefined) return {};
  const fields: Fields = {};
  const inTags: Partial<Record<FieldName, string>> = {};
  for (const [key, value] of inOrder(object)) {
    const field = fieldOf(key);
    const text = asText(value, field);
    const tagged = typeof text === 'string' ? tagsIn(text, field) : {};
    Object.assign(inTags, tagged);
    if (field !== undefined && Object.keys(tagged).length === 0) fields[field] ??= text;
  }
  const all = { ...fields, ...inTags };
  return Object.keys(all).length > 0 || envelopes === MOST_ENVELOPES
    ? all
    : fieldsOf(wrapped(object), envelopes + 1);
}

/** A field's own name before its aliases. */
function inOrder(object: JsonObject): [string, unknown][] {
  const rank = ([key]: [string, unknown]): number => (fieldOf(key) === key.trim().toLowerCase() ? 0 : 1);
  return Object.entries(object).toSorted((a, b) => rank(a) - rank(b));
}

/** The sections of a value that is tagged text; under a field's own name it has to start with a tag. */
function tagsIn(text: string, field: FieldName | undefined): Sections {
  const first = /^\s*[<[]([a-z_]+)/i.exec(text)?.[1];
  if (field !== undefined && fieldOf(first ?? '') === undefined) return {};
  return taggedSections(text);
}

/** What an envelope holds: an object, or the texts of a list of messages, each under its role. */
function wrapped(object: JsonObject): JsonObject | undefined {
  const inner = Object.values(object).find((value) => typeof value === 'object' && value !== null);
  if (!Array.isArray(inner)) return inner as JsonObject | undefined;
  return Object.assign({}, ...inner.map(messageText)) as JsonObject;
}

function messageText(item: unknown): object {
  if (typeof item !== 'object' || item === null) return {};
  const { role, content, from, value } = item as Record<string, unknown>;
  const text = content ?? value;
  return typeof text === 'string' ? { [`message of ${role ?? from}`]: text } : item;
}

/** A value as the field wants it: a text, or for the proof a list of texts. Anything else stays, to be refused. */
function asText(value: unknown, field: FieldName | undefined): unknown {
  if (field === 'proof' && Array.isArray(value)) return value.map((item) => onlyText(item) ?? item);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string'))
    return value.join(field === 'think' || field === 'context' ? '\n' : ' ');
  return onlyText(value) ?? value;
}

/** The text of an object that holds nothing but one: `{"text": "…"}`. */
function onlyText(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const texts = Object.values(value).filter((item) => typeof item === 'string');
  return texts.length === 1 ? texts[0] : undefined;
}

/** A proof that is one text: a list with a quote on each line, or a single quote that is folded. */
function quotesOf(proof: unknown): unknown {
  if (typeof proof !== 'string') return proof;
  const lines = proof.split('\n').filter((line) => line.trim() !== '');
  const isFolded = /^\s*(?:[-*•]\s+)?["“][^"“”]*["”]\s*$/.test(proof);
  return isFolded ? proof : lines;
}

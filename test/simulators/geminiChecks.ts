/** What the real Gemini API refuses with a 400, so that a wrong request fails a test. */
import type { GeminiBody } from './gemini';

export interface Refusal {
  readonly status: number;
  readonly message: string;
}

const SCHEMA_KEYWORDS = new Set(
  (
    '$id $defs $ref $anchor type format title description enum items prefixItems minItems maxItems minimum ' +
    'maximum anyOf oneOf properties additionalProperties required propertyOrdering'
  ).split(' '),
);
/** Keywords under which names stand, not keywords. */
const NAME_MAPS = new Set(['properties', '$defs']);

const BODY_FIELDS = new Set(['model', 'contents', 'systemInstruction', 'generationConfig', 'safetySettings']);
const BUDGETS: readonly (readonly [RegExp, (tokens: number) => boolean])[] = [
  [/^gemini-2\.5-flash-lite/, (tokens) => tokens === 0 || (tokens >= 512 && tokens <= 24_576)],
  [/^gemini-2\.5-flash/, (tokens) => tokens >= 0 && tokens <= 24_576],
  [/^gemini-2\.5-pro/, (tokens) => tokens >= 128 && tokens <= 32_768],
];

/** The first keyword in a schema that the API does not know. */
function unknownKeyword(schema: unknown): string | undefined {
  if (Array.isArray(schema)) {
    return schema.map(unknownKeyword).find((keyword) => keyword !== undefined);
  }
  if (typeof schema !== 'object' || schema === null) return undefined;
  for (const [key, value] of Object.entries(schema)) {
    if (!SCHEMA_KEYWORDS.has(key)) return key;
    const inner =
      NAME_MAPS.has(key) && typeof value === 'object' && value !== null ? Object.values(value) : value;
    const unknown = unknownKeyword(inner);
    if (unknown !== undefined) return unknown;
  }
  return undefined;
}

function badThinking({ model, generationConfig }: GeminiBody): string | undefined {
  const { thinkingBudget, thinkingLevel } = generationConfig?.thinkingConfig ?? {};
  if (thinkingBudget !== undefined && thinkingLevel !== undefined) {
    return 'You can only set only one of thinking budget and thinking level.';
  }
  const allowed = BUDGETS.find(([pattern]) => pattern.test(model))?.[1];
  if (allowed === undefined)
    return thinkingBudget === undefined ? undefined : 'Thinking budget is not supported.';
  if (thinkingLevel !== undefined) return 'Thinking level is not supported for this model.';
  if (thinkingBudget === undefined || thinkingBudget === -1 || allowed(thinkingBudget)) return undefined;
  return `The thinking budget ${thinkingBudget} is invalid.`;
}

/** The refusal for a body that the API would not take, or undefined. */
export function refuseBadBody(body: GeminiBody): Refusal | undefined {
  const { contents, generationConfig = {} } = body;
  const field = Object.keys(body).find((name) => !BODY_FIELDS.has(name));
  if (field !== undefined) return bad(`Invalid JSON payload received. Unknown name "${field}"`);
  if (!Array.isArray(contents) || contents.length === 0) return bad('contents is not specified');
  const { seed, responseJsonSchema, responseMimeType } = generationConfig;
  if (seed !== undefined && (seed < -(2 ** 31) || seed >= 2 ** 31))
    return bad("Invalid value at 'seed' (TYPE_INT32)");
  const keyword = unknownKeyword(responseJsonSchema);
  if (keyword !== undefined)
    return bad(`Unknown name "${keyword}" at 'generation_config.response_json_schema'`);
  if (responseJsonSchema !== undefined && responseMimeType !== 'application/json') {
    return bad('A schema needs response_mime_type application/json');
  }
  const thinking = badThinking(body);
  return thinking === undefined ? undefined : bad(thinking);
}

function bad(message: string): Refusal {
  return { status: 400, message };
}

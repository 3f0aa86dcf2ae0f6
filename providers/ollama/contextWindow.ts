/** How large a context a request needs. Ollama's default cuts the start off a long prompt without a word. */

/** UTF-8 bytes per token, on the low side: clinical English has about 4, Chinese about 3. */
const BYTES_PER_TOKEN = 3;
/** What the chat template adds per message, in tokens. */
const TOKENS_PER_MESSAGE = 16;
/** Room for the answer when the request names no bound, in tokens. */
const DEFAULT_OUTPUT_TOKENS = 8192;
const SMALLEST_WINDOW = 8192;

/** An upper estimate of the prompt's length in tokens. */
export function estimatePromptTokens(texts: readonly string[]): number {
  const encoder = new TextEncoder();
  const tokens = texts.map((text) => Math.ceil(encoder.encode(text).length / BYTES_PER_TOKEN));
  return tokens.reduce((sum, count) => sum + count + TOKENS_PER_MESSAGE, 0);
}

/**
 * `num_ctx` for a prompt and its answer, in tokens: the next power of two, at least 8192 and at least
 * `atLeast`, at most `limit`. Coarse steps, because the server loads the model anew for each new value.
 */
export function fitContextWindow(
  promptTokens: number,
  outputTokens: number = DEFAULT_OUTPUT_TOKENS,
  { limit = Number.POSITIVE_INFINITY, atLeast = 0 }: { limit?: number; atLeast?: number } = {},
): number {
  const needed = Math.max(promptTokens + outputTokens, SMALLEST_WINDOW, atLeast);
  return Math.min(2 ** Math.ceil(Math.log2(needed)), limit);
}

/** Identifies a template in the provenance of a record. */
import { readFrontMatter } from './frontMatter';
import { collectPartials, type Partials } from './partialUse';

/** Line endings and a byte order mark do not change what a template says. */
function canonical(text: string): string {
  return text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
}

/**
 * SHA-256, in 64 lower-case hexadecimal digits, of a template and the partials it uses, directly or
 * through others. What is hashed is the UTF-8 of the JSON array `[template, [[name, text], …]]` with
 * partials sorted by name, line endings as line feeds and no byte order mark. Partials that are not used
 * do not count.
 * @throws PromptError for a template whose partials cannot be found out
 */
export async function templateHash(source: string, partials: Partials): Promise<string> {
  const text = canonical(source);
  const { body, bodyLine } = readFrontMatter(text);
  const used = [...collectPartials(body, bodyLine, partials)].map(([name, partial]) => [
    name,
    canonical(partial),
  ]);
  const bytes = new TextEncoder().encode(JSON.stringify([text, used]));
  const digest = await globalThis.crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

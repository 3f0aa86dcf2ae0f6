import assert from 'node:assert/strict';
import { type Language, spansOf } from './grammars';

/** Scopes a span must have; with a leading `!`, a scope prefix it must not have. */
export type Expectation = readonly string[];

/** True when a scope is the wanted one or lies under it: `entity.name.tag` holds `entity.name.tag.think.vignette`. */
function under(scope: string, wanted: string): boolean {
  return scope === wanted || scope.startsWith(`${wanted}.`);
}

/** Checks the scopes of the `«…»` spans of a text, one expectation for each span in order. */
export async function expectScopes(
  language: Language,
  text: string,
  ...expected: Expectation[]
): Promise<void> {
  const spans = await spansOf(language, text);
  assert.equal(spans.length, expected.length, 'one expectation for each marked span');
  for (const [index, { text: spanText, scopes }] of spans.entries()) {
    for (const wanted of expected[index] ?? []) {
      const absent = wanted.startsWith('!');
      const name = absent ? wanted.slice(1) : wanted;
      assert.equal(
        scopes.some((scope) => under(scope, name)),
        !absent,
        `${JSON.stringify(spanText)} ${absent ? 'must not be' : 'must be'} ${name}; it is ${scopes.join(' ')}`,
      );
    }
  }
}

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { engine, ROOT, SHIPPED } from './grammars';

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** Visits every string in a JSON value with its key. */
function* strings(value: Json, key = ''): Generator<[key: string, text: string]> {
  if (typeof value === 'string') yield [key, value];
  else if (Array.isArray(value)) for (const item of value) yield* strings(item, key);
  else if (value !== null && typeof value === 'object') {
    for (const [name, item] of Object.entries(value)) yield* strings(item, name);
  }
}

function read(path: string): { [key: string]: Json } {
  return JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
}

describe('grammar files', () => {
  for (const path of SHIPPED) {
    it(`${path}: every expression compiles`, async () => {
      const { createOnigScanner } = await engine();
      for (const [key, text] of strings(read(path))) {
        if (!['match', 'begin', 'end', 'while'].includes(key)) continue;
        const source = key === 'end' ? text.replaceAll('\\2', 'x') : text;
        assert.doesNotThrow(() => createOnigScanner([source]).dispose?.(), `${key}: ${text}`);
      }
    });

    it(`${path}: every include is there`, () => {
      const grammar = read(path);
      for (const [key, text] of strings(grammar)) {
        if (key !== 'include') continue;
        const [scope, rule] = text.split('#');
        if (rule === undefined) continue;
        const file = SHIPPED.map(read).find(({ scopeName }) => scopeName === (scope || grammar.scopeName));
        assert.ok(Object.keys(file?.repository ?? {}).includes(rule), text);
      }
    });
  }

  it('package.json names files that exist', () => {
    const { contributes } = read('package.json') as { contributes: { [key: string]: Json } };
    for (const part of ['languages', 'grammars', 'snippets']) {
      for (const [key, text] of strings(contributes[part] ?? [])) {
        if (text.startsWith('./')) assert.ok(existsSync(join(ROOT, text)), `${key}: ${text}`);
      }
    }
  });
});

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readConfig } from '../../core/config/readConfig';
import { ConfigResolver } from '../../core/config/resolveConfig';
import { configJsonSchema } from '../../core/config/schema';
import { DEFAULT_CONFIG } from '../../core/lint/config';
import { RULES } from '../../core/rules/all';
import { CONFIG_SCHEMA, configSchemaText } from '../../scripts/rulePages';

/** Reads a configuration in which ⟦ and ⟧ mark where the only problem is. */
function problemIn(marked: string): { message: string; severity: string } {
  const start = marked.indexOf('⟦');
  const end = marked.indexOf('⟧') - 1;
  const { problems } = readConfig(marked.replace(/[⟦⟧]/g, ''));
  assert.equal(problems.length, 1, JSON.stringify(problems));
  const [{ message, span, severity } = { message: '', span: { start: 0, end: 0 }, severity: '' }] = problems;
  assert.deepEqual(span, { start, end });
  return { message, severity };
}

describe('reading a configuration', () => {
  it('takes comments and trailing commas', () => {
    const { config, problems } = readConfig('{\n  // which files\n  "datasets": ["*.jsonl",],\n}');
    assert.deepEqual(problems, []);
    assert.deepEqual(config, { datasets: ['*.jsonl'] });
  });

  it('reads the one of the examples', () => {
    assert.deepEqual(readConfig(readFileSync('examples/vignette.config.json', 'utf8')).problems, []);
  });

  for (const [what, text, message] of [
    ['a syntax error', '{ "profile": ⟦}⟧', /expected a value/],
    ['an unknown setting', '{ ⟦"datasetz"⟧: [] }', /"datasetz": is no setting/],
    [
      'an unknown setting in an override',
      '{ "overrides": [{ "files": [], ⟦"rule"⟧: {} }] }',
      /is no setting/,
    ],
    ['a wrong severity', '{ "rules": { "tags/order": ⟦"fatal"⟧ } }', /"rules\.tags\/order": expected one of/],
    ['a wrong type', '{ "datasets": ⟦"*.jsonl"⟧ }', /"datasets": expected array/],
    ['an unknown profile', '{ "profile": ⟦"dpo"⟧ }', /"profile"/],
  ] as const) {
    it(`makes ${what} an error at its place`, () => {
      const problem = problemIn(text);
      assert.match(problem.message, message);
      assert.equal(problem.severity, 'error');
    });
  }

  it('warns of a rule that does not exist and keeps the rest', () => {
    const text = '{ "rules": { ⟦"tags/odrer"⟧: "off", "tags/order": "off" } }';
    assert.equal(problemIn(text).severity, 'warning');
    assert.equal(readConfig(text.replace(/[⟦⟧]/g, '')).config?.rules?.['tags/order'], 'off');
  });

  it('says what an empty file should be', () => {
    assert.match(readConfig('').problems[0]?.message ?? '', /Not a configuration/);
    assert.equal(readConfig('').config, undefined);
  });
});

describe('resolving a configuration', () => {
  const resolver = new ConfigResolver(
    {
      datasets: ['data/**/*.jsonl'],
      rules: { 'tags/order': 'warning', 'tags/case': 'off' },
      overrides: [
        { files: ['data/eval/**'], rules: { 'tags/order': 'off' }, profile: 'grpo' },
        { files: ['**/strict.jsonl'], rules: { 'tags/case': 'error' } },
      ],
    },
    { severities: { 'tags/case': 'hint', 'tags/empty': 'info' } },
  );

  it('says which files are datasets', () => {
    assert.equal(resolver.resolve('data/a/b.jsonl').isDataset, true);
    assert.equal(resolver.resolve('other/b.jsonl').isDataset, false);
    assert.equal(new ConfigResolver({}, DEFAULT_CONFIG).resolve('b.jsonl').isDataset, undefined);
  });

  it('puts settings under the configuration, and overrides over it, the last on top', () => {
    assert.deepEqual(resolver.resolve('data/a.jsonl').severities, {
      'tags/empty': 'info',
      'tags/order': 'warning',
      'tags/case': 'off',
    });
    const strict = resolver.resolve('data/eval/strict.jsonl');
    assert.equal(strict.severities['tags/order'], 'off');
    assert.equal(strict.severities['tags/case'], 'error');
    assert.equal(strict.profile, 'grpo');
  });

  it('gives equal answers as one object, so that results are kept', () => {
    assert.equal(resolver.resolve('data/a.jsonl'), resolver.resolve('data/b.jsonl'));
  });
});

describe('the JSON schema of the configuration', () => {
  it('is the one that ships', () => {
    assert.equal(readFileSync(CONFIG_SCHEMA, 'utf8'), configSchemaText(), 'stale: run npm run docs');
  });

  it('lists every rule with its severity, at the top and in overrides', () => {
    const schema = configJsonSchema() as {
      properties: { rules: object; overrides: { items: { properties: { rules: object } } } };
    };
    for (const { properties } of [
      schema.properties.rules,
      schema.properties.overrides.items.properties.rules,
    ] as {
      properties: Record<string, { default: string }>;
    }[]) {
      assert.deepEqual(
        Object.keys(properties),
        RULES.map(({ id }) => id),
      );
      assert.equal(properties['tags/order']?.default, 'error');
    }
  });
});

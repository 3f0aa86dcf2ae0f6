import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULES } from '../../../core/rules/all';
import {
  insertRuleOverview,
  renderRuleDocs,
  renderRuleIndex,
  renderRuleOverview,
} from '../../../core/rules/docs';
import { type Rule, ruleDocsUrl } from '../../../core/rules/rule';
import { RULE_PAGES, rulePages } from '../../../scripts/rulePages';

describe('rules', () => {
  it('have ids of their own, each in the file it names', () => {
    assert.equal(new Set(RULES.map(({ id }) => id)).size, RULES.length);
    for (const { id } of RULES) assert.ok(existsSync(`core/rules/${id}.ts`), id);
  });

  it('are all listed', () => {
    const files = readdirSync('core/rules', { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .flatMap(({ name }) => readdirSync(join('core/rules', name)).map((file) => ({ name, file })))
      .filter(({ name, file }) =>
        /^export const \w+: Rule\b/m.test(readFileSync(join('core/rules', name, file), 'utf8')),
      );
    assert.deepEqual(
      files.map(({ name, file }) => `${name}/${file.replace(/\.ts$/, '')}`).sort(),
      RULES.map(({ id }) => id).sort(),
    );
  });

  for (const { id, summary, docs, ...rule } of RULES) {
    it(`${id} says what, why, what is wrong and what is right`, () => {
      assert.match(summary, /^[A-Z].*[^.]$/);
      for (const text of [docs.what, docs.why]) assert.match(text, /^\S[\s\S]+\.$/);
      assert.ok(docs.bad !== '' && docs.good !== '');
      const { record, sample, malformed, file, dataset, template } = rule;
      assert.ok(record || sample || malformed || file || dataset || template, 'checks nothing');
    });
  }
});

describe('rule pages', () => {
  const stale = 'stale: run npm run docs';

  it('are what the rules say', () => {
    for (const [path, text] of rulePages(RULES)) {
      assert.ok(existsSync(path), `${path} is missing; ${stale}`);
      assert.equal(readFileSync(path, 'utf8'), text, stale);
    }
  });

  it('are no more than there are rules', () => {
    const found = readdirSync(RULE_PAGES, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.md'))
      .map((path) => `${RULE_PAGES}/${path.replaceAll('\\', '/')}`);
    assert.deepEqual(found.sort(), [...rulePages(RULES).keys()].sort(), stale);
  });

  it('stand where diagnostics link to', () => {
    for (const { id } of RULES) assert.ok(ruleDocsUrl(id).endsWith(`/${RULE_PAGES}/${id}.md`));
  });

  it('are listed in the README, if it lists rules', () => {
    if (!existsSync('README.md')) return;
    const readme = readFileSync('README.md', 'utf8');
    const current = insertRuleOverview(readme, renderRuleOverview(RULES, `${RULE_PAGES}/`));
    assert.equal(current ?? readme, readme, stale);
  });

  const rule: Rule = {
    id: 'json/example',
    summary: 'A thing | another',
    severity: 'error',
    fix: 'safe',
    docs: { what: 'What.', why: 'Why.', bad: 'bad', good: 'good', misses: 'Misses.' },
  };

  it('hold everything a rule says of itself', () => {
    const page = renderRuleDocs(rule);
    for (const part of [
      '# json/example',
      'A thing | another.',
      'Severity: error',
      'Fix: safe',
      'What.',
      'Why.',
      'bad',
      'good',
      'Misses.',
      '"json/example": "off"',
    ]) {
      assert.ok(page.includes(part), part);
    }
    assert.ok(!page.includes('"ignore"'));
    assert.ok(renderRuleDocs({ ...rule, id: 'tags/example' }).includes('"ignore": ["tags/example"]'));
    assert.ok(
      renderRuleIndex([rule]).includes(
        '| [`json/example`](json/example.md) | A thing \\| another | error    | safe |',
      ),
    );
    assert.equal(
      renderRuleOverview([rule, { ...rule, id: 'json/other' }], 'docs/'),
      '- **The file and its lines**: [json/example](docs/json/example.md), [json/other](docs/json/other.md)',
    );
  });

  it('replace what stands between the markers, and nothing else', () => {
    assert.equal(insertRuleOverview('no markers', 'table'), undefined);
    const readme = 'before\n<!-- rules -->\nold\n<!-- /rules -->\nafter';
    assert.equal(
      insertRuleOverview(readme, 'new $1 $&'),
      'before\n<!-- rules -->\n\nnew $1 $&\n\n<!-- /rules -->\nafter',
    );
  });
});

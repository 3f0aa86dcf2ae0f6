import assert from 'node:assert/strict';
import { NEXT_STEPS } from '../../client/inspector/messages';
import type { InspectorTexts } from '../../client/inspector/texts';
import { chipsHtml } from '../../client/inspector/webview/chips';
import { headerHtml } from '../../client/inspector/webview/header';
import { panelsHtml } from '../../client/inspector/webview/panels';
import { recordRowHtml } from '../../client/inspector/webview/recordRow';
import type { Filter } from '../../core/inspect/filter';
import { summarise } from '../../core/inspect/summary';
import { line } from '../core/rules/goodSample';
import { inspect } from './inspected';

const TEXTS = new Proxy({} as InspectorTexts, {
  get: (_, name) =>
    ({ partOfWhole: '{0} of {1} records', without: '{0} without' })[String(name)] ?? String(name),
});
const EVIL = '<img src=x onerror=alert(1)> "\'&';

/** Three records: one clean, one of an archetype that is markup, one that is no JSON. */
const inspection = inspect(
  line(),
  line({ metadata: { id: EVIL, type: EVIL, source: EVIL }, answer: '1.5 mg/m² of 7 mg', question: EVIL }),
  '{',
);

function draw(filter: Filter): string {
  const shown = {
    name: EVIL,
    whole: summarise(inspection),
    part: summarise(inspection, filter),
    steps: NEXT_STEPS,
  };
  return [headerHtml(shown, filter, TEXTS), chipsHtml(filter, TEXTS), panelsHtml(shown, filter, TEXTS)]
    .map(({ text }) => text)
    .join('\n');
}

/** What a screen reader hears of the marks that a filter can be made of. */
function marksOf(page: string): string[] {
  return Array.from(page.matchAll(/role="option"[^>]* aria-label="([^"]*)"/g), ([, label = '']) => label);
}

describe('the pictures of the Inspector', () => {
  it('say in words what they show, of all records and of those that pass', () => {
    assert.ok(marksOf(draw([])).includes('clean: 1 of 1 records'));
    const page = draw([{ archetype: 'reasoning' }]);
    assert.ok(marksOf(page).some((label) => label.startsWith('reasoning: 1 of 1 records')));
    assert.ok(marksOf(page).some((label) => label.startsWith('json/invalid-line: 0 of 1 records')));
    assert.match(page, /aria-selected="true" data-mark="\{&#34;archetype&#34;:&#34;reasoning&#34;\}"/);
    assert.equal(page.match(/aria-selected="true"/g)?.length, 1);
    assert.match(page, /0 without/, 'the record that cannot be read is not of that archetype');
  });

  it('count every record once in each histogram', () => {
    assert.match(draw([]), /Length of context/);
    for (const figure of draw([]).match(/<figure.*?<\/figure>/gs) ?? []) {
      const bins = Array.from(figure.matchAll(/aria-label="[^"]*: (\d+) of \1 records"/g), ([, n]) =>
        Number(n),
      );
      const [, without = '0'] = /(\d+) without/.exec(figure) ?? [];
      assert.equal(bins.reduce((sum, n) => sum + n, 0) + Number(without), 3, figure);
    }
  });

  it('hold what others wrote as text, and nothing that a policy without inline styles forbids', () => {
    const row = recordRowHtml(
      {
        record: 1,
        file: EVIL,
        line: 1,
        id: EVIL,
        archetype: EVIL,
        question: EVIL,
        standing: 'error',
        problems: 3,
        worst: { rule: 'tags/missing', severity: 'error', message: EVIL },
      },
      TEXTS,
    ).text;
    for (const text of [draw([{ archetype: EVIL }, { source: EVIL }]), row]) {
      assert.ok(text.includes('&#60;img src=x'));
      assert.doesNotMatch(text, /<img|\sstyle=|\son\w+="/);
    }
  });

  it('show an empty dataset', () => {
    const whole = summarise(inspect());
    const page = panelsHtml({ name: 'a', whole, part: whole, steps: [] }, [], TEXTS).text;
    assert.doesNotMatch(page, /NaN|Infinity|undefined|figure/);
    assert.doesNotMatch(
      headerHtml({ name: 'a', whole, part: whole, steps: [] }, [], TEXTS).text,
      /NaN|Infinity|undefined/,
    );
  });
});

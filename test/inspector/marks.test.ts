import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { InspectorTexts } from '../../client/inspector/texts';
import {
  chipsOf,
  chooseOnly,
  facetOf,
  isChosen,
  rangeOf,
  toggle,
  withoutFacet,
} from '../../client/inspector/webview/marks';
import type { Filter, Mark } from '../../core/inspect/filter';
import { MEASURES } from '../../core/inspect/measure';
import { assertProperty } from '../assertProperty';

const TEXTS = {
  none: 'none',
  or: ' or ',
  range: '{0} to {1}',
  atLeast: 'at least {0}',
  archetype: 'Archetype',
  rule: 'Problem',
  cluster: 'Duplicates',
  likeRecord: 'like record {0}',
} as InspectorTexts;

const words = (from: number | null, to: number | null): Mark => ({ measure: 'context-words', from, to });

const marks = fc.oneof(
  fc.record({ archetype: fc.constantFrom('reasoning', 'refusal', null) }),
  fc.record({ rule: fc.constantFrom('tags/missing', 'tags/empty') }),
  fc.record({ cluster: fc.nat(3) }),
  fc.record({
    measure: fc.constantFrom('tokens' as const, 'quotes' as const),
    from: fc.nat(3),
    to: fc.constantFrom(4, null),
  }),
);

describe('the filter of the Inspector', () => {
  it('has a mark after it was chosen, and is as before after it was chosen twice', () => {
    assertProperty(
      fc.property(fc.array(marks), marks, (chosen: Filter, mark) => {
        const filter = chosen.reduce(toggle, [] as Filter);
        const once = toggle(filter, mark);
        assert.equal(isChosen(once, mark), !isChosen(filter, mark));
        const twice = toggle(once, mark);
        assert.deepEqual(
          new Set(twice.map((one) => JSON.stringify(one))),
          new Set(filter.map((one) => JSON.stringify(one))),
        );
        assert.ok(!withoutFacet(once, facetOf(mark)).some((one) => facetOf(one) === facetOf(mark)));
      }),
    );
  });

  it('is a chip for each facet, ranges that follow each other as one', () => {
    const filter: Filter = [
      words(20, 30),
      { rule: 'tags/missing' },
      words(10, 20),
      { archetype: null },
      words(50, null),
      { cluster: 11 },
      words(null, null),
    ];
    assert.deepEqual(chipsOf(filter, TEXTS), [
      { facet: 'context-words', label: 'Length of context: none or 10 to 29 words or at least 50 words' },
      { facet: 'rule', label: 'Problem: tags/missing' },
      { facet: 'archetype', label: 'Archetype: none' },
      { facet: 'cluster', label: 'Duplicates: like record 11' },
    ]);
    assert.deepEqual(
      chooseOnly(filter, [words(0, 10)]).filter((mark) => 'measure' in mark),
      [words(0, 10)],
    );
  });

  it('writes whole numbers and shares as ranges without their open ends', () => {
    const { quotes, grounded } = MEASURES;
    assert.equal(rangeOf(quotes, { from: 1, to: 2 }, TEXTS), '1 quotes');
    assert.equal(rangeOf(quotes, { from: 1000, to: 1500 }, TEXTS), '1,000 to 1,499 quotes');
    assert.equal(rangeOf(grounded, { from: 0.9, to: 1 }, TEXTS), '90 % to 100 %');
    assert.equal(rangeOf(grounded, { from: 1, to: null }, TEXTS), '100 %');
  });
});

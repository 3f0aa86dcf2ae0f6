import assert from 'node:assert/strict';
import { findFrequencies } from '../../core/clinical/frequencies';

/** Text → what is found in it, with its times a day. */
const FOUND: readonly (readonly [text: string, ...found: readonly (readonly [string, number])[]])[] = [
  ['4 mg twice daily', ['twice daily', 2]],
  ['4 mg twice a day for 5 days', ['twice a day', 2]],
  ['4 mg two times per day', ['two times per day', 2]],
  ['4 mg 3x daily', ['3x daily', 3]],
  ['4 mg 3×/day', ['3×/day', 3]],
  ['in three doses a day', ['three doses a day', 3]],
  ['three-times-weekly dosing', ['three-times-weekly', 3 / 7]],
  ['625 mg once weekly', ['once weekly', 1 / 7]],
  ['once every week', ['once every week', 1 / 7]],
  ['every 8 hours', ['every 8 hours', 3]],
  ['every eight hours', ['every eight hours', 3]],
  ['every other day', ['every other day', 0.5]],
  ['on alternate days', ['alternate days', 0.5]],
  ['every 3 weeks', ['every 3 weeks', 1 / 21]],
  ['q8h, q12 h and q3w', ['q8h', 3], ['q12 h', 2], ['q3w', 1 / 21]],
  ['BID, b.i.d. or t.i.d', ['BID', 2], ['b.i.d', 2], ['t.i.d', 3]],
  ['8 mg daily', ['daily', 1]],
  ['8 mg per day, weekly visits', ['per day', 1], ['weekly', 1 / 7]],
  ['twice yearly', ['twice yearly', 2 / 360]],
  ['Six 28-day cycles; five weekly visits', ['weekly', 1 / 7]],
  ['It lasted two days; the only family; today; the bidding'],
];

describe('findFrequencies', () => {
  for (const [text, ...expected] of FOUND) {
    it(`reads ${text}`, () => {
      const found = findFrequencies(text).map(
        ({ span, perDay }) => [text.slice(span.start, span.end), perDay] as const,
      );
      const round = (list: readonly (readonly [string, number])[]): (readonly [string, string])[] =>
        list.map(([words, perDay]) => [words, perDay.toFixed(6)] as const);
      assert.deepEqual(round(found), round(expected));
    });
  }
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { diffLines } from '../../../core/text/lineDiff';
import { assertProperty } from '../../assertProperty';

describe('the difference of two texts, line by line', () => {
  const kept = (of: 'removed' | 'added', diff: ReturnType<typeof diffLines>): string[] =>
    diff.flatMap(({ kind, text }) => (kind === 'same' || kind === of ? [text] : []));

  it('leaves what stands in both', () => {
    assert.deepEqual(
      diffLines(['a', 'b', 'c'], ['a', 'x', 'c']).map(({ kind, text }) => `${kind} ${text}`),
      ['same a', 'removed b', 'added x', 'same c'],
    );
  });

  it('holds both texts, whatever they are', () => {
    const lines = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 });
    assertProperty(
      fc.property(lines, lines, (before, after) => {
        const diff = diffLines(before, after);
        assert.deepEqual(kept('removed', diff), before);
        assert.deepEqual(kept('added', diff), after);
        if (before.join() === after.join()) assert.ok(diff.every(({ kind }) => kind === 'same'));
      }),
    );
  });
});

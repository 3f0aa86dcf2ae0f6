import assert from 'node:assert/strict';
import { findInlayHints } from '../../core/language/inlayHints';
import { FORMATS, marked, vignetteOf } from './marked';

const EVERYTHING = { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } };

describe('inlay hints', () => {
  for (const { format, write } of FORMATS) {
    it(`say how much of the proof is grounded in ${format}`, () => {
      const text = write({ context: 'One. Two.', proof: '- "One."\n- "Zebras graze."\n- "Two"' });
      const source = marked(format, text.replace('<proof>', '⟦<proof>⟧'));
      const [share] = findInlayHints(source.view, EVERYTHING);
      assert.equal(share?.label, '2 of 3 quotes grounded');
      assert.deepEqual(share?.position, source.ranges[0]?.end);
    });
  }

  it('lead from each quote to its line', () => {
    const source = marked(
      'vignette',
      vignetteOf({
        context: '⟦One two.⟧\nThree. ⟦The dose was 1.5 mg.⟧',
        proof: '- "One two." and more\n- "The dose was 15 mg."',
      }),
    );
    const [, first, second] = findInlayHints(source.view, EVERYTHING);
    assert.deepEqual([first?.label, second?.label], ['line 6', '≠ line 7']);
    assert.deepEqual([first?.target, second?.target], source.ranges);
    assert.equal(
      source.view.lines[first?.position.line ?? 0]?.slice(0, first?.position.character),
      '- "One two."',
    );
  });

  it('are worked out for what is shown', () => {
    const { view } = marked('vignette', `${vignetteOf({})}\n${vignetteOf({})}`);
    const range = { start: { line: 30, character: 0 }, end: { line: 60, character: 0 } };
    assert.ok(findInlayHints(view, range).every(({ position }) => position.line >= 30));
    assert.equal(findInlayHints(view, range).length, 2);
  });

  it('are silent without a proof or a context', () => {
    assert.deepEqual(findInlayHints(marked('vignette', '<proof>\n- "a"\n</proof>\n').view, EVERYTHING), []);
    assert.deepEqual(findInlayHints(marked('vignette', vignetteOf({ proof: '' })).view, EVERYTHING), []);
  });
});

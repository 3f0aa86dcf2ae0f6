import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { DatasetFormat } from '../../core/dataset/records';
import { DatasetView } from '../../core/language/datasetView';
import { decide, nextUndecided } from '../../core/language/decide';
import { applyEdits } from '../../core/lint/applyFixes';
import type { ReviewDecision } from '../../core/sample/reviewDecision';
import { jsonlToVignette } from '../../core/sample/vignette/write';
import { splitLines } from '../../core/text/lineText';
import { assertProperty } from '../assertProperty';
import { anyLine } from '../core/sample/vignetteArbitraries';
import { jsonlOf, vignetteOf } from './marked';

const ACCEPTED: ReviewDecision = { decision: 'accepted', time: '2026-01-01T00:00:00Z' };
const REJECTED: ReviewDecision = {
  decision: 'rejected',
  reason: 'the dose is "twice": wrong\nchild',
  by: 'A. B.',
};

/** The text after the decision about the record on a line; undefined when it cannot be written. */
function decided(
  format: DatasetFormat,
  text: string,
  decision: ReviewDecision | undefined,
  line = 0,
): string | undefined {
  const record = new DatasetView(format, splitLines(text)).recordAt(line);
  const edit = record && decide(record, decision);
  return edit && applyEdits(text, [edit]);
}

const viewOf = (format: DatasetFormat, text: string): DatasetView =>
  new DatasetView(format, splitLines(text));

describe('deciding about a record', () => {
  it('is written on a line of the metadata of a text, replaced, and taken back without a trace', () => {
    const text = vignetteOf({}) + vignetteOf({});
    const second = text.lastIndexOf('\nid: ') + 1;
    const line = text.slice(0, second).split('\n').length - 1;
    const accepted = decided('vignette', text, ACCEPTED, line) ?? '';
    assert.ok(accepted.startsWith(vignetteOf({})));
    assert.match(
      accepted.slice(second),
      /\nreview: \{decision: accepted, time: "?2026-01-01T00:00:00Z"?, text: "?[0-9a-f]{14}"?\}\n---\n/,
    );
    const rejected = decided('vignette', accepted, REJECTED, line) ?? '';
    assert.equal(rejected.split('\nreview: ').length, 2);
    assert.equal(decided('vignette', rejected, undefined, line), text);
    assert.equal(decided('vignette', text, undefined, line), undefined);
  });

  it('is written into a line of JSON, and taken back without a trace', () => {
    const text = jsonlOf({}) + jsonlOf({});
    const rejected = decided('jsonl', text, REJECTED, 1) ?? '';
    const [first, second] = rejected.split('\n');
    assert.equal(`${first}\n`, jsonlOf({}));
    assert.deepEqual(JSON.parse(second ?? '').metadata.review, REJECTED);
    assert.equal(decided('jsonl', rejected, undefined, 1), text);
  });

  it('cannot be written where there is no record', () => {
    assert.equal(decided('jsonl', '{"messages": [', ACCEPTED), undefined);
    assert.equal(decided('jsonl', '{"messages": [], "metadata": "none"}', ACCEPTED), undefined);
  });

  it('leads to the next record that nobody decided about, from the top again after the last', () => {
    const one = vignetteOf({});
    const size = one.split('\n').length - 1;
    const text = one + (decided('vignette', one, ACCEPTED) ?? '') + one;
    const view = viewOf('vignette', text);
    assert.equal(nextUndecided(view, 0), 2 * size + 1);
    assert.equal(nextUndecided(view, 2 * size + 1), 0);
    assert.equal(nextUndecided(viewOf('vignette', decided('vignette', one, REJECTED) ?? ''), 0), undefined);
  });

  it('of any record leaves all else as it was, and can be taken back', () => {
    let written = 0;
    assertProperty(
      fc.property(anyLine, fc.constantFrom(ACCEPTED, REJECTED), (line, decision) => {
        for (const [format, text] of [
          ['jsonl', line],
          ['vignette', jsonlToVignette(line)],
        ] as const) {
          const record = viewOf(format, text).recordAt(0);
          const after = decided(format, text, decision);
          if (after === undefined || !record?.sample) continue;
          written++;
          const messages = (of: DatasetView): unknown =>
            of.recordAt(0)?.sample?.messages.map(({ content }) => content.value);
          assert.deepEqual(messages(viewOf(format, after)), messages(viewOf(format, text)));
          const back = decided(format, after, undefined);
          assert.ok(back !== undefined);
          assert.deepEqual(messages(viewOf(format, back)), messages(viewOf(format, text)));
        }
      }),
    );
    assert.ok(written > 50);
  });
});

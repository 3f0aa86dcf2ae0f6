import assert from 'node:assert/strict';
import { DatasetView } from '../../../core/language/datasetView';
import { decide, nextUndecided } from '../../../core/language/decide';
import { applyEdits } from '../../../core/lint/applyFixes';
import { DEFAULT_CONFIG } from '../../../core/lint/config';
import { fixText } from '../../../core/lint/fixText';
import { isAccepted } from '../../../core/sample/reviewDecision';
import { vignetteToJsonl } from '../../../core/sample/vignette/read';
import { jsonlToVignette } from '../../../core/sample/vignette/write';
import { splitLines } from '../../../core/text/lineText';
import { jsonlOf } from '../../language/marked';

/** A line of JSON that was accepted, without its end. */
function accepted(line: string): string {
  const record = new DatasetView('jsonl', splitLines(line)).recordAt(0);
  const edit = record && decide(record, { decision: 'accepted', by: 'A. B.' });
  return applyEdits(line, edit ? [edit] : []).trimEnd();
}

function problems(line: string): string[] {
  const { lint } = fixText('jsonl', `${line}\n`, DEFAULT_CONFIG);
  return lint.diagnostics.filter(({ rule }) => rule === 'review/changed').map(({ message }) => message);
}

describe('review/changed', () => {
  const line = accepted(jsonlOf({ context: 'She had 54 Gy.', answer: 'She had 54 Gy.' }));
  const edited = line.replaceAll('54 Gy', '45 Gy');

  it('reports texts that are not those that were accepted, until they are accepted anew', () => {
    assert.notEqual(edited, line);
    assert.deepEqual(problems(edited), [
      'Changed since it was accepted by A. B.: read it again, and accept it or take the decision back.',
    ]);
    assert.deepEqual(
      [isAccepted(line), isAccepted(edited), isAccepted(accepted(edited))],
      [true, false, true],
    );
    assert.deepEqual(problems(accepted(edited)), []);
    const next = (text: string) => nextUndecided(new DatasetView('jsonl', splitLines(`${text}\n`)), 0);
    assert.deepEqual([next(line), next(edited)], [undefined, 0]);
  });

  it('takes what was accepted, as JSON and as text, with other metadata and typography', () => {
    assert.deepEqual(problems(line), []);
    const text = jsonlToVignette(line);
    assert.equal(isAccepted(String(vignetteToJsonl(text.replaceAll('\n', '\r\n')))), true);
    for (const change of [
      line.replace('"metadata":{', '"metadata":{"note":"mine",'),
      line.replaceAll('54 Gy', '54\u00a0Gy'),
    ]) {
      assert.notEqual(change, line);
      assert.deepEqual([problems(change), isAccepted(change)], [[], true]);
    }
  });

  it('takes what was accepted before the texts were kept', () => {
    const old = edited.replace(/,\s*"text":\s*"[0-9a-f]+"/, '');
    assert.notEqual(old, edited);
    assert.deepEqual([problems(old), isAccepted(old)], [[], true]);
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { DatasetFormat } from '../../core/dataset/records';
import { DatasetView } from '../../core/language/datasetView';
import { ignoreRule } from '../../core/language/ignoreRule';
import { applyEdits } from '../../core/lint/applyFixes';
import { vignetteToJsonl } from '../../core/sample/vignette/read';
import { jsonlToVignette } from '../../core/sample/vignette/write';
import { splitLines } from '../../core/text/lineText';
import { assertProperty } from '../assertProperty';
import { anyLine } from '../core/sample/vignetteArbitraries';
import { jsonlOf, vignetteOf } from './marked';

const RULE = 'tags/stray-text';

/** The text after the record on a line is spared the rule; undefined when that is not offered. */
function ignore(format: DatasetFormat, text: string, line = 0): string | undefined {
  const record = new DatasetView(format, splitLines(text)).recordAt(line);
  const edit = record && ignoreRule(record, RULE);
  return edit && applyEdits(text, [edit]);
}

describe('ignoring a rule in a record', () => {
  const messages = (JSON.parse(jsonlOf({})) as { messages: unknown[] }).messages;
  const lineWith = (metadata: string): string => `{"messages": ${JSON.stringify(messages)}, ${metadata}}\n`;

  for (const [what, before, after] of [
    ['nothing', '"metadata": {"id":"a"}', '"metadata": {"id":"a","lint": {"ignore":["tags/stray-text"]}}'],
    [
      'an empty list',
      '"metadata":{"lint":{"ignore":[]}}',
      '"metadata":{"lint":{"ignore":["tags/stray-text"]}}',
    ],
    [
      'a list',
      '"metadata":{"lint":{"ignore":["a/b"], "x": 1}, "z": 2}',
      '"metadata":{"lint":{"ignore":["a/b","tags/stray-text"], "x": 1}, "z": 2}',
    ],
    [
      'a lint of other things',
      '"metadata":{"lint":{"x":1}}',
      '"metadata":{"lint":{"x":1,"ignore": ["tags/stray-text"]}}',
    ],
    ['no metadata', '"n": 1', '"n": 1,"metadata": {"lint":{"ignore":["tags/stray-text"]}}'],
  ] as const) {
    it(`adds to ${what} in a line of JSON`, () => {
      assert.equal(ignore('jsonl', lineWith(before)), lineWith(after));
    });
  }

  const vignette = (metadata: string): string => vignetteOf({}).replace('id: r1\n', metadata);

  for (const [what, before, after] of [
    ['nothing', 'id: r1\n', undefined],
    ['an empty list', 'lint: {ignore: []}\n', 'lint: {ignore: [tags/stray-text]}\n'],
    [
      'a list',
      'lint: {x: 1, ignore: [a/b]}\nid: 1\n',
      'lint: {x: 1, ignore: [a/b, tags/stray-text]}\nid: 1\n',
    ],
    [
      'a list of lines',
      'lint:\n  ignore:\n    - a/b\nid: 1\n',
      'lint: {ignore: [a/b, tags/stray-text]}\nid: 1\n',
    ],
    [
      'numbers that no variable holds',
      'lint: {a: -0, b: 12345678901234567890}\n',
      'lint: {a: -0, b: 12345678901234567890, ignore: [tags/stray-text]}\n',
    ],
  ] as const) {
    it(`adds to ${what} in a .vignette text`, () => {
      const expected =
        after === undefined
          ? vignetteOf({}).replace('\n---\n', '\nlint: {ignore: [tags/stray-text]}\n---\n')
          : vignette(after);
      assert.equal(ignore('vignette', vignette(before)), expected);
      assert.equal(
        ignore('vignette', vignette(before).replaceAll('\n', '\r\n')),
        expected.replaceAll('\n', '\r\n'),
      );
    });
  }

  it('gives metadata to a sample without any', () => {
    const [, , , , ...body] = vignetteOf({}).split('\n');
    assert.equal(
      ignore('vignette', body.join('\n')),
      `---\nlint: {ignore: [tags/stray-text]}\n---\n${body.join('\n')}`,
    );
  });

  it('touches the record at the line only', () => {
    const text = vignetteOf({}) + vignetteOf({}).replace('r1', 'r2');
    const after = ignore('vignette', text, text.split('\n').indexOf('id: r2')) ?? '';
    assert.ok(after.startsWith(vignetteOf({})));
    assert.equal(after.split(RULE).length, 2);
  });

  it('is not offered twice, nor where there is no place for it', () => {
    assert.equal(ignore('jsonl', lineWith(`"metadata":{"lint":{"ignore":["${RULE}"]}}`)), undefined);
    assert.equal(ignore('jsonl', lineWith('"metadata":"none"')), undefined);
    assert.equal(ignore('jsonl', lineWith('"metadata":{"lint":[]}')), undefined);
    assert.equal(ignore('jsonl', '{"messages": ['), undefined);
    assert.equal(ignore('vignette', vignette('lint: all\n')), undefined);
  });

  it('stands beside a sample that keeps its metadata there', () => {
    const task = '{"task_id":"t","type":"refusal","context":"c","question":"q","expected_answer":{}}';
    const after = ignore('jsonl', task) ?? '';
    assert.deepEqual(JSON.parse(after), { ...JSON.parse(task), lint: { ignore: [RULE] } });
  });

  it('of any record leaves all else as it was', () => {
    type Lint = { lint?: { ignore?: unknown[] } };
    type Spared = Lint & { metadata?: Lint };
    /** Other dialects keep it beside the sample, unless they have metadata. */
    const holderOf = (record: Spared): Lint | undefined =>
      'messages' in record || record.metadata !== undefined ? record.metadata : record;
    /** Without the objects that hold nothing: whether they were there before cannot be told afterwards. */
    const bare = (record: Spared): unknown => {
      const holder = holderOf(record);
      if (holder?.lint?.ignore?.length === 0) delete holder.lint.ignore;
      if (JSON.stringify(holder?.lint) === '{}') delete holder?.lint;
      if (JSON.stringify(record.metadata) === '{}') delete record.metadata;
      return record;
    };
    const without = (json: string): unknown => {
      const record = JSON.parse(json) as Spared;
      holderOf(record)?.lint?.ignore?.pop();
      return bare(record);
    };
    const original = (json: string): unknown => bare(JSON.parse(json) as Spared);
    let offered = 0;
    assertProperty(
      fc.property(anyLine, (line) => {
        const after = ignore('jsonl', line);
        if (after !== undefined) {
          offered++;
          assert.deepEqual(without(after), original(line));
        }
        const text = jsonlToVignette(line);
        const changed = ignore('vignette', text);
        if (changed !== undefined) {
          const record = vignetteToJsonl(changed);
          assert.ok(typeof record === 'string');
          assert.deepEqual(without(record), original(line));
        }
      }),
      { numRuns: 300 },
    );
    assert.ok(offered > 20, `${offered} lines were records`);
  });
});

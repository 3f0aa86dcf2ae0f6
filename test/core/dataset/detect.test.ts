import assert from 'node:assert/strict';
import { looksLikeDataset } from '../../../core/dataset/detect';
import { findRecords, formatOfPath } from '../../../core/dataset/records';
import { splitLines } from '../../../core/text/lineText';
import { line, messageLine, THINK, USER } from '../rules/goodSample';

describe('datasets among other files', () => {
  const ours: readonly (readonly [name: string, text: string])[] = [
    ['canonical records', `${line()}\n`],
    ['a half-typed line', line().slice(0, 120)],
    ['a first line that is broken', `{"messages": [\n${line()}\n`],
    ['blank lines and a byte order mark first', `\ufeff\n\n\n\n\n\n\n${line()}\n`],
    ['the prompt alone', `${messageLine({ assistant: 'x' })}\n`],
    ['capital tags', line().replaceAll('<context>', '<Context>')],
    ['an escaped "<"', line().replaceAll('<', '\\u003c').replaceAll('>', '\\u003e')],
    ['white space before the colon', line().replace('"messages":', '"messages" :')],
  ];
  for (const [name, text] of ours) {
    it(`sees ours: ${name}`, () => assert.equal(looksLikeDataset(splitLines(text)), true));
  }

  const others: readonly (readonly [name: string, text: string])[] = [
    ['nothing', ''],
    ['blank lines', '\n\n \n'],
    ['a log', '{"level":"info","msg":"started <context>","time":1}\n'.repeat(9)],
    [
      'a chat to fine-tune on',
      '{"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello"}]}\n',
    ],
    [
      'a chat that reasons',
      `{"messages":[{"role":"user","content":"2+2?"},{"role":"assistant","content":"<think>4</think><answer>4</answer>"}]}\n`,
    ],
    ['geography', '{"type":"Feature","geometry":{"type":"Point","coordinates":[1,2]},"properties":{}}\n'],
    ['a chat of HTML', '{"messages":[{"role":"user","content":"<p>proof</p>"}]}\n'],
    ['ours after five records of others', `${'{"a":1}\n'.repeat(5)}${line()}\n`],
    ['tags without messages', `{"text":${JSON.stringify(USER + THINK)}}\n`],
    ['no JSON at all', 'id,context\n1,"<context>"\n'],
  ];
  for (const [name, text] of others) {
    it(`leaves alone: ${name}`, () => assert.equal(looksLikeDataset(splitLines(text)), false));
  }
});

describe('records of a file', () => {
  it('are lines that hold something', () => {
    assert.deepEqual(findRecords('jsonl', splitLines('{}\r\n\n \t\n[]')), [
      { startLine: 0, endLine: 1, source: '{}\r\n' },
      { startLine: 3, endLine: 4, source: '[]' },
    ]);
    assert.deepEqual(findRecords('jsonl', splitLines('')), []);
  });

  it('are samples, line ends and all', () => {
    assert.deepEqual(findRecords('vignette', splitLines('\n---\na: 1\n---\nx\n---\n---\ny')), [
      { startLine: 1, endLine: 5, source: '---\na: 1\n---\nx\n' },
      { startLine: 5, endLine: 8, source: '---\n---\ny' },
    ]);
  });

  it('go by the name of the file', () => {
    assert.deepEqual(
      ['a.jsonl', 'A.NDJSON', 'b.vignette', 'c.json', 'jsonl', 'd.jsonl.bak'].map(formatOfPath),
      ['jsonl', 'jsonl', 'vignette', undefined, undefined, undefined],
    );
  });
});

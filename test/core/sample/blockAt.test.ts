import assert from 'node:assert/strict';
import { blockAt } from '../../../core/sample/blockAt';

describe('the block at a place of a record', () => {
  const record = '<context>a</context><question>b</question> <think>c</think>';
  for (const [until, block] of [
    ['', undefined],
    ['<context>a', 'context'],
    ['<context>a</context>', undefined],
    ['b', 'question'],
    ['<think>c', 'think'],
    ['c</think>', undefined],
  ] as const) {
    it(`${JSON.stringify(until)}: ${block}`, () => {
      assert.equal(blockAt(record.slice(0, record.indexOf(until) + until.length)), block);
    });
  }
});

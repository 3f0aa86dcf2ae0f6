import assert from 'node:assert/strict';
import { columnsOf } from '../../cli/reporters/columns';
import { createStyle } from '../../cli/reporters/style';

describe('style', () => {
  const noColor = process.env.NO_COLOR;

  beforeEach(() => {
    delete process.env.NO_COLOR;
  });
  afterEach(() => {
    if (noColor === undefined) delete process.env.NO_COLOR;
    else process.env.NO_COLOR = noColor;
  });

  it('colours for a terminal', () => {
    assert.equal(createStyle({ isTTY: true }, true).red('x'), '\u001b[31mx\u001b[39m');
  });

  it('leaves text plain for a pipe, with --no-color, and with NO_COLOR', () => {
    assert.equal(createStyle({}, true).red('x'), 'x');
    assert.equal(createStyle({ isTTY: true }, false).red('x'), 'x');
    process.env.NO_COLOR = '1';
    assert.equal(createStyle({ isTTY: true }, true).red('x'), 'x');
  });
});

describe('columnsOf', () => {
  for (const [text, columns] of [
    ['', 0],
    ['abc', 3],
    ['größe – “x”', 11],
    ['用量', 4],
    ['🧬', 2],
    ['e\u0301', 1],
    ['a\u200bb', 2],
    ['ｗｉｄｅ', 8],
  ] as const) {
    it(`${JSON.stringify(text)} takes ${columns}`, () => {
      assert.equal(columnsOf(text), columns);
    });
  }
});

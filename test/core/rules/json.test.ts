import assert from 'node:assert/strict';
import { expectRule, lintText } from './expectRule';
import { line } from './goodSample';

describe('json/invalid-line', () => {
  it('shows where the JSON ends', () => {
    expectRule('json/invalid-line', {
      marked: '{"messages": [⟦}⟧\n',
      messages: [/expected a value/],
      fixed: null,
    });
    expectRule('json/invalid-line', {
      marked: `${line()}\n{"messages": ⟦tru⟧}\n${line()}\n`,
      messages: [/Not a record: this is not a JSON value/],
    });
    expectRule('json/invalid-line', { marked: `\ufeff{"a" ⟦1⟧}\n`, messages: [/expected ":"/] });
  });

  it('shows metadata that is no YAML', () => {
    expectRule('json/invalid-line', {
      format: 'vignette',
      marked: '⟦---⟧\nid: x\n<context>\n',
      messages: [/not closed/],
    });
    const [found] = lintText('vignette', '---\nid: [1\n---\n');
    assert.equal(found?.rule, 'json/invalid-line');
    assert.ok((found?.range.start.line ?? 9) <= 2);
  });
});

describe('json/duplicate-key', () => {
  it('shows the second, and where the first stands, at every level', () => {
    expectRule('json/duplicate-key', {
      marked:
        '{"messages": [{⟪"role"⟫: "user", ⟦"role"⟧: "user", "content": ""}], "m": {⟪"a"⟫: 1, ⟦"\\u0061"⟧: 2}}\n',
      messages: [/"role"/, /"a"/],
      fixed: null,
    });
  });

  it('takes a list of more objects than a call takes arguments', () => {
    const list = `[${'{},'.repeat(300_000)}{"a":1,"a":2}]`;
    const found = lintText('jsonl', `{"messages":[],"x":${list}}\n`).filter(
      ({ rule }) => rule === 'json/duplicate-key',
    );
    assert.equal(found.length, 1);
  });
});

describe('json/blank-line', () => {
  it('shows and deletes each', () => {
    expectRule('json/blank-line', {
      marked: `${line()}\n⟦⟧\n${line()}\n⟦⟧ \t\n`,
      messages: [/not a record/, /not a record/],
      fixed: `${line()}\n${line()}\n \t\n`,
    });
    expectRule('json/blank-line', { marked: `${line()}\r\n⟦⟧\r\n`, messages: [/./], fixed: `${line()}\r\n` });
    expectRule('json/blank-line', { marked: `${line()}\n⟦⟧   `, messages: [/./], fixed: `${line()}\n` });
    expectRule('json/blank-line', { marked: '⟦⟧\n', messages: [/./], fixed: '' });
  });

  it('is silent on the end of the file, and on .vignette files', () => {
    expectRule('json/blank-line', { marked: `${line()}\n`, messages: [] });
    expectRule('json/blank-line', { marked: '', messages: [] });
    expectRule('json/blank-line', {
      format: 'vignette',
      marked: '\n\n<context>\n\na\n</context>\n',
      messages: [],
    });
  });
});

describe('json/undecoded', () => {
  it('shows the first character of a record that was lost', () => {
    const marked = line({ answer: 'µ and ⟦\uFFFD⟧g, \uFFFDg.' });
    expectRule('json/undecoded', { marked: `${marked}\n`, messages: [/and 1 more/], fixed: null });
    const escaped = line({ answer: 'XX' }).replace('XX', '⟦\\ufffd⟧');
    expectRule('json/undecoded', { marked: `${escaped}\n`, messages: [/lost here in decoding:/] });
    expectRule('json/undecoded', { marked: `${line({ answer: 'µ' })}\n`, messages: [] });
    const holding = (escaped: string): string =>
      `${line({ answer: 'HERE' }).replace('HERE', () => escaped)}\n`;
    expectRule('json/undecoded', { marked: holding('x⟦\\ud83e⟧ \\ude2b'), messages: [/and 1 more/] });
    expectRule('json/undecoded', { marked: holding('x⟦\\uDC00⟧'), messages: [/lost here/] });
    expectRule('json/undecoded', { marked: holding('\\ud83e\\udde0⟦\\udde0⟧'), messages: [/lost here/] });
    expectRule('json/undecoded', {
      marked: `${'['.repeat(20_000)}"⟦\\ud800⟧"${']'.repeat(20_000)}\n`,
      messages: [/lost here/],
    });
    expectRule('json/undecoded', { marked: holding('⟦\ud83e⟧ 🙂'), messages: [/lost here/] });
    expectRule('json/undecoded', {
      format: 'vignette',
      marked: '---\nid: ⟦"\\ud83e"⟧\nnote: a\ufffd\n---\n<answer>\n\ufffdg\n</answer>\n',
      messages: [/and 2 more/],
    });
    expectRule('json/undecoded', { marked: holding('\\ud83e\\udde0 \\\\ufffd \\\\ud83e 🙂'), messages: [] });
  });
});

describe('json/bom', () => {
  it('shows and removes it', () => {
    expectRule('json/bom', {
      marked: `⟦\ufeff⟧${line()}\n`,
      messages: [/byte order mark/],
      fixed: `${line()}\n`,
    });
    expectRule('json/bom', { marked: `${line()}\n`, messages: [] });
    expectRule('json/bom', { format: 'vignette', marked: '\ufeff---\nid: x\n---\n', messages: [] });
  });
});

describe('json/missing-final-newline', () => {
  it('shows and adds it', () => {
    expectRule('json/missing-final-newline', {
      marked: `${line()}⟦⟧`,
      messages: [/newline/],
      fixed: `${line()}\n`,
    });
    for (const text of [`${line()}\n`, `${line()}\r\n`, `${line()}\n  `, '']) {
      expectRule('json/missing-final-newline', { marked: text, messages: [] });
    }
  });
});

import assert from 'node:assert/strict';
import { DatasetView } from '../../core/language/datasetView';
import { findFoldingRanges } from '../../core/language/folding';
import { findSelections } from '../../core/language/selection';
import { type DocumentSymbol, findSymbols } from '../../core/language/symbols';
import { splitLines } from '../../core/text/lineText';
import { FORMATS, jsonlOf, marked, textOf, vignetteOf } from './marked';

describe('outline', () => {
  for (const { format, write } of FORMATS) {
    it(`lists records and their blocks in ${format}`, () => {
      const source = marked(format, write({ question: 'How\nmany?' }) + write({ type: 'refusal' }));
      const symbols = findSymbols(source.view);
      assert.deepEqual(
        symbols.map(({ name, detail }) => [name, detail]),
        [
          ['Record 0', 'reasoning r1'],
          ['Record 1', 'refusal r1'],
        ],
      );
      const names = symbols[0]?.children.map(({ name }) => name) ?? [];
      const blocks = ['context', 'question', 'think', 'proof', 'answer'];
      assert.deepEqual(names, format === 'vignette' ? ['metadata', ...blocks] : [...blocks, 'metadata']);
      const question = symbols[0]?.children.find(({ name }) => name === 'question');
      assert.equal(question?.detail, 'How many?');
      assert.equal(textOf(source, (question as DocumentSymbol).selection), '<question>');
      assert.ok(textOf(source, (question as DocumentSymbol).range).endsWith('</question>'));
    });
  }

  it('shows what cannot be read, and messages without blocks', () => {
    const broken = findSymbols(marked('jsonl', '{"messages":[\n').view);
    assert.deepEqual(
      broken.map(({ name, detail }) => [name, detail]),
      [['Record 0', 'cannot be read']],
    );
    const plain = findSymbols(marked('vignette', '---\nid: a\n---\n<system>\nBe brief.\n</system>\n').view);
    assert.deepEqual(
      plain[0]?.children.map(({ name, detail }) => [name, detail]),
      [
        ['metadata', ''],
        ['system', 'Be brief.'],
      ],
    );
  });

  it('stops where an outline helps no one', () => {
    const view = new DatasetView('jsonl', splitLines(jsonlOf({}).repeat(8)));
    const symbols = findSymbols(view, { detailed: 2, listed: 5 });
    assert.deepEqual(
      symbols.map(({ name, children }) => [name, children.length]),
      [
        ['Record 0', 6],
        ['Record 1', 6],
        ['Record 2', 0],
        ['Record 3', 0],
        ['Record 4', 0],
        ['3 more records', 0],
      ],
    );
    assert.deepEqual(symbols.at(-1)?.range.start, { line: 5, character: 0 });
  });
});

describe('folding', () => {
  it('folds samples, metadata and blocks', () => {
    const { view } = marked('vignette', `${vignetteOf({})}\n${vignetteOf({})}`);
    const ranges = findFoldingRanges(view);
    const [sample] = ranges;
    assert.deepEqual(ranges.slice(0, 7), [
      { startLine: 0, endLine: 22, kind: 'sample' },
      { startLine: 1, endLine: 3, kind: 'metadata' },
      { startLine: 4, endLine: 6, kind: 'block' },
      { startLine: 8, endLine: 10, kind: 'block' },
      { startLine: 12, endLine: 14, kind: 'block' },
      { startLine: 16, endLine: 18, kind: 'block' },
      { startLine: 20, endLine: 22, kind: 'block' },
    ]);
    assert.deepEqual(ranges[7], { ...sample, startLine: 24, endLine: 46 });
    assert.equal(findFoldingRanges(view, 3).length, 3);
  });

  it('folds messages around blocks, and no block that is not closed', () => {
    const { view } = marked('vignette', '<user>\n<context>\na\n</context>\n\n<question>\nb\n</user>\n');
    assert.deepEqual(findFoldingRanges(view), [
      { startLine: 0, endLine: 7, kind: 'sample' },
      { startLine: 0, endLine: 7, kind: 'block' },
      { startLine: 1, endLine: 3, kind: 'block' },
    ]);
  });

  it('has nothing to fold in JSON Lines', () => {
    assert.deepEqual(findFoldingRanges(marked('jsonl', jsonlOf({})).view), []);
  });
});

describe('selection', () => {
  for (const { format, write } of FORMATS) {
    const grow = (text: string): string[] => {
      const source = marked(format, text);
      return findSelections(source.view, source.cursor).map((range) => textOf(source, range));
    };
    const newline = format === 'jsonl' ? String.raw`\n` : '\n';
    const quote = format === 'jsonl' ? String.raw`\"` : '"';

    it(`grows from a word to the file in ${format}`, () => {
      const steps = grow(write({ context: 'One. The dose was 1.‸5 mg. Three.' }));
      assert.deepEqual(steps.slice(0, 4), [
        '1.5',
        'The dose was 1.5 mg.',
        'One. The dose was 1.5 mg. Three.',
        `<context>${newline}One. The dose was 1.5 mg. Three.${newline}</context>`,
      ]);
      assert.ok(steps[4]?.startsWith('<context>') && steps[4].endsWith('</question>'));
      assert.equal(steps.length, 7);
    });

    it(`grows over a quote in ${format}`, () => {
      const steps = grow(write({ proof: '- "One ‸two." and\n- "Three."' }));
      assert.deepEqual(steps.slice(0, 4), [
        'two',
        'One two.',
        `${quote}One two.${quote}`,
        `- ${quote}One two.${quote} and${newline}- ${quote}Three.${quote}`,
      ]);
    });

    it(`grows over metadata in ${format}`, () => {
      const steps = grow(write({ type: 'hay‸stack' }));
      const expected =
        format === 'jsonl'
          ? ['haystack', '"haystack"', '"type":"haystack"', '{"id":"r1","type":"haystack"}']
          : ['haystack', 'type: haystack'];
      assert.deepEqual(steps.slice(0, expected.length), expected);
    });
  }
});

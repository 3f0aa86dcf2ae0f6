import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { DatasetFormat } from '../../core/dataset/records';
import { findCompletions } from '../../core/language/completion';
import { DatasetView } from '../../core/language/datasetView';
import { findDefinitions } from '../../core/language/definition';
import { findDocumentLinks } from '../../core/language/documentLinks';
import { findFoldingRanges } from '../../core/language/folding';
import { findHighlights } from '../../core/language/highlights';
import { findHover } from '../../core/language/hover';
import { findInlayHints } from '../../core/language/inlayHints';
import { jsonPlaceAt } from '../../core/language/jsonPlace';
import { findQuotedWords } from '../../core/language/references';
import { findSelections } from '../../core/language/selection';
import { findTokens } from '../../core/language/semanticTokens';
import { type DocumentSymbol, findSymbols } from '../../core/language/symbols';
import { comparePositions } from '../../core/lint/order';
import { type Position, type Range, splitLines, stripLineEnd } from '../../core/text/lineText';
import { assertProperty } from '../assertProperty';
import { jsonlOf, vignetteOf } from './marked';

const PARTS = {
  context: 'The dose was 1.5 mg/m² once. “Stable”, e.g. at 8 weeks. See NCT03416530.\n---\nEnd.',
  proof: '- "The dose was 15 mg/m² once."\n- "Stable"\n- “at 8 … See”',
  answer: 'It was 1.5 mg/m².',
};

const PIECES = [
  ...[
    '<',
    '</',
    '<proof>',
    '</proof>',
    '<thi',
    '<context>',
    '<user>',
    '</user>',
    '>',
    '"',
    '\\"',
    '\\',
    '\\n',
    '\n',
    '\r',
  ],
  ...[
    '---',
    '\n---\n',
    'type: ',
    '"type":"',
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '- "',
    '“',
    '”',
    '…',
    '1.5',
    ' ',
    '\u0000',
  ],
  ...['\ud83d', '\ufeff', 'é', '$json: x', '$frame: \'{"messages":[]}\'', 'https://', '10.1000/', '|'],
];

/** A sample with pieces put in and stretches taken out: a text as it is while someone types. */
function halfTyped(text: string): fc.Arbitrary<string> {
  const edit = fc.record({
    at: fc.nat(text.length),
    remove: fc.oneof(fc.constant(0), fc.nat(40)),
    insert: fc.constantFrom(...PIECES),
  });
  return fc
    .array(edit, { minLength: 1, maxLength: 6 })
    .map((edits) =>
      edits.reduce(
        (current, { at, remove, insert }) => current.slice(0, at) + insert + current.slice(at + remove),
        text,
      ),
    );
}

const WHOLES: readonly [DatasetFormat, string][] = [
  ['vignette', `${vignetteOf(PARTS)}\n${vignetteOf({})}`],
  ['jsonl', jsonlOf(PARTS) + jsonlOf({})],
];

function* rangesOf(view: DatasetView, position: Position): Generator<Range> {
  const hover = findHover(view, position, []);
  if (hover) yield hover.range;
  for (const { origin, target } of findDefinitions(view, position)) yield* [origin, target];
  const words = findQuotedWords(view, position);
  yield* [...(words?.context ?? []), ...(words?.quotes ?? [])];
  for (const { range } of findHighlights(view, position)) yield range;
  for (const { range } of findCompletions(view, position, { snippets: true })) {
    assert.equal(range.start.line, range.end.line, 'a completion replaces a part of one line');
    assert.equal(range.start.line, position.line);
    assert.ok(range.start.character <= position.character && position.character <= range.end.character);
    yield range;
  }
  let inner: Range | undefined;
  for (const range of findSelections(view, position)) {
    if (inner) assert.ok(holds(range, inner), 'selections grow');
    inner = range;
    yield range;
  }
  const everything = { start: { line: 0, character: 0 }, end: { line: view.lines.length, character: 0 } };
  for (const { position: at, target } of findInlayHints(view, everything)) {
    yield { start: at, end: at };
    if (target) yield target;
  }
  for (const { range, target } of findDocumentLinks(view)) {
    assert.ok(URL.canParse(target), target);
    yield range;
  }
  for (const symbol of findSymbols(view)) yield* symbolRanges(symbol);
  for (const { startLine, endLine } of findFoldingRanges(view)) {
    yield { start: { line: startLine, character: 0 }, end: { line: endLine, character: 0 } };
  }
  for (const record of view.all()) {
    let last: Position = { line: 0, character: 0 };
    for (const { line, character, length } of findTokens(record)) {
      const start = { line: record.startLine + line, character };
      assert.ok(length > 0 && comparePositions(last, start) <= 0, 'tokens stand in order');
      last = { line: start.line, character: character + length };
      yield { start, end: last };
    }
  }
}

function* symbolRanges({ range, selection, children }: DocumentSymbol): Generator<Range> {
  assert.ok(holds(range, selection), 'a symbol holds what is selected');
  yield* [range, selection];
  for (const child of children) yield* symbolRanges(child);
}

function holds(outer: Range, inner: Range): boolean {
  return comparePositions(outer.start, inner.start) <= 0 && comparePositions(inner.end, outer.end) <= 0;
}

describe('language features', () => {
  for (const [format, whole] of WHOLES) {
    it(`never throw and stay inside a half-typed ${format} text`, () => {
      assertProperty(
        fc.property(halfTyped(whole), fc.nat(), fc.nat(), (text, row, column) => {
          const lines = splitLines(text);
          const view = new DatasetView(format, lines);
          const line = row % lines.length;
          const position = { line, character: column % (stripLineEnd(lines[line] as string).length + 1) };
          for (const { start, end } of rangesOf(view, position)) {
            assert.ok(comparePositions(start, end) <= 0, 'a range is in order');
            assert.ok(end.line < lines.length, 'a range is inside the text');
            for (const at of [start, end]) {
              assert.ok(at.character >= 0 && at.character <= stripLineEnd(lines[at.line] as string).length);
            }
          }
        }),
        { numRuns: 300 },
      );
    });
  }

  it('take a position outside of the text', () => {
    for (const [format, whole] of WHOLES) {
      const view = new DatasetView(format, splitLines(whole));
      for (const position of [
        { line: 9999, character: 0 },
        { line: 0, character: 9_999_999 },
      ]) {
        assert.doesNotThrow(() => [findHover(view, position, []), findDefinitions(view, position)]);
        assert.doesNotThrow(() => [
          findCompletions(view, position, { snippets: true }),
          findSelections(view, position),
        ]);
      }
    }
  });

  it('find a place in JSON of any depth', () => {
    const deep = `{"metadata":${'['.repeat(200_000)}`;
    assert.equal(jsonPlaceAt(deep, deep.length)?.path.length, 200_001);
  });
});

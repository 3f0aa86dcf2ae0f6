/** Holding what one rule reports against the marks in a text. */
import assert from 'node:assert/strict';
import type { DatasetFormat } from '../../../core/dataset/records';
import { applyEdits } from '../../../core/lint/applyFixes';
import { DEFAULT_CONFIG } from '../../../core/lint/config';
import type { Diagnostic } from '../../../core/lint/diagnostic';
import { FileLinter } from '../../../core/lint/lintFile';
import { RULES } from '../../../core/rules/all';
import { vignetteToJsonl } from '../../../core/sample/vignette/read';
import { jsonlToVignette } from '../../../core/sample/vignette/write';
import { type Position, type Range, splitLines } from '../../../core/text/lineText';
import type { Span } from '../../../core/text/span';
import { markedText } from '../marked';

export function lintText(format: DatasetFormat, text: string): readonly Diagnostic[] {
  return new FileLinter(format).lint(splitLines(text), DEFAULT_CONFIG).diagnostics;
}

export interface Expectation {
  /** The text of a file, with a mark for each report, and marks of the other kind for related places. */
  readonly marked: string;
  readonly format?: DatasetFormat;
  /** What each message says, in order. */
  readonly messages: readonly RegExp[];
  /** What the first report's fix makes: the file, or the record of a sample. null: no fix. Left out: not looked at. */
  readonly fixed?: string | null;
}

/** Expects the rule to report the marked stretches of a file, and them only. */
export function expectRule(id: string, { marked, format = 'jsonl', messages, fixed }: Expectation): void {
  const { text, spans, related } = markedText(marked);
  const found = lintText(format, text).filter(({ rule }) => rule === id);
  assert.deepEqual(
    found.map(({ range }) => show(text, spanOf(text, range))),
    [...spans].sort((a, b) => a.start - b.start).map((span) => show(text, span)),
  );
  assert.equal(found.length, messages.length);
  for (const [i, { message, severity }] of found.entries()) {
    assert.match(message, messages[i] as RegExp);
    assert.match(message, /[.?]$/);
    assert.equal(severity, RULES.find((rule) => rule.id === id)?.severity);
  }
  if (related.length > 0) {
    assert.deepEqual(
      found.flatMap((diagnostic) => diagnostic.related.map(({ range }) => show(text, spanOf(text, range)))),
      related.map((span) => show(text, span)),
    );
  }
  if (fixed === undefined) return;
  const applied = applyFix(text, id, found[0]);
  assert.equal(format === 'vignette' && applied ? vignetteToJsonl(applied) : applied, fixed);
}

/** The text after the first fix of a report; null when it offers none. */
function applyFix(text: string, id: string, diagnostic: Diagnostic | undefined): string | null {
  const fix = diagnostic?.fixes[0];
  const promised = RULES.find((rule) => rule.id === id)?.fix ?? null;
  if (!fix) return null;
  assert.ok(promised === 'safe' || fix.kind === promised, `${id} promises ${promised}, offers ${fix.kind}`);
  return applyEdits(text, fix.edits);
}

/** Expects the same of a line and of the `.vignette` text that stands for it. */
export function expectInBoth(id: string, expectation: Expectation): void {
  const { marked, fixed } = expectation;
  expectRule(id, { ...expectation, marked: `${marked}\n`, ...(fixed && { fixed: `${fixed}\n` }) });
  for (const crlf of [false, true]) {
    const vignette = jsonlToVignette(marked);
    expectRule(id, {
      ...expectation,
      format: 'vignette',
      marked: crlf ? vignette.replaceAll('\n', '\r\n') : vignette,
    });
  }
}

/** A span with its words, so that a failure can be read. */
function show(text: string, { start, end }: Span): string {
  return `${start}-${end} ${JSON.stringify(text.slice(start, end))}`;
}

export function spanOf(text: string, { start, end }: Range): Span {
  const lines = splitLines(text);
  const offset = ({ line, character }: Position): number =>
    lines.slice(0, line).reduce((sum, { length }) => sum + length, 0) + character;
  return { start: offset(start), end: offset(end) };
}

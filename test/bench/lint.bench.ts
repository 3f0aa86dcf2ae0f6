/**
 * Lint speed against one `JSON.parse` pass over the same lines in the same run. Prints a table; asserts nothing. What
 * is compared within this process is its processor time, so that other work of the machine counts as little as it can.
 */

import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_CONFIG } from '../../core/lint/config';
import { FileLinter } from '../../core/lint/lintFile';
import { complete } from '../../core/steps';
import { LineText } from '../../core/text/lineText';
import { isOver } from '../../server/backgroundLint';
import { DatasetDocument } from '../../server/document';
import { runCli } from './cliRun';
import { benchRecords } from './dataset';
import { makeDataset } from './makeDataset';

const SIZES = (process.argv[2] ?? '1000,10000,100000').split(',').map(Number);
const KEYSTROKES = 200;
/** Records that are added to a dataset that was linted. */
const APPENDED = 100;
const OPEN_CONFIG = { ...DEFAULT_CONFIG, isDataset: undefined };

function time(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** What the work takes of the processors, in ms; the compiler's and the collector's threads count. */
function cpuTime(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** The parse pass is short: the median of several is what the lines cost. */
const PARSE_PASSES = 5;

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function typeInto(document: LineText, linter: FileLinter, records: number): number[] {
  return Array.from({ length: KEYSTROKES }, (_, i) => {
    const at = { line: Math.floor((i * records) / KEYSTROKES), character: 100 };
    return time(() => {
      document.replace({ start: at, end: at }, 'x');
      linter.lint(document.lines, DEFAULT_CONFIG);
    });
  });
}

/** As the server does when a document is opened and its diagnostics are asked for. */
function openDocument(text: string): void {
  const document = new DatasetDocument('file:///bench.jsonl', 'jsonl', 1, text);
  document.proceed(OPEN_CONFIG, isOver());
  document.diagnostics(OPEN_CONFIG);
}

async function measure(folder: string, records: number): Promise<Record<string, string | number>> {
  const path = join(folder, `${records}.jsonl`);
  const text = makeDataset(path, records);
  const runLint = () => runCli(folder, 'lint', path, '--json');
  const cli = await runLint();
  const unchanged = await runLint();
  const stats = await runCli(folder, 'stats', path, '--json', '--no-cache');
  appendFileSync(path, [...benchRecords(APPENDED, 10, records), ''].join('\n'));
  const appended = await runLint();
  const document = new LineText(text);
  const { lines } = document;
  const parsePass = (): void => {
    for (const line of lines) if (line.length > 1) JSON.parse(line);
  };
  const passes = Array.from({ length: PARSE_PASSES }, () => cpuTime(parsePass));
  const parse = percentile(passes, 0.5);
  const first = cpuTime(() => openDocument(text));
  const linter = new FileLinter('jsonl');
  let problems = 0;
  const lint = cpuTime(() => {
    problems = linter.lint(lines, DEFAULT_CONFIG).diagnostics.length;
  });
  // As a server that has been running for a while lints it: all code compiled.
  const again = cpuTime(() => new FileLinter('jsonl').lint(lines, DEFAULT_CONFIG));
  const together = cpuTime(() => complete(linter.lintDataset()));
  const strokes = typeInto(document, linter, records);
  return {
    records,
    MB: (text.length / 2 ** 20).toFixed(1),
    problems,
    'parse ms': parse.toFixed(0),
    'first / parse': (first / parse).toFixed(1),
    'lint / parse': (lint / parse).toFixed(1),
    'again / parse': (again / parse).toFixed(1),
    'dataset rules / lint': (together / lint).toFixed(2),
    'key p50 ms': percentile(strokes, 0.5).toFixed(2),
    'key p95 ms': percentile(strokes, 0.95).toFixed(2),
    'CLI s': (cli.ms / 1000).toFixed(1),
    'CLI / parse': (cli.ms / parse).toFixed(1),
    'CLI CPU / parse': (cli.cpuMs / parse).toFixed(1),
    'CLI peak MB': cli.peakMb.toFixed(0),
    'stats / CLI': (stats.ms / cli.ms).toFixed(2),
    'stats peak MB': stats.peakMb.toFixed(0),
    'unchanged / parse': (unchanged.ms / parse).toFixed(1),
    'appended / parse': (appended.ms / parse).toFixed(1),
    'again peak MB': Math.max(unchanged.peakMb, appended.peakMb).toFixed(0),
  };
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'vignette-bench-'));
  try {
    const rows: Record<string, string | number>[] = [];
    for (const records of SIZES) rows.push(await measure(folder, records));
    console.table(rows);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

void main();

/** Lint speed against one `JSON.parse` pass over the same lines in the same run. Prints a table; asserts nothing. */
import { DEFAULT_CONFIG } from '../../core/lint/config';
import { FileLinter } from '../../core/lint/lintFile';
import { LineText } from '../../core/text/lineText';
import { benchRecords } from './dataset';

const SIZES = (process.argv[2] ?? '1000,10000').split(',').map(Number);
const KEYSTROKES = 200;

function time(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function measure(records: number): Record<string, string | number> {
  const text = `${[...benchRecords(records)].join('\n')}\n`;
  const document = new LineText(text);
  const { lines } = document;
  const parse = time(() => {
    for (const line of lines) if (line.length > 1) JSON.parse(line);
  });
  const linter = new FileLinter('jsonl');
  let problems = 0;
  const lint = time(() => {
    problems = linter.lint(lines, DEFAULT_CONFIG).diagnostics.length;
  });
  const strokes: number[] = [];
  for (let i = 0; i < KEYSTROKES; i++) {
    const line = Math.floor((i * records) / KEYSTROKES);
    const at = { line, character: 100 };
    strokes.push(
      time(() => {
        document.replace({ start: at, end: at }, 'x');
        linter.lint(document.lines, DEFAULT_CONFIG);
      }),
    );
  }
  return {
    records,
    MB: (text.length / 2 ** 20).toFixed(1),
    problems,
    'parse ms': parse.toFixed(0),
    'lint ms': lint.toFixed(0),
    'lint / parse': (lint / parse).toFixed(2),
    'keystroke p50 ms': percentile(strokes, 0.5).toFixed(2),
    'keystroke p95 ms': percentile(strokes, 0.95).toFixed(2),
    'heap MB': (process.memoryUsage().heapUsed / 2 ** 20).toFixed(0),
  };
}

console.table(SIZES.map(measure));

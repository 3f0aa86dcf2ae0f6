/**
 * `vignette clean`, `split` and `export` as processes against one `JSON.parse` pass over the same lines in the same run, beside
 * `vignette lint`, which is a part of each. Prints a table; asserts nothing.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { splitLines } from '../../core/text/lineText';
import { runCli } from './cliRun';
import { makeDataset } from './makeDataset';

const SIZES = (process.argv[2] ?? '1000,10000,100000').split(',').map(Number);

/** What the fastest of three passes over the lines takes, in ms. */
function parsePass(text: string): number {
  const lines = splitLines(text);
  const passes = Array.from({ length: 3 }, () => {
    const start = performance.now();
    for (const line of lines) if (line.length > 1) JSON.parse(line);
    return performance.now() - start;
  });
  return Math.min(...passes);
}

async function measure(folder: string, records: number): Promise<Record<string, string | number>> {
  const path = join(folder, `${records}.jsonl`);
  const text = makeDataset(path, records);
  const parse = parsePass(text);
  const [clean, out] = [join(folder, 'clean.jsonl'), ['--force', '--quiet']];
  const runs = {
    lint: await runCli(folder, 'lint', path, '--json', '--no-cache'),
    clean: await runCli(folder, 'clean', path, '--out', clean, ...out),
    split: await runCli(folder, 'split', path, '--out-dir', join(folder, 'parts'), ...out),
    export: await runCli(
      folder,
      'export',
      clean,
      '--to',
      'openai',
      '--out',
      join(folder, 'openai.jsonl'),
      ...out,
    ),
  };
  const cells = Object.entries(runs).flatMap(([name, { ms, cpuMs, peakMb }]) => [
    [`${name} / parse`, (ms / parse).toFixed(1)],
    [`${name} CPU / parse`, (cpuMs / parse).toFixed(1)],
    [`${name} peak MB`, peakMb.toFixed(0)],
  ]);
  return { records, MB: (text.length / 2 ** 20).toFixed(1), ...Object.fromEntries(cells) };
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

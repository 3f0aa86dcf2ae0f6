/**
 * Runs of the command line against a service that takes a while to answer, as shares of the time that no program could
 * beat: N·L/c for N samples, an answer after L, c calls at once. Prints a table; asserts nothing.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SEED, startPlannedOllama } from '../cli/services';
import { runCli } from './cliRun';

interface Load {
  readonly samples: number;
  readonly latencyMs: number;
  readonly concurrency: number;
}

const LOADS: readonly Load[] = [
  { samples: 64, latencyMs: 1000, concurrency: 4 },
  { samples: 160, latencyMs: 1000, concurrency: 8 },
  { samples: 320, latencyMs: 1000, concurrency: 16 },
  { samples: 320, latencyMs: 4000, concurrency: 64 },
  { samples: 1280, latencyMs: 4000, concurrency: 64 },
];

async function measure(
  folder: string,
  { samples, latencyMs, concurrency }: Load,
): Promise<Record<string, string | number>> {
  const { simulator, calls } = await startPlannedOllama({
    count: samples,
    latencyMs,
    pieceBytes: Number.POSITIVE_INFINITY,
  });
  const arrivals: number[] = [];
  const arriving = Array.from({ length: samples }, async (_, i) => {
    await simulator.prompted(i);
    arrivals.push(performance.now());
  });
  const out = join(folder, `${samples}-${concurrency}.jsonl`);
  const start = performance.now();
  const { ms, peakMb } = await runCli(
    folder,
    ...['generate', '--ollama-host', simulator.url, '--seed', String(SEED), '--count', String(samples)],
    ...['--concurrency', String(concurrency), '--runs-dir', join(folder, 'runs'), '--out', out, '--quiet'],
  );
  const lines = readFileSync(out, 'utf8').split('\n').length - 1;
  assert.deepEqual([lines, calls.length], [samples, samples]);
  await Promise.all(arriving);
  await simulator.close();
  const least = (samples * latencyMs) / concurrency;
  const first = (arrivals[0] ?? Number.NaN) - start;
  return {
    samples,
    'latency ms': latencyMs,
    concurrency,
    'N·L/c s': (least / 1000).toFixed(1),
    'run s': (ms / 1000).toFixed(1),
    'run / N·L/c': (ms / least).toFixed(3),
    'until the first call ms': first.toFixed(0),
    'from there / N·L/c': ((ms - first) / least).toFixed(3),
    'peak MB': peakMb.toFixed(0),
  };
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'vignette-bench-'));
  try {
    const rows: Record<string, string | number>[] = [];
    for (const load of LOADS) rows.push(await measure(folder, load));
    console.table(rows);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

void main();

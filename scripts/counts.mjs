// @ts-check
// Reads and writes the counts a Mocha run leaves behind; see countsReporter.mjs.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RESULTS } from './paths.mjs';

/** @typedef {import('./countsReporter.mjs').Counts} Counts */

/** The file of a run. @param {string} name */
export function countsFile(name) {
  return join(RESULTS, `${name}.json`);
}

/** Forgets the previous run of that name. @param {string} name */
export function clearCounts(name) {
  rmSync(countsFile(name), { force: true });
}

/**
 * The counts of a run; undefined when it wrote none.
 * @param {string} name
 * @returns {Counts | undefined}
 */
export function readCounts(name) {
  const file = countsFile(name);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/**
 * The counts of a run that has ended; `broken` tells why it ended early, which counts as one failure, as does
 * a run that stopped half-way for no known reason.
 * @param {string} name
 * @param {string} [broken]
 * @returns {Counts}
 */
export function settleCounts(name, broken) {
  const counts = readCounts(name) ?? { passed: 0, failed: 0, pending: 0, failures: [], complete: false };
  const reason = broken ?? (counts.complete ? undefined : 'the run ended before its last test');
  if (reason) {
    counts.failed++;
    counts.failures.push({ title: `${name}: the run itself`, message: reason });
    counts.complete = true;
    mkdirSync(RESULTS, { recursive: true });
    writeFileSync(countsFile(name), `${JSON.stringify(counts, null, 2)}\n`);
  }
  return counts;
}

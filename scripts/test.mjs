// @ts-check
// `npm test`: everything, on a machine that has nothing but what `npm ci` installed. Every stage runs, whatever
// became of those before. The last line is `N passed, N failed`; a stage that is no Mocha run and fails, or a run
// that breaks off, counts as one failed.
import { availableParallelism } from 'node:os';
import { ensureChromium } from './chromium.mjs';
import { clearCounts, countsFile, readCounts } from './counts.mjs';
import { ROOT } from './paths.mjs';
import { CommandError, endCommands, node } from './run.mjs';
import { ensureVsCodeServer } from './vscodeInstall.mjs';

/**
 * @typedef {object} Stage
 * @property {string} title
 * @property {() => Promise<unknown>} run rejects when it fails
 * @property {string} [counts] the name of its Mocha run
 */

const MINUTE_MS = 60_000;

/** @param {string[]} args */
const script = (...args) => node(args, { cwd: ROOT, show: true, limitMs: 15 * MINUTE_MS });

/**
 * A Mocha run in Node.js.
 * @param {string} name
 * @param {string[]} args
 */
const mocha = (name, ...args) =>
  node(['node_modules/mocha/bin/mocha.js', '--reporter', './scripts/countsReporter.mjs', ...args], {
    cwd: ROOT,
    show: true,
    limitMs: 15 * MINUTE_MS,
    env: { ...process.env, VIGNETTE_TEST_RESULTS: countsFile(name) },
  });

const downloads = install();

/** @type {Stage[]} */
const STAGES = [
  { title: 'type check', run: () => script('node_modules/typescript/bin/tsc', '--noEmit') },
  { title: 'lint', run: () => script('node_modules/@biomejs/biome/bin/biome', 'check', '.') },
  { title: 'build', run: () => script('esbuild.mjs') },
  {
    title: 'unit tests',
    counts: 'unit',
    run: async () => {
      await script('esbuild.mjs', '--tests');
      await mocha('unit', '--parallel', '--jobs', String(availableParallelism()));
    },
  },
  { title: 'VS Code and a browser for it', run: () => downloads.then(reportInstall) },
  { title: 'in VS Code', counts: 'host', run: () => script('scripts/testHost.mjs', '--built') },
  {
    title: 'in a workspace not trusted',
    counts: 'untrusted',
    run: () => script('scripts/testUntrusted.mjs'),
  },
  { title: 'the installed VSIX', counts: 'installed', run: () => script('scripts/testInstalled.mjs') },
  {
    title: 'npm start, npm run package, the test runner itself',
    counts: 'product',
    run: () => mocha('product', '--config', 'test/product/.mocharc.json'),
  },
];

/** Runs beside the first stages; never rejects. @returns {Promise<{ told: string[], error?: unknown }>} */
async function install() {
  /** @type {string[]} */
  const told = [];
  const tell = (/** @type {string} */ message) => void told.push(message);
  try {
    await Promise.all([ensureChromium(tell), ensureVsCodeServer(tell)]);
    return { told };
  } catch (error) {
    return { told, error };
  }
}

/** @param {{ told: string[], error?: unknown }} outcome */
function reportInstall({ told, error }) {
  for (const message of told) console.log(message);
  if (error !== undefined) throw error;
}

/** @param {Stage} stage */
async function runStage({ title, run, counts: name }) {
  console.log(`\n━━ ${title}`);
  const started = performance.now();
  if (name) clearCounts(name);
  /** @type {unknown} */
  let error;
  try {
    await run();
  } catch (caught) {
    error = caught ?? new Error('failed');
  }
  const counts = name ? readCounts(name) : undefined;
  const passed = counts?.passed ?? 0;
  const known = counts?.failed ?? 0;
  const broken = error !== undefined || (name !== undefined && !counts?.complete);
  const failed = broken ? Math.max(known, 1) : known;
  if (error !== undefined && known === 0) {
    console.error(error instanceof Error ? error.message : error);
    if (error instanceof CommandError && error.output) console.error(error.output);
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const tally = name ? `, ${passed} passed, ${failed} failed` : '';
  console.log(`━━ ${title}: ${failed > 0 ? 'FAILED' : 'ok'} in ${seconds} s${tally}`);
  return { passed, failed };
}

let interrupted = false;
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.once(signal, () => {
    interrupted = true;
    endCommands();
  });
}

const total = { passed: 0, failed: 0 };
for (const stage of STAGES) {
  if (interrupted) break;
  const { passed, failed } = await runStage(stage);
  total.passed += passed;
  total.failed += failed;
}
if (interrupted) total.failed++;
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
console.log(`\n${total.passed} passed, ${total.failed} failed`);

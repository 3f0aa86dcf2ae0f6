// @ts-check
// Runs a compiled Mocha suite in the extension host of the server build, in a headless browser.
import { createWriteStream } from 'node:fs';
import { cp, mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { clearCounts, countsFile, settleCounts } from './counts.mjs';
import { startDriver } from './driverServer.mjs';
import { OUT, ROOT } from './paths.mjs';
import { isNoise, startVsCodeServer } from './vscodeServer.mjs';
import { startWorkbench } from './workbench.mjs';

/**
 * @typedef {object} HostRun
 * @property {string} name names the results and the log
 * @property {string} extension the folder loaded as the extension under development
 * @property {string} suite the compiled module whose `run()` is called
 * @property {string | undefined} [grep] run only the tests whose title matches
 * @property {(data: string) => Promise<unknown>} [prepare] called with the server's data folder before it starts
 */

/** Whatever happens, a run ends after this. */
export const LIMIT_MS = Number(process.env.VIGNETTE_HOST_LIMIT_MS ?? 10 * 60_000);

/** How long the workbench has to report an outcome once the extension host is gone. */
const OUTCOME_MS = 5_000;

/** Tells a suite's output from what else reaches the console. */
const PREFIX = '\u2063';

const HOST_GONE = /Extension Host Process exited with (.*?)\.?$/;

/** Where driver.screenshot() writes. */
const SCREENSHOTS = process.env.VIGNETTE_SCREENSHOTS ?? join(OUT, 'screenshots');

/**
 * The environment our suites read. `driver` is left out where there is no one to press keys.
 * @param {{ name: string, grep?: string | undefined, driver?: string, prefix?: string }} options
 */
export function suiteEnvironment({ name, grep = '', driver = '', prefix = '' }) {
  return {
    VIGNETTE_TEST_REPORTER: join(ROOT, 'scripts', 'countsReporter.mjs'),
    VIGNETTE_TEST_RESULTS: countsFile(name),
    VIGNETTE_TEST_PREFIX: prefix,
    VIGNETTE_TEST_GREP: grep,
    VIGNETTE_TEST_DRIVER: driver,
  };
}

/** A copy of the test workspace, which a suite may edit, in a temporary folder of its own. */
export async function temporaryWorkspace() {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'vignette-test-')));
  const workspace = join(folder, 'workspace');
  await cp(join(ROOT, 'test', 'host', 'workspace'), workspace, { recursive: true });
  return { folder, workspace, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }) };
}

/**
 * Runs a suite. Always settles, at the latest after the time limit; what went wrong with the run itself counts
 * as a failed test.
 * @param {HostRun} options
 * @returns {Promise<import('./counts.mjs').Counts>}
 */
export async function runInServer(options) {
  clearCounts(options.name);
  /** @type {(() => unknown)[]} */
  const cleanups = [];
  const limit = timer(LIMIT_MS);
  const expired = limit.done.then(() => `nothing more was heard within ${LIMIT_MS / 1000} s`);
  /** @type {string | undefined} */
  let broken;
  try {
    broken = await Promise.race([expired, attempt(options, cleanups)]);
  } catch (error) {
    broken = error instanceof Error ? error.message : String(error);
  }
  limit.cancel();
  for (const cleanup of cleanups.reverse()) await cleanup();
  if (broken) console.error(`\n  ${options.name}: ${broken} (see .test-out/${options.name}.log)`);
  return settleCounts(options.name, broken);
}

/**
 * Resolves to undefined when the suite came to its end, else to the reason why not.
 * @param {HostRun} options
 * @param {(() => unknown)[]} cleanups gets what undoes each thing done here
 * @returns {Promise<string | undefined>}
 */
async function attempt({ name, extension, suite, grep, prepare }, cleanups) {
  await mkdir(OUT, { recursive: true });
  const log = createWriteStream(join(OUT, `${name}.log`));
  cleanups.push(() => new Promise((resolve) => log.end(resolve)));
  const { folder, workspace, remove } = await temporaryWorkspace();
  cleanups.push(remove);
  await prepare?.(folder);
  const workbench = await startWorkbench({ onLog: (type, text) => show(type, text, log) });
  cleanups.push(workbench.close);
  const driver = await startDriver(workbench.page, SCREENSHOTS);
  cleanups.push(driver.close);
  /** @type {(reason: string) => void} */
  let hostGone = () => {};
  /** @type {Promise<string>} */
  const hostEnded = new Promise((resolve) => {
    hostGone = resolve;
  });
  const server = await startVsCodeServer({
    data: folder,
    env: suiteEnvironment({ name, grep, driver: driver.url, prefix: PREFIX }),
    onLine: (line) => {
      log.write(`[server] ${line}\n`);
      const reason = HOST_GONE.exec(line)?.[1];
      if (reason) hostGone(reason);
    },
  });
  cleanups.push(server.stop);
  const crashed = hostEnded.then(async (reason) => {
    await delay(OUTCOME_MS, undefined, { ref: false });
    return `the extension host ended before its tests did (${reason})`;
  });
  await workbench.open(server.address({ folder: workspace, extension, tests: suite }));
  return Promise.race([
    workbench.exited.then(() => undefined),
    workbench.broken,
    crashed,
    server.ended.then((reason) => `VS Code's server ${reason}`),
  ]);
}

/**
 * Prints a suite's own lines; the rest goes to the log.
 * @param {string} type
 * @param {string} text
 * @param {import('node:fs').WriteStream} log
 */
function show(type, text, log) {
  if (text.startsWith(PREFIX)) console.log(text.slice(PREFIX.length));
  else if (process.env.VIGNETTE_VERBOSE === '1' && !isNoise(text)) console.log(`[${type}] ${text}`);
  if (!isNoise(text)) log.write(`[${type}] ${text.replace(PREFIX, '')}\n`);
}

/** @param {number} ms */
function timer(ms) {
  /** @type {NodeJS.Timeout | undefined} */
  let handle;
  /** @type {Promise<void>} */
  const done = new Promise((resolve) => {
    handle = setTimeout(resolve, ms);
  });
  return { done, cancel: () => clearTimeout(handle) };
}

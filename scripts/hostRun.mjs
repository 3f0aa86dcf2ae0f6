// @ts-check
// Runs a compiled Mocha suite in the extension host of the server build, in a headless browser.
import { createWriteStream } from 'node:fs';
import { cp, mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Cleanups } from './cleanups.mjs';
import { clearCounts, countsFile, readCounts, settleCounts } from './counts.mjs';
import { deferred } from './deferred.mjs';
import { startDriver } from './driverServer.mjs';
import { isNoise } from './noise.mjs';
import { OUT, ROOT } from './paths.mjs';
import { startVsCodeServer } from './vscodeServer.mjs';
import { startWorkbench } from './workbench.mjs';

/**
 * @typedef {object} HostRun
 * @property {string} name names the results and the log
 * @property {string} extension the folder loaded as the extension under development
 * @property {string} suite the compiled module whose `run()` is called
 * @property {string | undefined} [grep] run only the tests whose title matches
 * @property {boolean} [trust] trust the workspace (the default)
 * @property {Record<string, unknown>} [settings] user settings on top of the quiet ones
 * @property {number} [limitMs] whatever happens, the run ends after this
 * @property {(data: string) => Promise<unknown>} [prepare] called with the server's data folder before it starts
 */

/** The limit of a run that sets none. */
export const LIMIT_MS = Number(process.env.VIGNETTE_HOST_LIMIT_MS ?? 10 * 60_000);

/** How long the extension host has to end once its outcome is known. */
const HOST_END_MS = 5_000;

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
    VIGNETTE_TEST_COLOR: process.stdout.isTTY ? '1' : '',
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
  const cleanups = new Cleanups();
  const stop = stopSignals(options.limitMs ?? LIMIT_MS);
  /** @type {string | undefined} */
  let broken;
  try {
    broken = await Promise.race([stop.reason, attempt(options, cleanups)]);
  } catch (error) {
    broken = error instanceof Error ? error.message : String(error);
  }
  await cleanups.run();
  stop.dispose();
  if (broken) console.error(`\n  ${options.name}: ${broken} (see .test-out/${options.name}.log)`);
  return settleCounts(options.name, broken);
}

/**
 * Resolves to undefined when the suite came to its end, else to the reason why not.
 * @param {HostRun} options
 * @param {Cleanups} cleanups gets what undoes each thing done here, as soon as it is done
 * @returns {Promise<string | undefined>}
 */
async function attempt({ name, extension, suite, grep, prepare, trust = true, settings = {} }, cleanups) {
  await mkdir(OUT, { recursive: true });
  const log = createWriteStream(join(OUT, `${name}.log`));
  await cleanups.add(() => new Promise((resolve) => log.end(resolve)));
  const { folder, workspace, remove } = await temporaryWorkspace();
  await cleanups.add(remove);
  await prepare?.(folder);

  /** @type {import('./deferred.mjs').Deferred<import('playwright-core').Page>} */
  const shown = deferred();
  const driver = await startDriver(shown.promise, SCREENSHOTS);
  await cleanups.add(driver.close);

  /** @type {import('./deferred.mjs').Deferred<string>} */
  const hostEnded = deferred();
  const server = await startVsCodeServer({
    data: folder,
    trust,
    settings,
    env: suiteEnvironment({ name, grep, driver: driver.url, prefix: PREFIX }),
    onLine: (line) => {
      if (!log.writableEnded) log.write(`[server] ${line}\n`);
      const reason = HOST_GONE.exec(line)?.[1];
      if (reason) hostEnded.resolve(reason);
    },
  });
  await cleanups.add(server.stop);

  const workbench = await startWorkbench({ onLog: (type, text) => show(type, text, log) });
  await cleanups.add(workbench.close);
  shown.resolve(workbench.page);
  await workbench.open(server.address({ folder: workspace, extension, tests: suite }));
  return Promise.race([
    outcome(name, workbench.exited, hostEnded.promise),
    workbench.broken,
    server.ended.then((reason) => `VS Code's server ${reason}`),
  ]);
}

/**
 * Resolves to undefined once the suite has come to its end, to a reason when the extension host ended first.
 * @param {string} name
 * @param {Promise<number>} exited the workbench reported an outcome, which a crash may look like too
 * @param {Promise<string>} hostEnded
 */
async function outcome(name, exited, hostEnded) {
  await Promise.race([exited, hostEnded]);
  if (readCounts(name)?.complete) return undefined;
  const how = await Promise.race([hostEnded, delay(HOST_END_MS, undefined, { ref: false })]);
  return `its tests were not run to the end${how ? `; the extension host ended with ${how}` : ''}`;
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
  if (!isNoise(text) && !log.writableEnded) log.write(`[${type}] ${text.replace(PREFIX, '')}\n`);
}

/**
 * What ends a run from outside: the time limit, or a signal.
 * @param {number} limitMs
 */
function stopSignals(limitMs) {
  /** @type {import('./deferred.mjs').Deferred<string>} */
  const { promise: reason, resolve } = deferred();
  const timer = setTimeout(() => resolve(`it was still running after ${limitMs / 1000} s`), limitMs);
  const onSignal = (/** @type {NodeJS.Signals} */ signal) => resolve(`interrupted by ${signal}`);
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  const dispose = () => {
    clearTimeout(timer);
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  };
  return { reason, dispose };
}

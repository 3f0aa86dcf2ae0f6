// @ts-check
// Starts the server build of VS Code on a loopback port, and ends it.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { isNoise } from './noise.mjs';
import { run } from './run.mjs';
import { ensureVsCodeServer } from './vscodeInstall.mjs';

/**
 * @typedef {object} VsCodeServer
 * @property {number} port
 * @property {number} pid
 * @property {(options: WorkbenchAddress) => string} address of a workbench window
 * @property {Promise<string>} ended why it ended; never settles while it runs
 * @property {() => Promise<void>} stop ends it and its extension hosts
 */

/**
 * @typedef {object} WorkbenchAddress
 * @property {string} folder opened as the workspace
 * @property {string} [extension] a folder loaded as the extension under development
 * @property {string} [tests] a module in it whose `run()` is called in the extension host
 */

/**
 * @typedef {object} ServerOptions
 * @property {string} data where the server keeps everything it writes
 * @property {Record<string, unknown>} [settings] the user's
 * @property {boolean} [trust] trust every folder (the default)
 * @property {NodeJS.ProcessEnv} [env] added to the extension host's environment
 * @property {(line: string) => void} [onLine] gets what the server logs, without the known noise
 */

const READY_MS = 60_000;
const STOP_MS = 5_000;

/** Settings that keep a workbench quiet: no welcome page, no network, no AI panes. */
const QUIET = {
  'workbench.startupEditor': 'none',
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'window.confirmBeforeClose': 'never',
  'files.autoSave': 'off',
};

/**
 * Starts a server and waits until it answers.
 * @param {ServerOptions} options
 * @returns {Promise<VsCodeServer>}
 */
export async function startVsCodeServer({ data, settings = {}, trust = true, env = {}, onLine = () => {} }) {
  const install = await ensureVsCodeServer();
  const token = randomUUID();
  const port = await freePort();
  await writeSettings(data, settings);
  const args = [
    ...['out/server-main.js', '--accept-server-license-terms', '--host', '127.0.0.1', '--port', String(port)],
    ...['--connection-token', token, '--enable-smoke-test-driver', '--disable-telemetry'],
    ...(trust ? ['--disable-workspace-trust'] : []),
    ...dataArguments(data),
  ];
  const child = spawn(install.node, args, {
    cwd: install.app,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  /** @type {Promise<string>} */
  const ended = new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(`ended with ${signal ?? `status ${code}`}`));
  });
  /** @type {string[]} */
  const startLog = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      if (isNoise(line)) return;
      if (startLog.length < 50) startLog.push(line);
      onLine(line);
    });
  }
  const stop = () => endGroup(child, ended);
  const failure = await Promise.race([ended, answers(port)]);
  if (failure !== undefined) {
    await stop();
    throw new Error([`VS Code's server did not start: ${failure}`, ...startLog].join('\n  '));
  }
  return { port, pid: child.pid ?? 0, ended, stop, address: (options) => address(port, token, options) };
}

/**
 * Installs a VSIX for the servers started on the same data folder.
 * @param {string} vsix
 * @param {string} data
 */
export async function installVsix(vsix, data) {
  const install = await ensureVsCodeServer();
  const args = ['out/server-main.js', '--accept-server-license-terms', '--install-extension', vsix];
  return run(install.node, [...args, ...dataArguments(data)], { cwd: install.app });
}

/** Where {@link installVsix} puts extensions. @param {string} data */
export function extensionsFolder(data) {
  return join(data, 'extensions');
}

/** @param {string} data */
function dataArguments(data) {
  const folder = join(data, 'data');
  const extensions = extensionsFolder(data);
  return ['--user-data-dir', folder, '--server-data-dir', folder, '--extensions-dir', extensions];
}

/**
 * Writes the settings of a new data folder; those of an old one stay as their user left them.
 * @param {string} data
 * @param {Record<string, unknown>} settings
 */
async function writeSettings(data, settings) {
  const text = `${JSON.stringify({ ...QUIET, ...settings }, null, 2)}\n`;
  for (const scope of ['User', 'Machine']) {
    await mkdir(join(data, 'data', scope), { recursive: true });
    const file = join(data, 'data', scope, 'settings.json');
    if (!existsSync(file)) await writeFile(file, text);
  }
}

/**
 * @param {number} port
 * @param {string} token
 * @param {WorkbenchAddress} options
 */
function address(port, token, { folder, extension, tests }) {
  const uri = (/** @type {string} */ path) => `vscode-remote://127.0.0.1:${port}${asUriPath(path)}`;
  const payload = [['skipWelcome', 'true']];
  if (extension) payload.push(['extensionDevelopmentPath', uri(extension)], ['enableProposedApi', '']);
  if (tests) payload.push(['extensionTestsPath', uri(tests)]);
  const url = new URL(`http://127.0.0.1:${port}/`);
  url.searchParams.set('tkn', token);
  url.searchParams.set('folder', asUriPath(folder));
  url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}

/** @param {string} path */
function asUriPath(path) {
  const slashed = path.replaceAll('\\', '/');
  return slashed.startsWith('/') ? slashed : `/${slashed}`;
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const bound = probe.address();
      if (bound === null || typeof bound === 'string') return reject(new Error('no loopback port is free'));
      probe.close(() => resolve(bound.port));
    });
  });
}

/**
 * Resolves to undefined once the server answers, to a reason when it does not in time.
 * @param {number} port
 */
async function answers(port) {
  const limit = Date.now() + READY_MS;
  while (Date.now() < limit) {
    const status = await fetch(`http://127.0.0.1:${port}/version`).then(
      (response) => response.status,
      () => 0, // refused: it does not listen yet
    );
    if (status === 200) return undefined;
    await delay(50);
  }
  return `no answer in ${READY_MS / 1000} s`;
}

/**
 * Ends the server's own process group, which holds nothing but it and its extension hosts.
 * @param {import('node:child_process').ChildProcess} child
 * @param {Promise<string>} ended
 */
async function endGroup(child, ended) {
  signalGroup(child, 'SIGTERM');
  const expired = new AbortController();
  const inTime = await Promise.race([
    ended.then(() => true),
    delay(STOP_MS, false, { signal: expired.signal }).catch(() => true),
  ]);
  expired.abort();
  signalGroup(child, 'SIGKILL');
  if (!inTime) await ended;
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function signalGroup(child, signal) {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    child.kill(signal);
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
  }
}

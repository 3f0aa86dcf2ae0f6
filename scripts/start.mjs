// @ts-check
// `npm start`: builds Vignette and opens VS Code on examples/ with it. The `code` on the PATH comes first, then a
// desktop build, then the server build in the browser. VIGNETTE_START=code|desktop|server picks one;
// BROWSER=none prints the address without opening it.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { desktopExecutable } from './desktop.mjs';
import { CACHE, ROOT } from './paths.mjs';
import { node, run } from './run.mjs';
import { ensureVsCodeServer } from './vscodeInstall.mjs';
import { startVsCodeServer } from './vscodeServer.mjs';

const EXAMPLES = join(ROOT, 'examples');
const OLDEST = [1, 101];

/** Windows finds `code` as a batch file, which only a shell runs. */
const SHELL = { shell: process.platform === 'win32' };

/** Each way opens VS Code and resolves once it is done with, or rejects with why it cannot. */
const WAYS = { code: openWithCode, desktop: openDesktop, server: openServer };

async function start() {
  console.log('Building Vignette…');
  await node(['esbuild.mjs'], { cwd: ROOT, show: true });
  const wanted = process.env.VIGNETTE_START;
  const ways = Object.entries(WAYS).filter(([name]) => !wanted || name === wanted);
  if (ways.length === 0) throw new Error(`VIGNETTE_START is ${wanted}; it can be code, desktop or server.`);
  const reasons = [];
  for (const [name, open] of ways) {
    try {
      return await open();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      reasons.push(`${name}: ${reason}`);
      if (ways.length > 1) console.log(`  ${reason}`);
    }
  }
  throw new Error(`VS Code could not be opened.\n${reasons.map((reason) => `  ${reason}`).join('\n')}`);
}

/** The user's own VS Code. */
async function openWithCode() {
  if (process.env.VSCODE_IPC_HOOK_CLI) {
    throw new Error('The `code` of a remote terminal cannot load an extension from a folder.');
  }
  const command = process.platform === 'win32' ? 'code.cmd' : 'code';
  const shown = await run(command, ['--version'], SHELL).catch(() => undefined);
  if (shown === undefined) throw new Error('There is no `code` on the PATH.');
  const [major = 0, minor = 0] = (shown.split('\n')[0] ?? '').split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST;
  if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor)) {
    throw new Error(`The \`code\` on the PATH is ${major}.${minor}; Vignette needs ${OLDEST.join('.')}.`);
  }
  await run(command, [`--extensionDevelopmentPath=${ROOT}`, '--new-window', EXAMPLES], SHELL);
  console.log('VS Code opens on examples/ with Vignette loaded.');
}

async function openDesktop() {
  const executable = await desktopExecutable(console.log);
  const data = join(CACHE, 'desktop-data');
  console.log('VS Code opens on examples/ with Vignette loaded; close it to end.');
  await run(executable, [
    `--extensionDevelopmentPath=${ROOT}`,
    `--user-data-dir=${join(data, 'user')}`,
    `--extensions-dir=${join(data, 'extensions')}`,
    '--disable-workspace-trust',
    EXAMPLES,
  ]);
}

/** VS Code in the browser, until Ctrl+C. */
async function openServer() {
  await ensureVsCodeServer(console.log);
  const server = await startVsCodeServer({ data: join(CACHE, 'start-data') });
  const stopped = untilSignal();
  const address = server.address({ folder: EXAMPLES, extension: ROOT });
  console.log(`VS Code runs at\n\n  ${address}\n\nwith Vignette loaded, on examples/. Ctrl+C ends it.`);
  openInBrowser(address);
  const reason = await Promise.race([stopped, server.ended]);
  await server.stop();
  if (reason) throw new Error(`VS Code's server ${reason}.`);
}

/** Resolves when the user ends this. @returns {Promise<undefined>} */
function untilSignal() {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => resolve(undefined));
  });
}

/** Opens the address where there is a desktop to open it on. @param {string} address */
function openInBrowser(address) {
  if (process.env.BROWSER === 'none') return;
  const { platform, env } = process;
  if (platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY) return;
  const [command, ...args] =
    platform === 'darwin'
      ? ['open']
      : platform === 'win32'
        ? ['rundll32', 'url.dll,FileProtocolHandler']
        : ['xdg-open'];
  if (command === undefined) return;
  const child = spawn(command, [...args, address], { stdio: 'ignore', detached: true });
  child.on('error', () => console.log(`(${command} could not open it: open the address yourself.)`));
  child.unref();
}

try {
  await start();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

// @ts-check
// Installs the server build of VS Code and the Node.js it runs on, from npm, into the cache folder.
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CACHE } from './paths.mjs';
import { CODE_SERVER, NODE_BINARIES } from './pins.mjs';
import { npm } from './run.mjs';

/** @typedef {{ node: string, app: string }} VsCodeInstall `node`: the binary; `app`: the folder to run in */

const TARGET = join(CACHE, 'server');
const STAMP = 'complete.json';
const PARTIAL = /^server\.partial-(\d+)$/;

/**
 * The installed server build; installs it first when it is missing, half-installed or another version.
 * @param {(message: string) => void} [tell]
 * @returns {Promise<VsCodeInstall>}
 */
export async function ensureVsCodeServer(tell = () => {}) {
  const binary = nodeBinary();
  const wanted = JSON.stringify({ vscode: CODE_SERVER, node: binary });
  if ((await stamp(TARGET)) !== wanted) {
    tell(`Installing VS Code ${CODE_SERVER.vscode} (server build) into .vscode-test, once…`);
    await clearPartial();
    const partial = join(CACHE, `server.partial-${process.pid}`);
    await install(partial, binary);
    await writeFile(join(partial, STAMP), wanted);
    await putInPlace(partial, wanted);
  }
  const modules = join(TARGET, 'node_modules');
  return {
    node: join(modules, binary.package, binary.binary),
    app: join(modules, CODE_SERVER.package, 'lib', 'vscode'),
  };
}

function nodeBinary() {
  const platform = `${process.platform}-${process.arch}`;
  const binary = NODE_BINARIES[platform];
  if (binary) return binary;
  const known = Object.keys(NODE_BINARIES).join(', ');
  throw new Error(`There is no server build of VS Code for ${platform} (only ${known}).`);
}

/**
 * @param {string} folder
 * @param {{ package: string, version: string }} binary
 */
async function install(folder, binary) {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  const packages = [binary, CODE_SERVER].map((each) => `${each.package}@${each.version}`);
  await npm(['install', ...packages, '--save-exact', '--ignore-scripts', ...quiet], { cwd: folder });
  const app = join(folder, 'node_modules', CODE_SERVER.package, 'lib', 'vscode');
  await npm(['install', '--omit=dev', '--ignore-scripts', ...quiet], { cwd: app });
}

/**
 * Moves a complete install into place, unless another process was first.
 * @param {string} partial
 * @param {string} wanted
 */
async function putInPlace(partial, wanted) {
  if ((await stamp(TARGET)) === wanted) {
    await rm(partial, { recursive: true, force: true });
    return;
  }
  await rm(TARGET, { recursive: true, force: true });
  await rename(partial, TARGET);
}

/** Removes what interrupted installs left behind. */
async function clearPartial() {
  if (!existsSync(CACHE)) return;
  for (const name of await readdir(CACHE)) {
    const owner = PARTIAL.exec(name)?.[1];
    if (owner && !isAlive(Number(owner))) await rm(join(CACHE, name), { recursive: true, force: true });
  }
}

/** @param {number} pid */
function isAlive(pid) {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/**
 * What an install says it holds; undefined when it is not complete.
 * @param {string} folder
 */
async function stamp(folder) {
  const file = join(folder, STAMP);
  return existsSync(file) ? readFile(file, 'utf8') : undefined;
}

// @ts-check
// Finds the browser that shows VS Code in tests, and installs it where that can be done.
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './run.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];

const OUTSIDE_PATH = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** What a screenshot needs to show text, symbols and emoji. */
const FONTS = ['fontconfig', 'fonts-dejavu-core', 'fonts-noto-color-emoji'];

/** Arguments that keep Chromium off the network and alive in a container. */
export const CHROMIUM_ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * The path of a Chromium; installs one on Debian and Ubuntu when this is root.
 * @param {(message: string) => void} [tell]
 */
export async function ensureChromium(tell = () => {}) {
  const given = process.env.CHROMIUM_PATH;
  if (given) {
    if (isExecutable(given)) return given;
    throw new Error(`CHROMIUM_PATH is ${given}, which cannot be run.`);
  }
  const found = find();
  if (found && (await hasFonts())) return found;
  if (canInstall()) {
    const packages = found ? FONTS : ['chromium', ...FONTS];
    tell(`Installing ${packages.join(', ')} with apt-get, once…`);
    await aptInstall(packages).catch((error) => {
      if (!found) throw error;
      tell(`No fonts could be installed (${error.message}): screenshots may lack text.`);
    });
  }
  const installed = find();
  if (installed) return installed;
  throw new Error('No Chromium found: install Chromium, Chrome or Edge, or set CHROMIUM_PATH to one.');
}

function find() {
  const folders = (process.env.PATH ?? '').split(delimiter).concat('/usr/bin', '/snap/bin');
  const candidates = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...candidates, ...OUTSIDE_PATH].find(isExecutable);
}

/** @param {string} path */
function isExecutable(path) {
  if (!existsSync(path)) return false;
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false; // there, but not ours to run: look further
  }
}

/** Whether text will show; assumed where fontconfig is not what decides. */
async function hasFonts() {
  if (process.platform !== 'linux') return true;
  const listed = await run('fc-list', ['--format', '%{family}\n']).catch(() => '');
  return /DejaVu|Liberation|Noto Sans|Ubuntu|Cantarell/.test(listed);
}

function canInstall() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  if (!existsSync('/usr/bin/apt-get') || !existsSync('/etc/os-release')) return false;
  return /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8'));
}

/** @param {readonly string[]} packages */
async function aptInstall(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], { env });
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { env });
}

// @ts-check
import { spawn } from 'node:child_process';

/** A command that ended with a non-zero status or could not be started. */
export class CommandError extends Error {
  /**
   * @param {string} message
   * @param {string} output everything it wrote
   */
  constructor(message, output) {
    super(message);
    this.name = 'CommandError';
    this.output = output;
  }
}

/** How long a process has to end when asked to. */
const GRACE_MS = 20_000;

/** Processes started by {@link run} that are still running. @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/**
 * Runs a command to its end. Resolves to what it wrote; rejects with {@link CommandError} when it fails.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, show?: boolean, shell?: boolean, limitMs?: number }} [options]
 *   `show`: to this terminal, and then nothing is collected; `limitMs`: it is ended after that
 * @returns {Promise<string>}
 */
export function run(command, args, { cwd, env, show = false, shell = false, limitMs } = {}) {
  return new Promise((resolve, reject) => {
    const output = show ? 'inherit' : 'pipe';
    /** @type {import('node:child_process').SpawnOptions} */
    const options = { cwd, env: env ?? process.env, stdio: ['ignore', output, output], shell };
    const child = spawn(command, args, options);
    running.add(child);
    const limit = limitMs === undefined ? undefined : setTimeout(() => end(child), limitMs);
    let collected = '';
    child.stdout?.setEncoding('utf8').on('data', (text) => {
      collected += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text) => {
      collected += text;
    });
    const called = [command, ...args].join(' ');
    child.on('error', (error) => {
      clearTimeout(limit);
      running.delete(child);
      reject(new CommandError(`${called}: ${error.message}`, collected));
    });
    child.on('close', (code, signal) => {
      clearTimeout(limit);
      running.delete(child);
      if (code === 0) resolve(collected);
      else reject(new CommandError(`${called} ended with ${signal ?? `status ${code}`}`, collected));
    });
  });
}

/** Ends every command still running. */
export function endCommands() {
  for (const child of running) end(child);
}

/**
 * Asks a process to end, and no longer asks when it has not.
 * @param {import('node:child_process').ChildProcess} child
 */
function end(child) {
  child.kill('SIGTERM');
  setTimeout(() => child.kill('SIGKILL'), GRACE_MS).unref();
}

/**
 * Runs this Node.js on a script.
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, show?: boolean, limitMs?: number }} [options]
 */
export function node(args, options) {
  return run(process.execPath, args, options);
}

/**
 * Runs npm: the one that started this script when there is one.
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, show?: boolean, limitMs?: number }} [options]
 */
export function npm(args, options) {
  const script = process.env.npm_execpath;
  if (script?.endsWith('.js')) return node([script, ...args], options);
  return run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, options);
}

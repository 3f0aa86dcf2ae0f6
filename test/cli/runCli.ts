/** The command line as a process of its own, with an environment that holds nothing of ours. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

const CLI = join(__dirname, '..', '..', 'dist', 'cli.js');

export interface CliOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Left out: standard input is closed from the start. */
  readonly stdin?: string | Uint8Array;
  /** A line of shell to run it in; `"$@"` is the command. */
  readonly shell?: string;
}

export interface CliResult {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningCli {
  readonly child: ChildProcess;
  readonly done: Promise<CliResult>;
}

export function startCli(args: readonly string[], { cwd, env, stdin, shell }: CliOptions): RunningCli {
  const command = [process.execPath, CLI, ...args];
  const [file = '', ...rest] = shell === undefined ? command : ['sh', '-c', shell, 'sh', ...command];
  const child = spawn(file, rest, { cwd, env: { PATH: process.env.PATH, HOME: cwd, ...env } });
  if (stdin !== undefined) child.stdin.write(stdin);
  child.stdin.end();
  const exited = new Promise<Pick<CliResult, 'code' | 'signal'>>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
  const done = Promise.all([exited, text(child.stdout), text(child.stderr)]).then(
    ([end, stdout, stderr]) => ({ ...end, stdout, stderr }),
  );
  return { child, done };
}

export function runCli(args: readonly string[], options: CliOptions): Promise<CliResult> {
  return startCli(args, options).done;
}

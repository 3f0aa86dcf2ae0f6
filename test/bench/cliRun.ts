import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const CLI = join(__dirname, '..', '..', 'dist', 'cli.js');

/** How often the memory of the process is looked at, in ms. */
const LOOK_MS = 20;

export interface CliRun {
  readonly ms: number;
  /** What all of its threads took of the processors, in ms; NaN where there is no /proc. */
  readonly cpuMs: number;
  /** The most that was resident at any time; NaN where there is no /proc. */
  readonly peakMb: number;
}

/** Runs the built command line as a process of its own in a folder, its output thrown away. */
export async function runCli(cwd: string, ...args: readonly string[]): Promise<CliRun> {
  const start = performance.now();
  const child = spawn(process.execPath, [CLI, ...args], { cwd, stdio: 'ignore' });
  let peakMb = Number.NaN;
  let cpuMs = Number.NaN;
  const watch = setInterval(() => {
    peakMb = peakOf(child.pid) ?? peakMb;
    cpuMs = cpuOf(child.pid) ?? cpuMs;
  }, LOOK_MS);
  await once(child, 'exit');
  clearInterval(watch);
  return { ms: performance.now() - start, cpuMs, peakMb };
}

function peakOf(pid: number | undefined): number | undefined {
  const kilobytes = /VmHWM:\s*(\d+)/.exec(readProcess(pid, 'status') ?? '')?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
}

/** Ticks of the clock that /proc counts in: the same on every Linux that Node runs on. */
const TICK_MS = 10;

function cpuOf(pid: number | undefined): number | undefined {
  // After the name of the program, in brackets: state, ppid, … utime and stime are the 12th and 13th.
  const fields = readProcess(pid, 'stat')
    ?.replace(/^.*\) /s, '')
    .split(' ');
  return fields && TICK_MS * (Number(fields[11]) + Number(fields[12]));
}

function readProcess(pid: number | undefined, file: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch (error) {
    // The process has ended, or this system has no such file.
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}

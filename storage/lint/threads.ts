/** Linting stretches of files in several threads, or here. */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { DatasetFormat } from '../../core/dataset/records';
import type { LintConfig } from '../../core/lint/config';
import { type BytesLint, lintBytes, type StretchBytes, type StretchWork } from './lintBytes';

/** What a thread is told. */
export interface LintTask {
  readonly format: DatasetFormat;
  readonly stretch: StretchBytes;
  readonly work: StretchWork;
  /** The value is sent once to each thread. */
  readonly config: { readonly id: number; readonly value?: LintConfig };
}

export interface LintThreads {
  /** How many stretches are worth handing over before the first has come back. */
  readonly atOnce: number;
  lint(
    format: DatasetFormat,
    stretch: StretchBytes,
    config: LintConfig,
    work: StretchWork,
  ): Promise<BytesLint>;
  close(): Promise<void>;
}

/** In this thread, while nobody waits. */
const HERE: LintThreads = {
  atOnce: 1,
  lint: (...task) => Promise.resolve(lintBytes(...task)),
  close: () => Promise.resolve(),
};

/** Up to `count` threads, each started when the others have something to do. Bytes that are handed over are gone from here. */
function inThreads(count: number): LintThreads {
  const threads: LintThread[] = [];
  return {
    atOnce: 2 * count,
    lint: (...task) => {
      if (threads.length < count && threads.every(({ waiting }) => waiting > 0))
        threads.push(new LintThread());
      const idle = threads.reduce((least, thread) => (thread.waiting < least.waiting ? thread : least));
      return idle.lint(...task);
    },
    close: async () => {
      await Promise.all(threads.map((thread) => thread.close()));
    },
  };
}

/** From so many bytes on, threads earn back what it takes to start them. */
const WORTH_THREADS = 8 << 20;

/** More would wait for the one that reads. */
const MOST_THREADS = 8;

/** What so many bytes are best linted in; `wanted` threads, where that is given. */
export function threadsFor(bytes: number, wanted?: number): LintThreads {
  const count = wanted ?? (bytes < WORTH_THREADS ? 1 : Math.min(availableParallelism(), MOST_THREADS));
  return count === 1 ? HERE : inThreads(count);
}

/** The bundle that a thread runs. */
export const WORKER = join(__dirname, 'lintWorker.js');

interface Waiting {
  readonly resolve: (lint: BytesLint) => void;
  readonly reject: (error: Error) => void;
}

class LintThread {
  readonly #worker = new Worker(WORKER);
  /** In the order of their tasks, which is that of the answers. */
  readonly #waiting: Waiting[] = [];
  readonly #configs = new Map<LintConfig, number>();
  #failure: Error | undefined;

  constructor() {
    this.#worker.on('message', (lint: BytesLint) => this.#waiting.shift()?.resolve(lint));
    this.#worker.on('error', (error) => this.#fail(error));
    this.#worker.on('exit', (code) => this.#fail(new Error(`A thread of the lint ended (${code}).`)));
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  lint(
    format: DatasetFormat,
    stretch: StretchBytes,
    config: LintConfig,
    work: StretchWork,
  ): Promise<BytesLint> {
    if (this.#failure) return Promise.reject(this.#failure);
    const known = this.#configs.get(config);
    const id = known ?? this.#configs.size;
    this.#configs.set(config, id);
    const task: LintTask = {
      format,
      stretch,
      work,
      config: known === undefined ? { id, value: config } : { id },
    };
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#worker.postMessage(task, [stretch.bytes.buffer]);
    });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    for (const { reject } of this.#waiting.splice(0)) reject(error);
  }
}

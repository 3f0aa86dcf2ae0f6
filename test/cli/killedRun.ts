/**
 * A process to be killed: runs side by side as both faces carry them out, with a teacher that needs no network. Each call
 * is told on standard output before it is answered, as a service would have heard of it. Its argument is a `KilledRuns`
 * as JSON.
 */
import { writeSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { DEFAULT_MIX } from '../../core/generate/mix';
import { NO_USAGE, type Teacher } from '../../core/generate/provider';
import { DEFAULT_CONFIG } from '../../core/lint/config';
import { type RunSurroundings, resumeRun, startRun } from '../../storage/startRun';
import { PlannedAnswers, SEED } from './plannedAnswers';
import { wrongAnswers } from './wrongAnswers';

export interface KilledRuns {
  readonly count: number;
  /** Calls that are answered; those after them never are, so that no run gets far ahead of its killer. */
  readonly answered: number;
  readonly runs: readonly {
    readonly runsDir: string;
    readonly target: string;
    readonly concurrency: number;
    /** Of the run that goes on; left out: a new one. */
    readonly folder?: string | undefined;
  }[];
}

const MODEL = 'planned';
const PIECES = 4;

const { count, answered, runs } = JSON.parse(process.argv[2] ?? '') as KilledRuns;
let calls = 0;

function createTeacher(run: number): Teacher {
  const answers = new PlannedAnswers({ count, wrong: wrongAnswers });
  return {
    id: 'ollama',
    openWeights: true,
    repeats: () => true,
    listModels: async () => [],
    ask: async ({ seed, messages }, { onChunk } = {}) => {
      const prompt = messages.at(-1)?.text ?? '';
      answers.fault(seed, prompt, 0);
      writeSync(1, `${run} ${answers.calls.at(-1)}\n`);
      if (++calls > answered) await new Promise(() => {});
      const text = await answers.answer(seed, prompt, 0);
      for (let piece = 0; piece < PIECES; piece++) {
        await nextTurn();
        const at = (number: number): number => Math.floor((number * text.length) / PIECES);
        onChunk?.({ kind: 'text', text: text.slice(at(piece), at(piece + 1)) });
      }
      return { text, thinking: '', finish: 'stop', model: MODEL, usage: NO_USAGE };
    },
  };
}

const carriedOut = runs.map(({ runsDir, target, concurrency, folder }, i) => {
  const surround = (): RunSurroundings => ({
    teacher: createTeacher(i),
    lint: DEFAULT_CONFIG,
    signal: new AbortController().signal,
    concurrency,
    onEvent: () => {},
  });
  const plan = {
    provider: 'ollama',
    model: MODEL,
    count,
    mix: DEFAULT_MIX,
    seed: SEED,
    parameters: {},
  } as const;
  return folder === undefined
    ? startRun(runsDir, { ...plan, target }, surround)
    : resumeRun(folder, surround);
});

// A call that is never answered would not keep the process alive.
const alive = setInterval(() => {}, 2 ** 30);
void Promise.all(carriedOut).then(() => clearInterval(alive));

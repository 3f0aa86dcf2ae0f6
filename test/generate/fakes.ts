/** A run's surroundings without a network, a disk or a clock on the wall. */
import type { Clock } from '../../core/generate/clock';
import { DISTRACTORS } from '../../core/generate/distractors';
import type { RunEvent, RunInput } from '../../core/generate/generate';
import {
  FRESH_RUN,
  type JournalEntry,
  type Reject,
  type RunEnd,
  type RunState,
  type RunStore,
} from '../../core/generate/journal';
import { DEFAULT_MIX } from '../../core/generate/mix';
import type { RunPlan } from '../../core/generate/plan';
import {
  NO_USAGE,
  type Teacher,
  type TeacherRequest,
  type TeacherResponse,
} from '../../core/generate/provider';
import {
  TeacherError,
  type TeacherErrorDetail,
  type TeacherErrorKind,
} from '../../core/generate/teacherError';
import { PromptTemplates } from '../../core/generate/templates';
import { DEFAULT_CONFIG } from '../../core/lint/config';
import { SHIPPED_TEMPLATES } from '../../templates/shipped';
import { groundedAnswer } from '../simulators/groundedAnswers';

export function planOf(changes: Partial<RunPlan> = {}): RunPlan {
  return {
    id: 'run-1',
    createdAt: '2026-01-02T03:04:05.678Z',
    provider: 'ollama',
    model: 'fake',
    count: 5,
    mix: DEFAULT_MIX,
    seed: 11,
    parameters: {},
    ...changes,
  };
}

export type Reply = string | TeacherResponse | TeacherError;

export interface Asked {
  readonly request: TeacherRequest;
  readonly signal: AbortSignal | undefined;
}

/** Answers with what `reply` says: a text, a whole response, or an error to reject with. */
export class FakeTeacher implements Teacher {
  readonly id = 'ollama';
  readonly openWeights = true;
  readonly repeats = () => true;
  readonly asked: Asked[] = [];
  inFlight = 0;
  mostInFlight = 0;

  constructor(
    private readonly reply: (request: TeacherRequest, call: number) => Reply | Promise<Reply> = goodReply,
  ) {}

  async listModels(): Promise<readonly []> {
    return [];
  }

  async ask(
    request: TeacherRequest,
    { signal }: NonNullable<Parameters<Teacher['ask']>[1]> = {},
  ): Promise<TeacherResponse> {
    this.asked.push({ request, signal });
    this.inFlight++;
    this.mostInFlight = Math.max(this.mostInFlight, this.inFlight);
    try {
      const reply = await Promise.race([this.reply(request, this.asked.length - 1), whenAborted(signal)]);
      if (reply instanceof Error) throw reply;
      return typeof reply === 'string' ? responseOf(reply) : reply;
    } finally {
      this.inFlight--;
    }
  }
}

export function goodReply({ task }: TeacherRequest): string {
  return groundedAnswer(task?.archetype ?? 'reasoning', task?.index ?? 0);
}

export function responseOf(text: string, changes: Partial<TeacherResponse> = {}): TeacherResponse {
  return { text, thinking: '', finish: 'stop', model: 'fake', usage: NO_USAGE, ...changes };
}

export function errorOf(
  kind: TeacherErrorKind,
  detail: Partial<TeacherErrorDetail> = {},
  message = `failed: ${kind}`,
): TeacherError {
  return new TeacherError(kind, message, { advice: 'Do something.', ...detail });
}

function whenAborted(signal: AbortSignal | undefined): Promise<TeacherError> {
  return new Promise((resolve) => {
    const cancel = (): void => resolve(errorOf('cancelled'));
    if (signal?.aborted) cancel();
    else signal?.addEventListener('abort', cancel, { once: true });
  });
}

/** Keeps everything, and the order in which it came. */
export class MemoryStore implements RunStore {
  readonly journal: JournalEntry[] = [];
  readonly samples: string[] = [];
  readonly rejects: Reject[] = [];
  readonly ends: RunEnd[] = [];
  readonly order: string[] = [];
  /** Set to have the next append of that kind fail. */
  failing: { readonly kind: 'journal' | 'sample' | 'reject'; readonly error: Error } | undefined;

  async appendJournal(entry: JournalEntry): Promise<void> {
    await this.#turn('journal', entry.sample);
    this.journal.push(entry);
  }

  async appendEnd(end: RunEnd): Promise<void> {
    this.ends.push(end);
  }

  async appendSample(line: string): Promise<void> {
    await this.#turn('sample', indexOf(line));
    this.samples.push(line);
  }

  async appendReject(reject: Reject): Promise<void> {
    await this.#turn('reject', reject.sample);
    this.rejects.push(reject);
  }

  /** What a resumed run finds. */
  get state(): RunState {
    return {
      journal: [...this.journal],
      accepted: new Set(this.samples.map(indexOf)),
      rejected: new Map(this.rejects.map(({ sample, draw }) => [sample, draw])),
    };
  }

  async #turn(kind: 'journal' | 'sample' | 'reject', sample: number): Promise<void> {
    await Promise.resolve();
    if (this.failing?.kind === kind) throw this.failing.error;
    this.order.push(`${kind} ${sample}`);
  }
}

export interface RecordLine {
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly metadata: {
    readonly id: string;
    readonly type: string;
    readonly source: string;
    readonly timestamp: string;
    readonly provenance: Readonly<Record<string, unknown>> & {
      readonly sample: number;
      readonly draw: number;
    };
  };
}

export function recordOf(line: string): RecordLine {
  return JSON.parse(line) as RecordLine;
}

export function indexOf(line: string): number {
  return recordOf(line).metadata.provenance.sample;
}

/** A clock that jumps: each look takes 5 ms, each sleep no time at all. */
export class FakeClock implements Clock {
  readonly sleeps: number[] = [];
  #ms = Date.parse('2026-01-02T03:04:05.000Z');

  now(): Date {
    this.#ms += 5;
    return new Date(this.#ms);
  }

  async sleep(ms: number, _signal: AbortSignal): Promise<void> {
    this.sleeps.push(ms);
    this.#ms += ms;
  }
}

const templates = new PromptTemplates(SHIPPED_TEMPLATES);

export function inputOf(changes: Partial<RunInput> & Pick<RunInput, 'teacher' | 'store'>): RunInput {
  return {
    plan: planOf(),
    templates,
    state: FRESH_RUN,
    statements: DISTRACTORS,
    lint: DEFAULT_CONFIG,
    clock: new FakeClock(),
    signal: new AbortController().signal,
    concurrency: 1,
    onEvent: (_event: RunEvent) => {},
    ...changes,
  };
}

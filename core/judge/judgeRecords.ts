/**
 * Judging the records of a dataset: each is sent once, with the flow control, budget and journal of a run. What the
 * journal has an answer to is not asked again, whatever became of the dataset since.
 */
import { type DatasetFormat, findRecords, parseRecord } from '../dataset/records';
import { Budget } from '../generate/budget';
import type { Clock } from '../generate/clock';
import { FlowControl, type FlowLimits } from '../generate/flow';
import type { JournalEntry, RunStore } from '../generate/journal';
import type { ModelPrice } from '../generate/priceTable';
import type { Teacher } from '../generate/provider';
import { type Answered, type CallSurroundings, callTeacher, hashOf } from '../generate/teacherCalls';
import type { TeacherError } from '../generate/teacherError';
import { addCall, NOTHING_SPENT, type Spent } from '../generate/usage';
import type { LintConfig } from '../lint/config';
import { lintRecord } from '../lint/lintRecord';
import type { PromptSource } from '../prompt/render';
import { withOwnArchetypes } from '../sample/archetype';
import type { ParsedRecord, Sample } from '../sample/record';
import { metadataField, typeOf } from '../sample/sampleText';
import { splitLines } from '../text/lineText';
import type { Judgement } from './judgement';
import { formOf, judgeRequest } from './judgePrompt';
import { readVerdict, wouldReject } from './verdict';

export interface JudgeInput extends FlowLimits {
  readonly format: DatasetFormat;
  /** The dataset. */
  readonly text: string;
  readonly lint: LintConfig;
  readonly teacher: Teacher;
  readonly model: string;
  /** Sent with each request, where the service takes one. */
  readonly seed: number;
  readonly template: PromptSource;
  readonly store: Pick<RunStore, 'appendJournal'>;
  /** What was asked before, of any dataset. */
  readonly journal: readonly JournalEntry[];
  readonly price?: ModelPrice | undefined;
  /** USD that this judging may cost. */
  readonly budget?: number | undefined;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: JudgeProgress) => void;
}

export interface JudgeProgress {
  readonly done: number;
  readonly records: number;
  /** Of this judging; answers that the journal had cost nothing. */
  readonly spent: Spent;
  /** Why calls rest at the moment. */
  readonly waiting?: { readonly ms: number; readonly error: TeacherError };
}

export interface JudgeResult {
  /** One for each record, in order. */
  readonly judgements: readonly Judgement[];
  readonly spent: Spent;
  readonly end:
    | { readonly kind: 'finished' | 'cancelled' }
    | { readonly kind: 'stopped'; readonly error: TeacherError };
}

/** Rejects with StorageError or PromptError; teacher errors are in the result. */
export async function judgeRecords(input: JudgeInput): Promise<JudgeResult> {
  return new Judging(input).carryOut();
}

class Judging {
  readonly #answers: ReadonlyMap<string, Answered>;
  readonly #records: readonly ParsedRecord[];
  readonly #judgements: Judgement[] = [];
  readonly #around: CallSurroundings;
  readonly #closing = new AbortController();
  #spent = NOTHING_SPENT;
  #done = 0;
  #stopped: TeacherError | undefined;

  constructor(private readonly input: JudgeInput) {
    const { format, text, teacher, store, clock, price, budget, journal } = input;
    this.#answers = new Map(journal.filter(isAnswered).map((entry) => [entry.request, entry]));
    this.#records = findRecords(format, splitLines(text)).map(({ source }) => parseRecord(format, source));
    this.#around = {
      teacher,
      store,
      clock,
      price,
      flow: new FlowControl(input, clock, input.seed),
      budget: new Budget(budget ?? Number.POSITIVE_INFINITY, 0),
      closing: this.#closing.signal,
      aborting: this.#closing.signal,
      stop: (error) => {
        this.#stopped ??= error;
        this.#closing.abort();
      },
      onAsked: () => undefined,
      onChunk: () => undefined,
      onWaiting: (ms, error) => this.#tell({ ms, error }),
      onCalled: (entry) => {
        this.#spent = addCall(this.#spent, entry);
      },
    };
  }

  async carryOut(): Promise<JudgeResult> {
    const { signal, concurrency } = this.input;
    const cancel = (): void => this.#closing.abort();
    if (signal.aborted) cancel();
    else signal.addEventListener('abort', cancel, { once: true });
    let next = 0;
    const work = async (): Promise<void> => {
      for (let index = next++; index < this.#records.length; index = next++) {
        this.#judgements[index] = await this.#judge(this.#records[index] as ParsedRecord, index);
        this.#done++;
        this.#tell();
      }
    };
    try {
      await Promise.all(Array.from({ length: Math.max(1, concurrency) }, work));
    } finally {
      signal.removeEventListener('abort', cancel);
      this.#closing.abort();
    }
    const cancelled = this.#judgements.some(({ problem }) => problem === NOT_REACHED);
    return {
      judgements: this.#judgements,
      spent: this.#spent,
      end: this.#stopped
        ? { kind: 'stopped', error: this.#stopped }
        : { kind: cancelled ? 'cancelled' : 'finished' },
    };
  }

  async #judge(record: ParsedRecord, index: number): Promise<Judgement> {
    const { sample } = record;
    const known = { record: index, ...(sample && namesOf(sample)), lintErrors: this.#lintErrors(record) };
    if (!sample?.messages.length) {
      return { ...known, status: 'unreadable', problem: record.error?.message ?? 'It holds no messages.' };
    }
    const answer = await this.#ask(sample, index);
    if (typeof answer === 'string') return { ...known, status: 'unanswered', problem: answer };
    const { response, latencyMs, cost } = answer;
    const judge = {
      model: response.model,
      ...(response.modelDigest !== undefined && { modelDigest: response.modelDigest }),
      usage: response.usage,
      latencyMs,
      ...(cost !== undefined && { cost }),
    };
    const verdict = readVerdict(response.text, formOf(this.input.template));
    return typeof verdict === 'string'
      ? { ...known, status: 'unparseable', problem: verdict, response: response.text, judge }
      : { ...known, status: 'judged', reject: wouldReject(verdict), verdict, judge };
  }

  /** The answer, from the journal where it has one; or why there is none. */
  async #ask(sample: Sample, index: number): Promise<Answered | string> {
    const { template, lint, model, seed } = this.input;
    const archetypes = withOwnArchetypes(lint.archetypes);
    const request = await judgeRequest({ template, sample, archetypes, model, seed });
    const kept = this.#answers.get(await hashOf(request));
    if (kept) return kept;
    const call = await callTeacher(this.#around, request, { sample: index, draw: 0, kind: 'ask' }, 1);
    if (call.kind === 'answered') return call.entry;
    return call.kind === 'skipped' ? call.message : NOT_REACHED;
  }

  #lintErrors(record: ParsedRecord): number {
    return lintRecord(record, this.input.lint).filter(({ severity }) => severity === 'error').length;
  }

  #tell(waiting?: JudgeProgress['waiting']): void {
    this.input.onProgress({
      done: this.#done,
      records: this.#records.length,
      spent: this.#spent,
      ...(waiting && { waiting }),
    });
  }
}

const NOT_REACHED = 'The judging ended before.';

function namesOf(sample: Sample): Pick<Judgement, 'id' | 'type'> {
  const id = metadataField(sample, 'id');
  const type = typeOf(sample);
  return { ...(typeof id === 'string' && { id }), ...(type !== undefined && { type }) };
}

function isAnswered(entry: JournalEntry): entry is Answered {
  return entry.response !== undefined;
}

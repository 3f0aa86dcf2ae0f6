/** All that happens to one drawn sample: ask, judge, have it put right, until it passes or is given up. */
import type { LintConfig } from '../lint/config';
import { uuidOf } from './hash';
import type { JournalEntry, Reject } from './journal';
import { judge, type Verdict } from './judge';
import type { PlannedSample, RunPlan } from './plan';
import { type Answered, type CallSurroundings, callTeacher, requestOf } from './teacherCalls';
import type { PromptTemplates, SamplePrompt } from './templates';
import { spentIn } from './usage';

/** How often a sample that does not pass is sent back. */
const MOST_REPAIRS = 2;
/** Of an answer that is sent back, in UTF-16 units: more than any that could be put right. */
const MOST_PREVIOUS = 20_000;

export interface SampleSurroundings extends CallSurroundings {
  readonly plan: RunPlan;
  readonly templates: PromptTemplates;
  /** General statements to bury needles in. */
  readonly statements: readonly string[];
  readonly lint: LintConfig;
  onRepair(problems: readonly string[]): void;
}

export type Outcome =
  | { readonly kind: 'accepted'; readonly line: string }
  | { readonly kind: 'rejected'; readonly reject: Reject }
  /** The run ended before: the next one takes it up. */
  | { readonly kind: 'cancelled' };

interface FailedAnswer {
  readonly verdict: Extract<Verdict, { kind: 'failed' }>;
  readonly text: string;
}

/**
 * Settles one draw. What `earlier`, the journal of its place, has of it is not asked for again, repairs included.
 * Rejects with StorageError or PromptError.
 */
export async function settleSample(
  around: SampleSurroundings,
  sample: PlannedSample,
  earlier: readonly JournalEntry[],
): Promise<Outcome> {
  const { plan, templates } = around;
  const journal = earlier.filter(({ draw }) => draw === sample.draw);
  const answers = journal.filter(isAnswered);
  // What was skipped would be refused again, and paid for again.
  const skipped = journal.find(({ error }) => error?.action === 'skip')?.error;
  let attempt = Math.max(0, ...earlier.map((entry) => entry.attempt));
  const calling: CallSurroundings = {
    ...around,
    onAsked: (number, kind) => {
      attempt = number;
      around.onAsked(number, kind);
    },
    onCalled: (entry) => {
      journal.push(entry);
      around.onCalled(entry);
    },
  };

  const asked = await templates.prompt(plan, sample);
  let prompt = asked;
  let failed: FailedAnswer | undefined;
  for (let repairs = 0; ; repairs++) {
    let answer = answers[repairs];
    if (!answer) {
      if (skipped) return rejected(sample, repairs, failed, skipped.message);
      // A record that is to be put right is sent back from the start.
      const problems = failed?.verdict.reasons ?? plan.inPlaceOf?.problems;
      if (problems) around.onRepair(problems);
      const { index, draw } = sample;
      const purpose = {
        sample: index,
        draw,
        kind: problems ? 'repair' : 'ask',
        ...(problems && { problems }),
      } as const;
      const call = await callTeacher(calling, requestOf(plan, sample, prompt), purpose, attempt + 1);
      if (call.kind === 'cancelled') return call;
      if (call.kind === 'skipped') return rejected(sample, repairs, failed, call.message);
      answer = call.entry;
    }
    const spent = spentIn(journal.slice(0, journal.indexOf(answer) + 1));
    const verdict = judge({
      plan,
      sample,
      response: answer.response,
      attempt: answer.attempt,
      repairs,
      usage: spent.usage,
      cost: around.price && spent.cost,
      template: asked.template,
      repairTemplate: repairs === 0 ? undefined : prompt.template,
      statements: around.statements,
      parameters: { ...prompt.parameters, ...plan.parameters },
      id: await recordId(plan, sample),
      timestamp: answer.startedAt,
      lint: around.lint,
    });
    if (verdict.kind === 'passed') return { kind: 'accepted', line: verdict.line };
    const { text } = answer.response;
    const again = failed?.text === text;
    failed = { verdict, text };
    // A model that gives the same answer again would give it a third time.
    if (repairs === MOST_REPAIRS || again) return rejected(sample, repairs, failed);
    prompt = await repairPrompt(templates, sample, asked, failed);
  }
}

function repairPrompt(
  templates: PromptTemplates,
  { archetype }: PlannedSample,
  { wantsText }: SamplePrompt,
  { text, verdict }: FailedAnswer,
): Promise<SamplePrompt> {
  const previous = text.slice(0, MOST_PREVIOUS);
  return templates.repair({ archetype, previous, problems: verdict.reasons, wantsText });
}

function rejected(
  { index, draw, archetype }: PlannedSample,
  repairs: number,
  failed: FailedAnswer | undefined,
  trouble?: string,
): Outcome {
  const record = failed?.verdict.record;
  const reject: Reject = {
    sample: index,
    draw,
    archetype,
    repairs,
    reasons: [...(trouble === undefined ? [] : [trouble]), ...(failed?.verdict.reasons ?? [])],
    ...(record !== undefined && { record }),
    ...(failed && record === undefined && { response: failed.text }),
  };
  return { kind: 'rejected', reject };
}

/** A record's id: the same whenever the run, its seed and the draw are. */
export function recordId(
  { id, seed }: { id: string; seed: number },
  { index, draw }: Pick<PlannedSample, 'index' | 'draw'>,
): Promise<string> {
  return uuidOf(`${id}/${seed}/${index}${draw === 0 ? '' : `/${draw}`}`);
}

function isAnswered(entry: JournalEntry): entry is Answered {
  return entry.response !== undefined;
}

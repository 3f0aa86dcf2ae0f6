/** Whether a person agrees to what something costs; what is cheap is not asked about. */
import * as vscode from 'vscode';
import type { Estimate, EstimateInput } from '../../core/generate/estimate';
import type { RunPlan } from '../../core/generate/plan';
import type { ModelPrice } from '../../core/generate/priceTable';
import type { Teacher } from '../../core/generate/provider';
import type { Engine } from '../loadEngine';
import { samplesProject } from './samplesProject';

export interface RunToAgreeTo extends Pick<EstimateInput, 'samples' | 'templates'> {
  readonly plan: Pick<
    RunPlan,
    'provider' | 'model' | 'seed' | 'parameters' | 'cases' | 'inPlaceOf' | 'budget'
  >;
  readonly teacher: Teacher;
  /** Where its samples go, for the project's prices. */
  readonly path: string;
}

/** `runs`: carried out one after the other. Rejects with PromptError, StorageError or TeacherError. */
export async function agreesToRuns(engine: Engine, runs: readonly RunToAgreeTo[]): Promise<boolean> {
  for (const { plan, teacher, samples, templates, path } of runs) {
    if (samples.length === 0) continue;
    const { config } = await samplesProject(engine, path);
    const price = engine.priceOf(plan.provider, plan.model, config.prices);
    const agreed = await agrees(
      engine,
      { model: plan.model, budget: plan.budget, price },
      () => engine.estimateRun({ plan, teacher, samples, templates, price }),
      (cost) =>
        cost === undefined
          ? vscode.l10n.t(
              'What {0} samples from {1} cost is not known. Generate them?',
              samples.length,
              plan.model,
            )
          : vscode.l10n.t(
              '{0} samples from {1} cost about {2}. Generate them?',
              samples.length,
              plan.model,
              cost,
            ),
      vscode.l10n.t('Generate'),
    );
    if (!agreed) return false;
  }
  return true;
}

interface Money {
  readonly model: string;
  readonly budget: number | undefined;
  readonly price: ModelPrice | undefined;
}

/** `question`: asked with the cost in words, or without where it is not known. Rejects with TeacherError. */
export async function agrees(
  engine: Engine,
  { model, budget, price }: Money,
  estimate: () => Promise<Estimate>,
  question: (cost: string | undefined) => string,
  yes: string,
): Promise<boolean> {
  engine.checkBudget(model, budget, price);
  if (engine.isFree(price)) return true;
  const { calls, usage, cost } = await estimate();
  const limit = vscode.workspace.getConfiguration('vignette').get('generate.confirmAbove', 1);
  if (!engine.needsConsent({ cost }, budget, limit)) return true;
  const tokens = Math.round((usage.input + usage.output + usage.thinking) / 1000);
  const about = vscode.l10n.t(
    'About {0} calls and {1}k tokens, at the prices of {2}. The setting vignette.generate.confirmAbove says above which sum you are asked.',
    calls,
    tokens,
    engine.PRICES_OF.date,
  );
  const bound =
    budget === undefined
      ? vscode.l10n.t('No budget is set: vignette.generate.budget bounds what a run may cost.')
      : vscode.l10n.t('The budget of {0} is not exceeded.', engine.formatUsd(budget));
  const answer = await vscode.window.showWarningMessage(
    question(cost === undefined ? undefined : engine.formatUsd(cost)),
    { modal: true, detail: `${about}\n\n${bound}` },
    yes,
  );
  return answer === yes;
}

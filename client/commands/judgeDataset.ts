/** Judge Dataset: a model scores the records by the rubric; verdicts go beside the dataset, the outcome into a report. */
import * as vscode from 'vscode';
import type { Teacher } from '../../core/generate/provider';
import type { JudgeResult } from '../../core/judge/judgeRecords';
import { type Engine, loadEngine } from '../loadEngine';
import { reportingFailure } from '../reportingFailure';
import { judgeReport } from '../reports/judgeReport';
import { showReport } from '../reports/reportPanel';
import { agrees } from '../runs/agreesToCost';
import type { RunServices } from '../runs/carryOut';
import { budgetOf, concurrencyOf } from '../runs/chosenLimits';
import { samplesProject } from '../runs/samplesProject';
import { askTeacher, askWhichModel, type WizardSurroundings } from './generateWizard';

/** The dataset given, or the one in the active editor. Returns the result, or undefined when it was called off. */
export async function judgeDataset(
  surroundings: RunServices,
  given?: vscode.Uri,
): Promise<JudgeResult | undefined> {
  const engine = await loadEngine();
  const dataset = given ?? vscode.window.activeTextEditor?.document.uri;
  const format = dataset && engine.formatOfPath(dataset.path);
  if (!dataset || !format || dataset.scheme !== 'file') {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Open a .jsonl or .vignette dataset to judge it.'),
    );
    return undefined;
  }
  return reportingFailure(engine, surroundings.log, async () => {
    const judge = await askJudge(engine, surroundings);
    if (!judge) return undefined;
    const request = await requestOf(engine, judge, dataset.fsPath, format);
    const { model, price, budget } = request;
    const agreed = await agrees(
      engine,
      { model, budget, price },
      () => engine.estimateJudging(request),
      (cost) =>
        cost === undefined
          ? vscode.l10n.t('What judging with {0} costs is not known. Go on?', model)
          : vscode.l10n.t('Judging with {0} costs up to about {1}. Go on?', model, cost),
      vscode.l10n.t('Judge'),
    );
    if (!agreed) return undefined;
    const { result, out } = await carryOut(engine, request, dataset.fsPath, surroundings);
    await show(engine, judge, dataset, out, result);
    return result;
  });
}

interface Judge {
  readonly teacher: Teacher;
  readonly model: string;
}

async function askJudge(engine: Engine, { teachers }: RunServices): Promise<Judge | undefined> {
  const wizard: WizardSurroundings = {
    engine,
    teachers,
    last: {},
    // The offline teacher only writes samples.
    providers: ['ollama', 'gemini'],
  };
  const title = vscode.l10n.t('Judge Dataset');
  for (;;) {
    const first = await askTeacher(wizard, {}, { title, step: 1, totalSteps: 2 });
    if (first.kind !== 'chosen' || !first.value.teacher) return undefined;
    const { teacher } = first.value;
    const second = await askWhichModel(wizard, { teacher }, { title, step: 2, totalSteps: 2 });
    if (second.kind === 'cancelled') return undefined;
    if (second.kind === 'chosen' && second.value.model) return { teacher, model: second.value.model };
  }
}

/** What is asked of the judge, and within which limits. */
async function requestOf(
  engine: Engine,
  { teacher, model }: Judge,
  path: string,
  format: NonNullable<ReturnType<Engine['formatOfPath']>>,
) {
  const { config, lint, templates } = await samplesProject(engine, path);
  return {
    format,
    text: await engine.readText(path),
    lint,
    template: await engine.judgeTemplate(templates, config.generate?.form),
    teacher,
    model,
    seed: 0,
    concurrency: concurrencyOf(config),
    requestsPerMinute: config.generate?.rpm,
    tokensPerMinute: config.generate?.tpm,
    price: engine.priceOf(teacher.id, model, config.prices),
    budget: budgetOf(config),
  };
}

function carryOut(
  engine: Engine,
  request: Awaited<ReturnType<typeof requestOf>>,
  path: string,
  { runs }: RunServices,
): Thenable<{ readonly result: JudgeResult; readonly out: string }> {
  return vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Judging with {0}', request.model),
      cancellable: true,
    },
    async (progress, token) => {
      const cancel = new AbortController();
      token.onCancellationRequested(() => cancel.abort());
      const parent = runs.judgeFolder.fsPath;
      const out = path.replace(/\.\w+$/, '.verdicts.jsonl');
      const folder = engine.judgingFolder(parent, request);
      const result = await engine.judgeDataset(
        folder,
        {
          ...request,
          signal: cancel.signal,
          onProgress: ({ done, records, spent, waiting }) => {
            const message = [
              vscode.l10n.t('{0} of {1}', done, records),
              ...(spent.cost > 0 ? [engine.formatUsd(spent.cost)] : []),
              ...(waiting ? [waiting.error.message] : []),
            ].join(' · ');
            progress.report({ message, ...(!waiting && { increment: 100 / records }) });
          },
        },
        out,
      );
      return { result, out };
    },
  );
}

/** The outcome as a report; the verdicts are in a file. */
async function show(
  { summarize }: Engine,
  { teacher, model }: Judge,
  dataset: vscode.Uri,
  out: string,
  { judgements, end }: JudgeResult,
): Promise<void> {
  const summary = summarize(judgements);
  await showReport(judgeReport(dataset, `${teacher.id}/${model}`, vscode.Uri.file(out), summary));
  if (end.kind === 'stopped') void vscode.window.showErrorMessage(`${end.error.message} ${end.error.advice}`);
  else if (end.kind === 'cancelled') {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Cancelled; what was answered is kept and is not asked again.'),
    );
  }
}

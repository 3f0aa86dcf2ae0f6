/** Compare Runs: two runs or datasets, chosen from lists, and their report. */
import * as vscode from 'vscode';
import type { RunPlan } from '../../core/generate/plan';
import type { PairDocuments } from '../compare/pairDocuments';
import { showComparison } from '../compare/showComparison';
import { findFiles } from '../findFiles';
import { type Engine, loadEngine } from '../loadEngine';
import { reportingFailure } from '../reportingFailure';
import { runsFolders } from '../runs/runsFolders';
import { samplesProject } from '../runs/samplesProject';
import { askChoice, type Choice } from '../wizard';

export interface CompareSurroundings {
  readonly log: vscode.LogOutputChannel;
  readonly pairs: PairDocuments;
  /** Where runs go when no folder is open. */
  readonly storage: vscode.Uri;
}

/**
 * Returns the report, or undefined when nothing was chosen or nothing can be compared. `given`: what is
 * compared; of one alone, with what is asked for.
 */
export async function compareRuns(
  surroundings: CompareSurroundings,
  given: readonly vscode.Uri[] = [],
): Promise<vscode.WebviewPanel | undefined> {
  const engine = await loadEngine();
  const sources = given.map(({ fsPath: path }) => ({ path }));
  const paths =
    sources.length > 1
      ? sources.map(({ path }) => path)
      : await askSides(engine, surroundings.storage, sources[0]);
  return paths && reportSides(engine, paths, surroundings);
}

/** Reads, compares and shows; a failure is shown in one line. */
export async function reportSides(
  engine: Engine,
  paths: readonly string[],
  { log, pairs }: Pick<CompareSurroundings, 'log' | 'pairs'>,
): Promise<vscode.WebviewPanel | undefined> {
  return reportingFailure(engine, log, async () => {
    const comparison = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Comparing samples') },
      async () => {
        const sides = await Promise.all(
          paths.map((path) =>
            engine.readSide(path, async (file) => (await samplesProject(engine, file)).lint),
          ),
        );
        const named = sides.map((side) => ({ ...side, path: vscode.workspace.asRelativePath(side.path) }));
        return engine.compareSides(named);
      },
    );
    return showComparison(engine, comparison, pairs);
  });
}

interface Source {
  readonly path: string;
  /** Of a run. */
  readonly plan?: RunPlan;
}

async function askSides(
  engine: Engine,
  storage: vscode.Uri,
  given: Source | undefined,
): Promise<readonly string[] | undefined> {
  const sources = findSources(engine, storage);
  const title = vscode.l10n.t('Compare Runs');
  let first = given;
  for (;;) {
    const answer = await askChoice<Source>({
      title,
      step: first && !given ? 2 : 1,
      totalSteps: given ? 1 : 2,
      placeholder: first
        ? vscode.l10n.t('Compare with which run or dataset?')
        : vscode.l10n.t('Which run or dataset comes first?'),
      choices: sources.then((all) => choicesBeside(all, first)),
      active: () => true,
    });
    if (answer.kind === 'cancelled') return undefined;
    if (answer.kind === 'back') first = undefined;
    else if (first) return [first.path, answer.value.path];
    else first = answer.value;
  }
}

/** The other sources, those that were planned alike first. */
function choicesBeside(sources: readonly Source[], first: Source | undefined): Choice<Source>[] {
  const others = sources.filter(({ path }) => path !== first?.path);
  const alike = others.filter(({ plan }) => first?.plan && plan?.seed === first.plan.seed);
  return [...alike, ...others.filter((source) => !alike.includes(source))].map((source) => {
    const { plan, path } = source;
    if (!plan) {
      return {
        label: vscode.workspace.asRelativePath(path),
        iconPath: new vscode.ThemeIcon('database'),
        value: source,
      };
    }
    return {
      label: `${plan.provider}/${plan.model}`,
      iconPath: new vscode.ThemeIcon('beaker'),
      description: alike.includes(source)
        ? vscode.l10n.t('{0} samples, the same seed', plan.count)
        : vscode.l10n.t('{0} samples, seed {1}', plan.count, plan.seed),
      detail: plan.id,
      value: source,
    };
  });
}

/** Runs, the newest first, then the datasets of the workspace. Folders that are no runs are left out. */
async function findSources(engine: Engine, storage: vscode.Uri): Promise<Source[]> {
  const runs: Source[] = [];
  for (const folder of runsFolders(storage)) {
    for (const name of await foldersIn(folder)) {
      const { fsPath: path } = vscode.Uri.joinPath(folder, name);
      try {
        runs.push({ path, plan: await engine.readRunPlan(path) });
      } catch (error) {
        if (engine.explain(error) === undefined) throw error;
      }
    }
  }
  runs.sort((a, b) => ((a.plan?.createdAt ?? '') < (b.plan?.createdAt ?? '') ? 1 : -1));
  const datasets = await findFiles('**/*.{jsonl,vignette}', { limit: 100 });
  return [
    ...runs,
    ...datasets.filter(({ scheme }) => scheme === 'file').map(({ fsPath: path }) => ({ path })),
  ];
}

async function foldersIn(folder: vscode.Uri): Promise<string[]> {
  try {
    const entries = await vscode.workspace.fs.readDirectory(folder);
    return entries.flatMap(([name, type]) => (type === vscode.FileType.Directory ? [name] : []));
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return [];
    throw error;
  }
}

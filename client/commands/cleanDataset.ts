/** Clean Dataset: beside the dataset, what of it is fit to train on, and what is not with the reasons. */
import * as vscode from 'vscode';
import {
  datasetsOnDisk,
  freeName,
  type Given,
  nameOf,
  namesBeside,
  validateName,
} from '../curate/datasetFiles';
import { openDataset } from '../curate/openDataset';
import { sayOutcome } from '../curate/sayOutcome';
import { withProgress } from '../curate/withProgress';
import { type Engine, loadEngine } from '../loadEngine';
import { reportingFailure } from '../reportingFailure';
import type { RunServices } from '../runs/carryOut';
import { samplesProject } from '../runs/samplesProject';
import { type Answer, askChoice, askText, type Choice } from '../wizard';
import { openReview } from './reviewDataset';

const LAST_KEEP = 'cleanDataset.keep';

type Keep = 'fit' | 'strict' | 'balanced' | 'strict balanced';

/** Cleans the datasets given, or the one in the active editor, into one, and opens it. */
export async function cleanDataset(
  { log, memory }: Pick<RunServices, 'log' | 'memory'>,
  ...given: Given
): Promise<void> {
  const datasets = await datasetsOnDisk(given, /\.(?:jsonl|ndjson)$/i);
  const [first] = datasets ?? [];
  if (!datasets || !first) return;
  const names = await namesBeside(first);
  const choices = await askChoices(first, names, memory.get<Keep>(LAST_KEEP));
  if (!choices) return;
  await memory.update(LAST_KEEP, choices.keep);
  const engine = await loadEngine();
  await reportingFailure(engine, log, () => clean(engine, datasets, first, choices));
}

interface Choices {
  readonly keep: Keep;
  /** Of the new file, in the folder of the dataset. */
  readonly name: string;
}

async function askChoices(
  dataset: vscode.Uri,
  names: ReadonlySet<string>,
  last: Keep | undefined,
): Promise<Choices | undefined> {
  const labels = { title: vscode.l10n.t('Clean Dataset'), totalSteps: 2 };
  let preferred = last ?? 'fit';
  for (;;) {
    const keep = await askChoice({
      ...labels,
      step: 1,
      placeholder: vscode.l10n.t('Which records should be kept?'),
      choices: keepChoices(),
      active: (value) => value === preferred,
    });
    if (keep.kind !== 'chosen') return undefined;
    const name = await askName(dataset, names, labels);
    if (name.kind === 'cancelled') return undefined;
    if (name.kind === 'chosen') return { keep: keep.value, name: name.value };
    preferred = keep.value;
  }
}

function keepChoices(): readonly Choice<Keep>[] {
  const thinned = vscode.l10n.t(
    'The same, with archetypes above the target mix thinned out, the worst first',
  );
  return [
    {
      label: vscode.l10n.t('What is fit to train on'),
      detail: vscode.l10n.t('Fixed where that is safe; without errors, duplicates and evaluation data'),
      value: 'fit',
    },
    {
      label: vscode.l10n.t('What has no warnings either'),
      detail: vscode.l10n.t('The same, and nothing that a reviewer would have to look at'),
      value: 'strict',
    },
    { label: vscode.l10n.t('What is fit, in the target mix'), detail: thinned, value: 'balanced' },
    {
      label: vscode.l10n.t('What has no warnings, in the target mix'),
      detail: thinned,
      value: 'strict balanced',
    },
  ];
}

function askName(
  dataset: vscode.Uri,
  names: ReadonlySet<string>,
  labels: { readonly title: string; readonly totalSteps: number },
): Promise<Answer<string>> {
  return askText({
    ...labels,
    step: 2,
    prompt: vscode.l10n.t('Name of the new file, beside {0}; it stays as it is', nameOf(dataset)),
    value: freeName(`${nameOf(dataset).replace(/\.\w+$/, '')}.clean`, '.jsonl', names),
    validate: (name) => {
      const rejects = rejectsOf(name);
      return (
        validateName(name, '.jsonl', names) ??
        (names.has(rejects) ? vscode.l10n.t('{0} is there already.', rejects) : undefined)
      );
    },
  });
}

function rejectsOf(name: string): string {
  return name.replace(/\.jsonl$/i, '.rejects.jsonl');
}

async function clean(
  engine: Engine,
  datasets: readonly vscode.Uri[],
  first: vscode.Uri,
  { keep, name }: Choices,
): Promise<void> {
  const out = vscode.Uri.joinPath(first, '..', name);
  const rejects = vscode.Uri.joinPath(first, '..', rejectsOf(name));
  const { lint: config } = await samplesProject(engine, out.fsPath);
  const mix = keep.includes('balanced') ? engine.mixOf(config.mix ?? engine.DEFAULT_MIX) : undefined;
  const outcome = await withProgress(vscode.l10n.t('Vignette: cleaning the dataset'), (work) =>
    engine.cleanDataset({
      ...work,
      inputs: datasets.map((uri) => ({ name: nameOf(uri), path: uri.fsPath })),
      config,
      fix: true,
      strict: keep.includes('strict'),
      ...(mix && { mix }),
      seed: 0,
      write: { out: out.fsPath, rejects: rejects.fsPath },
    }),
  );
  if (!outcome) return;
  const { records, kept, rejected, fixed, reasons } = outcome;
  if (kept > 0) await openDataset(out);
  const why = Object.entries(reasons)
    .slice(0, 3)
    .map(([rule, count]) => `${rule} ${count}`)
    .join(', ');
  const message =
    fixed === 0
      ? vscode.l10n.t('Kept {0} of {1} records.', kept, records)
      : vscode.l10n.t('Kept {0} of {1} records, {2} of them fixed.', kept, records, fixed);
  const next = {
    title: vscode.l10n.t('Split…'),
    run: () => vscode.commands.executeCommand('vignette.splitDataset', out),
  };
  if (rejected === 0) return sayOutcome(message, next);
  sayOutcome(
    vscode.l10n.t('{0} Rejected {1} ({2}).', message, rejected, why),
    {
      title: vscode.l10n.t('Review Rejects'),
      run: () => openReview(rejects, vscode.l10n.t('Rejects of {0}', nameOf(out).replace(/\.\w+$/, ''))),
    },
    ...(kept > 0 ? [next] : []),
  );
}

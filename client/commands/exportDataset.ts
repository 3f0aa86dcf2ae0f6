/** Export Dataset: beside the dataset, the files that a trainer takes. */
import * as vscode from 'vscode';
import type { ExportFormat } from '../../core/export/exportRecord';
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

const LAST_FORMAT = 'exportDataset.format';
const LAST_LICENSE = 'exportDataset.license';

/** Exports the datasets given, each to the split that its name says, or the one in the active editor. */
export async function exportDataset(
  { log, memory }: Pick<RunServices, 'log' | 'memory'>,
  ...given: Given
): Promise<void> {
  const datasets = await datasetsOnDisk(given, /\.(?:jsonl|ndjson|vignette)$/i);
  const [first] = datasets ?? [];
  if (!datasets || !first) return;
  const choices = await askChoices(first, await namesBeside(first), {
    format: memory.get<ExportFormat>(LAST_FORMAT) ?? 'openai',
    license: memory.get<string>(LAST_LICENSE) ?? 'apache-2.0',
  });
  if (!choices) return;
  await memory.update(LAST_FORMAT, choices.format);
  if (choices.license !== undefined) await memory.update(LAST_LICENSE, choices.license);
  const engine = await loadEngine();
  await reportingFailure(engine, log, () => write(engine, datasets, first, choices));
}

interface Choices {
  readonly format: ExportFormat;
  /** Of the new file, of several splits what stands before their names; or of the folder. */
  readonly name: string;
  /** Of a folder's card; empty for none. */
  readonly license?: string;
}

async function askChoices(
  dataset: vscode.Uri,
  names: ReadonlySet<string>,
  last: { readonly format: ExportFormat; readonly license: string },
): Promise<Choices | undefined> {
  const title = vscode.l10n.t('Export Dataset');
  let preferred = last.format;
  for (;;) {
    const format = await askChoice({
      title,
      step: 1,
      totalSteps: preferred === 'huggingface' ? 3 : 2,
      placeholder: vscode.l10n.t('Who will read it?'),
      choices: formatChoices(),
      active: (value) => value === preferred,
    });
    if (format.kind !== 'chosen') return undefined;
    preferred = format.value;
    const totalSteps = preferred === 'huggingface' ? 3 : 2;
    const name = await askName(dataset, names, preferred, { title, step: 2, totalSteps });
    if (name.kind === 'cancelled') return undefined;
    if (name.kind === 'back') continue;
    if (preferred !== 'huggingface') return { format: preferred, name: name.value };
    const license = await askText({
      title,
      step: 3,
      totalSteps,
      prompt: vscode.l10n.t('License, as the Hub calls it: apache-2.0, cc-by-4.0. Empty: none yet'),
      value: last.license,
      validate: (text) =>
        /^[a-z\d.-]*$/.test(text)
          ? undefined
          : vscode.l10n.t('Small letters, digits, dots and hyphens only.'),
    });
    if (license.kind === 'cancelled') return undefined;
    if (license.kind === 'chosen') return { format: preferred, name: name.value, license: license.value };
  }
}

function formatChoices(): readonly Choice<ExportFormat>[] {
  return [
    {
      label: 'openai',
      description: vscode.l10n.t('messages and nothing else'),
      detail: vscode.l10n.t('OpenAI fine-tuning, TRL, Axolotl, Unsloth'),
      value: 'openai',
    },
    {
      label: 'sharegpt',
      description: vscode.l10n.t('conversations'),
      detail: vscode.l10n.t('LLaMA-Factory, Unsloth'),
      value: 'sharegpt',
    },
    {
      label: 'alpaca',
      description: 'instruction, output',
      detail: vscode.l10n.t('One question with its reply'),
      value: 'alpaca',
    },
    {
      label: 'grpo',
      description: vscode.l10n.t('prompts, and what rewards are worked out from'),
      detail: vscode.l10n.t('TRL GRPOTrainer: context, question, answer and quotes as columns'),
      value: 'grpo',
    },
    {
      label: 'harmony',
      description: 'gpt-oss',
      detail: vscode.l10n.t('The thinking apart, for the analysis channel'),
      value: 'harmony',
    },
    {
      label: 'huggingface',
      description: vscode.l10n.t('a folder to publish'),
      detail: vscode.l10n.t('A split for each dataset, and a dataset card with mix, lengths and sources'),
      value: 'huggingface',
    },
  ];
}

function askName(
  dataset: vscode.Uri,
  names: ReadonlySet<string>,
  format: ExportFormat,
  labels: { readonly title: string; readonly step: number; readonly totalSteps: number },
): Promise<Answer<string>> {
  // Parts of a split go together: the name is that of the whole.
  const base = nameOf(dataset).replace(/(?:\.(?:train|validation|test))?\.\w+$/i, '');
  const isFolder = format === 'huggingface';
  const end = isFolder ? '' : '.jsonl';
  return askText({
    ...labels,
    prompt: isFolder
      ? vscode.l10n.t('Name of the new folder, beside {0}', nameOf(dataset))
      : vscode.l10n.t(
          'Name of the new file, beside {0}; of several splits each adds its name',
          nameOf(dataset),
        ),
    value: freeName(isFolder ? `${base}-hub` : `${base}.${format}`, end, names),
    validate: (name) => validateName(name, end, names),
  });
}

async function write(
  engine: Engine,
  datasets: readonly vscode.Uri[],
  first: vscode.Uri,
  { format, name, license }: Choices,
): Promise<void> {
  const { countTokens, TOKENIZER } = await import('../../core/prompt/tokenizer');
  const out = vscode.Uri.joinPath(first, '..', name);
  const files = await Promise.all(
    datasets.map(async (uri) => ({
      name: nameOf(uri),
      path: uri.fsPath,
      format: engine.formatOfPath(uri.path) ?? ('jsonl' as const),
      config: (await samplesProject(engine, uri.fsPath)).lint,
      isOurs: () => true,
      split: engine.splitNameOf(uri.path),
    })),
  );
  const isFolder = format === 'huggingface';
  const isOne = new Set(files.map(({ split }) => split)).size === 1;
  const pathOf = (split: string): string => {
    if (isFolder) return vscode.Uri.joinPath(out, 'data', `${split}.jsonl`).fsPath;
    return isOne ? out.fsPath : engine.partPath(out.fsPath, split);
  };
  const outcome = await withProgress(vscode.l10n.t('Vignette: exporting the dataset'), (work) =>
    engine.exportDataset({
      ...work,
      files,
      format,
      pathOf,
      allowErrors: false,
      ...(isFolder && { card: { folder: out.fsPath, title: name, ...(license && { license }) } }),
      tokenizer: { encoding: TOKENIZER, countTokens },
    }),
  );
  if (!outcome) return;
  await openResult(isFolder ? vscode.Uri.joinPath(out, engine.CARD_FILES.card) : undefined, outcome.files);
  const left = outcome.records - outcome.exported;
  const message = vscode.l10n.t(
    'Exported {0} of {1} records as {2}.',
    outcome.exported,
    outcome.records,
    format,
  );
  if (left === 0) return sayOutcome(message);
  const why = Object.entries(outcome.reasons)
    .slice(0, 3)
    .map(([reason, count]) => `${reason} ${count}`)
    .join(', ');
  sayOutcome(vscode.l10n.t('{0} Left out {1} ({2}).', message, left, why), {
    title: vscode.l10n.t('Clean…'),
    run: () => vscode.commands.executeCommand('vignette.cleanDataset', first, datasets),
  });
}

/** The card as people read it; else the first file. */
async function openResult(card: vscode.Uri | undefined, files: readonly string[]): Promise<void> {
  if (card) await vscode.commands.executeCommand('markdown.showPreview', card);
  else if (files[0] !== undefined) await openDataset(vscode.Uri.file(files[0]));
}

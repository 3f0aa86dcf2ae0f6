/** Convert Dataset: a file beside the dataset, with its records in another dialect. */
import * as vscode from 'vscode';
import type { Target } from '../../core/dataset/convert/convertRecord';
import { type DatasetFormat, formatOfPath } from '../../core/dataset/records';
import { freeName, nameOf, namesBeside, validateName } from '../curate/datasetFiles';
import { type Engine, loadEngine } from '../loadEngine';
import { reportingFailure } from '../reportingFailure';
import type { RunServices } from '../runs/carryOut';
import { type Answer, askChoice, askText, type Choice } from '../wizard';

const LAST_TARGET = 'convertDataset.target';

/** Records converted before the editor gets its turn. */
const AT_ONCE = 100;

interface Labels {
  readonly title: string;
  readonly step: number;
  readonly totalSteps: number;
}

/** Converts the dataset given, or the one in the active editor, and opens what came of it. */
export async function convertDataset(
  { log, memory }: Pick<RunServices, 'log' | 'memory'>,
  given?: vscode.Uri,
): Promise<void> {
  const dataset = given ?? vscode.window.activeTextEditor?.document.uri;
  const format = dataset && formatOfPath(dataset.path);
  if (!dataset || !format) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Open a .jsonl or .vignette dataset to convert it.'),
    );
    return;
  }
  const folder = vscode.Uri.joinPath(dataset, '..');
  const names = await namesBeside(dataset);
  const choices = await askChoices(dataset, names, memory.get<Target>(LAST_TARGET));
  if (!choices) return;
  await memory.update(LAST_TARGET, choices.target);
  const engine = await loadEngine();
  const converted = await convertWithProgress(engine, format, await textOf(dataset), choices.target);
  if (!converted) return;
  await reportingFailure(engine, log, () => save(engine, folder, names, choices, converted));
}

interface Choices {
  readonly target: Target;
  /** Of the new file, in the folder of the dataset. */
  readonly name: string;
}

async function askChoices(
  dataset: vscode.Uri,
  names: ReadonlySet<string>,
  last: Target | undefined,
): Promise<Choices | undefined> {
  const labels = { title: vscode.l10n.t('Convert Dataset'), totalSteps: 2 };
  let preferred = last;
  for (;;) {
    const target = await askTarget(preferred, { ...labels, step: 1 });
    if (target.kind !== 'chosen') return undefined;
    const name = await askName(dataset, names, target.value, { ...labels, step: 2 });
    if (name.kind === 'cancelled') return undefined;
    if (name.kind === 'chosen') return { target: target.value, name: name.value };
    preferred = target.value;
  }
}

function askTarget(preferred: Target = 'messages', labels: Labels): Promise<Answer<Target>> {
  const choices: readonly Choice<Target>[] = [
    {
      label: 'messages',
      description: vscode.l10n.t('canonical'),
      detail: vscode.l10n.t('User and assistant messages with tagged blocks: what everything here works on'),
      value: 'messages',
    },
    {
      label: 'conversations',
      description: 'ShareGPT',
      detail: vscode.l10n.t('The same turns under "from" and "value"'),
      value: 'conversations',
    },
    {
      label: 'flat',
      description: vscode.l10n.t('a field for each part'),
      detail: vscode.l10n.t('context, question, think, proof and answer'),
      value: 'flat',
    },
    {
      label: 'task',
      description: vscode.l10n.t('for evaluation'),
      detail: vscode.l10n.t('task_id, context, question and the expected answer'),
      value: 'task',
    },
    {
      label: 'prompts',
      description: 'GRPO',
      detail: vscode.l10n.t('What is asked, without the reply; the metadata keep it'),
      value: 'prompts',
    },
    {
      label: 'vignette',
      description: vscode.l10n.t('to read'),
      detail: vscode.l10n.t('Text with tagged blocks, and metadata as YAML'),
      value: 'vignette',
    },
  ];
  return askChoice({
    ...labels,
    placeholder: vscode.l10n.t('Which dialect should the records have?'),
    choices,
    active: (value) => value === preferred,
  });
}

function askName(
  dataset: vscode.Uri,
  names: ReadonlySet<string>,
  target: Target,
  labels: Labels,
): Promise<Answer<string>> {
  const end = target === 'vignette' ? '.vignette' : '.jsonl';
  const base = nameOf(dataset).replace(/\.\w+$/, '');
  const value = freeName(target === 'vignette' ? base : `${base}.${target}`, end, names);
  return askText({
    ...labels,
    prompt: vscode.l10n.t('Name of the new file, beside {0}', nameOf(dataset)),
    value,
    validate: (name) => validateName(name, end, names),
  });
}

interface Converted {
  readonly texts: readonly string[];
  readonly left: readonly { readonly line: number; readonly reason: string; readonly record: string }[];
}

/** Undefined when cancelled. */
function convertWithProgress(
  { convertRecords, splitLines }: Engine,
  format: DatasetFormat,
  text: string,
  target: Target,
): Thenable<Converted | undefined> {
  return vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Vignette: converting the dataset'),
      cancellable: true,
    },
    async (progress, token) => {
      const lines = splitLines(text);
      const texts: string[] = [];
      const left: Converted['left'][number][] = [];
      let reported = 0;
      for (const { line, conversion } of convertRecords(format, lines, target)) {
        if ('text' in conversion) texts.push(conversion.text);
        else left.push({ line, ...conversion });
        if ((texts.length + left.length) % AT_ONCE > 0) continue;
        const done = (100 * line) / lines.length;
        progress.report({ message: vscode.l10n.t('line {0}', line + 1), increment: done - reported });
        reported = done;
        await new Promise((resolve) => setImmediate(resolve));
        if (token.isCancellationRequested) return undefined;
      }
      return { texts, left };
    },
  );
}

/** Writes what was converted and what was not, says so, and opens the one; the other is a button away. */
async function save(
  { joinRecords, writeFileAtomic }: Engine,
  folder: vscode.Uri,
  names: ReadonlySet<string>,
  { target, name }: Choices,
  { texts, left }: Converted,
): Promise<void> {
  const write = async (fileName: string, text: string): Promise<vscode.Uri> => {
    const file = vscode.Uri.joinPath(folder, fileName);
    if (file.scheme === 'file') await writeFileAtomic(file.fsPath, text);
    else await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
    return file;
  };
  const file = texts.length > 0 ? await write(name, joinRecords(target, texts)) : undefined;
  const [first] = left;
  if (first) {
    const rejects = freeName(`${name.replace(/\.\w+$/, '')}.rejects`, '.jsonl', new Set([...names, name]));
    const rejected = await write(rejects, left.map(({ record }) => `${record}\n`).join(''));
    const show = vscode.l10n.t('Show Them');
    void vscode.window
      .showWarningMessage(
        vscode.l10n.t(
          'Records converted to {1}: {0}. {2} could not be, and are in {3}. Line {4}: {5}',
          texts.length,
          target,
          left.length,
          rejects,
          first.line + 1,
          first.reason,
        ),
        show,
      )
      .then(async (chosen) => {
        if (chosen === show) await vscode.window.showTextDocument(rejected, { preview: false });
      });
  } else {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Records converted to {1}: {0}.', texts.length, target),
    );
  }
  if (file) await vscode.window.showTextDocument(file, { preview: false });
}

/** The text as the editor has it, saved or not; else as the file has it. */
async function textOf(uri: vscode.Uri): Promise<string> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  return open?.getText() ?? new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

/** Split Dataset: parts for training, validation and test beside the dataset, so that none gives another away. */
import * as vscode from 'vscode';
import { datasetsOnDisk, type Given, nameOf, namesBeside } from '../curate/datasetFiles';
import { openDataset } from '../curate/openDataset';
import { sayOutcome } from '../curate/sayOutcome';
import { withProgress } from '../curate/withProgress';
import { type Engine, loadEngine } from '../loadEngine';
import { reportingFailure } from '../reportingFailure';
import type { RunServices } from '../runs/carryOut';
import { samplesProject } from '../runs/samplesProject';
import { askChoice, askText } from '../wizard';

const LAST_SIZES = 'splitDataset.sizes';

/** Train, validation and test. */
const USUAL = ['0.9 / 0.05 / 0.05', '0.8 / 0.1 / 0.1', '0.9 / 0 / 0.1'];
const NAMES = ['train', 'validation', 'test'] as const;

/** Splits the dataset given, or the one in the active editor. */
export async function splitDataset(
  { log, memory }: Pick<RunServices, 'log' | 'memory'>,
  ...[clicked]: Given
): Promise<void> {
  const [dataset] = (await datasetsOnDisk([clicked], /\.(?:jsonl|ndjson)$/i)) ?? [];
  if (!dataset) return;
  const engine = await loadEngine();
  const sizes = await askSizes(engine, memory.get<string>(LAST_SIZES));
  if (sizes === undefined) return;
  await memory.update(LAST_SIZES, sizes);
  await reportingFailure(engine, log, () => split(engine, dataset, sizes));
}

async function askSizes(engine: Engine, last = USUAL[0]): Promise<string | undefined> {
  const title = vscode.l10n.t('Split Dataset');
  const known = USUAL.includes(last ?? '') || last === undefined ? USUAL : [last, ...USUAL];
  for (;;) {
    const chosen = await askChoice<string | undefined>({
      title,
      step: 1,
      totalSteps: 2,
      placeholder: vscode.l10n.t('How large should training, validation and test be?'),
      choices: [
        ...known.map((value) => ({ label: value, value })),
        {
          label: vscode.l10n.t('Others…'),
          description: vscode.l10n.t('shares, numbers of records, the rest'),
          value: undefined,
        },
      ],
      active: (value) => value === last,
    });
    if (chosen.kind !== 'chosen' || chosen.value !== undefined)
      return chosen.kind === 'chosen' ? chosen.value : undefined;
    const own = await askText({
      title,
      step: 2,
      totalSteps: 2,
      prompt: vscode.l10n.t(
        'Training / validation / test: shares such as 0.9, numbers of records, or "rest"',
      ),
      value: 'rest / 0 / 100',
      validate: (text) => {
        const read = readSizes(engine, text);
        return typeof read === 'string' ? read : undefined;
      },
    });
    if (own.kind !== 'back') return own.kind === 'chosen' ? own.value : undefined;
  }
}

type Wish = ReturnType<Engine['parsePartSize']>;

/** The parts that are to have records, or what is wrong. */
function readSizes(
  { parsePartSize }: Engine,
  text: string,
): string | { readonly name: string; readonly size: Wish }[] {
  const sizes = text.split('/').map((size) => size.trim());
  if (sizes.length !== NAMES.length) return vscode.l10n.t('Give three, such as 0.9 / 0.05 / 0.05.');
  try {
    return NAMES.flatMap((name, i) =>
      sizes[i] === '0' ? [] : [{ name, size: parsePartSize(sizes[i] ?? '') }],
    );
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
}

async function split(engine: Engine, dataset: vscode.Uri, sizes: string): Promise<void> {
  const wishes = readSizes(engine, sizes);
  if (typeof wishes === 'string') return;
  const parts = wishes.map((wish) => ({ ...wish, path: engine.partPath(dataset.fsPath, wish.name) }));
  const names = await namesBeside(dataset);
  const there = parts.map(({ path }) => nameOf(vscode.Uri.file(path))).filter((name) => names.has(name));
  if (there.length > 0 && !(await agreesToReplace(there))) return;
  const { lint: config } = await samplesProject(engine, dataset.fsPath);
  const input = { name: nameOf(dataset), path: dataset.fsPath };
  const outcome = await withProgress(vscode.l10n.t('Vignette: splitting the dataset'), (work) =>
    engine.splitDataset({ ...work, input, config, parts, seed: 0, dryRun: false }),
  );
  if (!outcome) return;
  const counts = outcome.parts.map(({ name, records }) => `${name} ${records}`).join(', ');
  const { groups, records } = outcome.groups;
  const kept =
    groups === 0
      ? ''
      : ` ${vscode.l10n.t('{0} records that give each other away are kept together in {1} groups.', records, groups)}`;
  const { empty } = outcome;
  const none =
    empty.length === 0
      ? ''
      : ` ${vscode.l10n.t('There was no record for {0}: give numbers of records instead of shares.', empty.join(', '))}`;
  const uris = outcome.parts.map(({ path }) => vscode.Uri.file(path));
  sayOutcome(
    vscode.l10n.t('Split {0} records: {1}.', outcome.records, counts) + none + kept,
    {
      title: vscode.l10n.t('Export…'),
      run: () => vscode.commands.executeCommand('vignette.exportDataset', uris[0], uris),
    },
    {
      title: vscode.l10n.t('Open {0}', outcome.parts.at(-1)?.name ?? ''),
      run: () => openDataset(uris.at(-1) as vscode.Uri),
    },
  );
}

async function agreesToReplace(names: readonly string[]): Promise<boolean> {
  const replace = vscode.l10n.t('Replace');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('Replace what is there already?'),
    { modal: true, detail: names.join(', ') },
    replace,
  );
  return answer === replace;
}

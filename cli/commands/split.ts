import { type PartSize, type PartWish, parsePartSize } from '../../core/curate/partSizes';
import { type ConfigOptions, Configs } from '../../storage/configs';
import { partPath } from '../../storage/curate/partPath';
import { type SplitOutcome, splitDataset } from '../../storage/curate/splitDataset';
import { CLEAN, CliError } from '../exit';
import { shownPath } from '../inputFiles';
import { interruptible } from '../interrupt';
import { checkWritable } from '../outputFiles';
import { columnsOf } from '../reporters/columns';
import { createStyle, type Style } from '../reporters/style';
import { plural } from '../reporters/text';
import { ShareProgress } from '../shareProgress';
import { findStoredInputs } from '../storedInputs';

export interface SplitOptions extends ConfigOptions {
  readonly train?: PartSize;
  readonly validation?: PartSize;
  readonly test?: PartSize;
  /** Left out: the folder of the dataset. */
  readonly outDir?: string;
  readonly seed: number;
  readonly dryRun: boolean;
  readonly force: boolean;
  readonly threads?: number;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly color: boolean;
}

const NAMES = ['train', 'validation', 'test'] as const;

/** Where none is asked for. */
const USUAL: readonly PartWish[] = (['0.9', '0.05', '0.05'] as const).map((size, i) => ({
  name: NAMES[i] ?? '',
  size: parsePartSize(size),
}));

/** `vignette split FILE`: writes FILE.train.jsonl and so on, so that no part gives another away. */
export async function split(path: string, options: SplitOptions): Promise<number> {
  const { seed, dryRun, force, json, quiet, color } = options;
  const configs = new Configs(options, shownPath);
  const inputs = await findStoredInputs([path], configs);
  const [input] = inputs;
  if (!input || inputs.length > 1)
    throw new CliError(`${path} is ${inputs.length} datasets: split one, which clean can make of them.`);
  const asked = NAMES.flatMap((name) => (options[name] ? [{ name, size: options[name] }] : []));
  const parts = (asked.length > 0 ? asked : USUAL).map((part) => ({
    ...part,
    path: partPath(input.path, part.name, options.outDir),
  }));
  if (!dryRun) for (const part of parts) await checkWritable(part.path, force);
  const progress = new ShareProgress('', quiet || json, createStyle(process.stderr, color));
  const outcome = await interruptible(
    quiet,
    async (signal) =>
      splitDataset({
        input,
        config: await configs.of(input.path),
        parts,
        seed,
        dryRun,
        ...(options.threads !== undefined && { threads: options.threads }),
        signal,
        onProgress: (done) => progress.show(done),
      }),
    'nothing is written',
  ).finally(() => progress.end());
  if (json) process.stdout.write(`${JSON.stringify({ ...outcome, seed, dryRun })}\n`);
  else if (!quiet) process.stderr.write(describe(outcome, dryRun, createStyle(process.stderr, color)));
  return CLEAN;
}

function describe({ records, parts, empty, groups }: SplitOutcome, dryRun: boolean, style: Style): string {
  const lines = [
    style.bold(
      `${dryRun ? 'Would split' : 'Split'} ${plural(records, 'record')} into ${parts.length} parts.`,
    ),
    '',
    ...table(parts, style),
    '',
  ];
  for (const { name, records, wanted } of parts)
    if (records !== wanted)
      lines.push(`${name} has ${records} and not ${wanted}: groups of records are kept together.`);
  if (empty.length > 0)
    lines.push(
      style.yellow(
        `No record for ${empty.join(' and ')}: give a number of records, such as --train rest --test ${Math.max(1, Math.floor(records / 5))}.`,
      ),
    );
  if (groups.groups > 0) {
    const ties = Object.entries(groups.bonds).map(
      ([bond, count]) => `${BONDS[bond as keyof typeof BONDS]} ${count}`,
    );
    lines.push(
      `${plural(groups.records, 'record')} in ${plural(groups.groups, 'group')} kept together (${ties.join(', ')}). The largest:`,
    );
    for (const { record, records, part, bonds } of groups.largest)
      lines.push(
        `  ${plural(records, 'record')} with record ${record}, in ${part}: ${bonds.map((bond) => BONDS[bond]).join(', ')}`,
      );
  } else lines.push('No record shares its context, question or proof with another.');
  if (!dryRun) lines.push(...parts.map(({ path }) => style.dim(path)));
  return `${lines.join('\n')}\n`;
}

const BONDS = {
  duplicate: 'near-duplicates',
  context: 'shared context',
  question: 'shared question',
  proof: 'shared proof',
} as const;

/** Parts by archetype, with shares of the part. */
function table(parts: SplitOutcome['parts'], style: Style): string[] {
  const types = [...new Set(parts.flatMap(({ archetypes }) => Object.keys(archetypes)))].sort();
  const rows = [
    ['', 'records', ...types.map((type) => type || '(no type)')],
    ...parts.map(({ name, records, archetypes }) => [
      name,
      `${records}`,
      ...types.map((type) => {
        const count = archetypes[type] ?? 0;
        return `${count} (${records === 0 ? 0 : Math.round((100 * count) / records)} %)`;
      }),
    ]),
  ];
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => columnsOf(row[i] ?? ''))));
  return rows.map((row, r) => {
    const cells = row.map((cell, i) => {
      const gap = ' '.repeat((widths[i] ?? 0) - columnsOf(cell));
      return i === 0 ? cell + gap : gap + cell;
    });
    return r === 0 ? style.dim(cells.join('  ')) : cells.join('  ');
  });
}

/** One dataset as several, for training, validation and test, of any size. */
import { type Cut, cutRecords } from '../../core/curate/cutRecords';
import type { Bond } from '../../core/curate/groups';
import { type PartWish, partCounts } from '../../core/curate/partSizes';
import { StorageError } from '../../core/generate/journal';
import type { LintConfig } from '../../core/lint/config';
import { RULES } from '../../core/rules/all';
import { configuredOverlap } from '../../core/rules/dataset/contamination';
import { configuredThresholds } from '../../core/rules/dataset/near-duplicate';
import { writeFileAtomic } from '../files';
import { carryOut } from './carryOut';
import { inPieces } from './inPieces';
import { scanFiles, type Work } from './scanFiles';
import type { FileToScan, ScannedFile } from './scannedFile';

export interface PartToWrite extends PartWish {
  readonly path: string;
}

export interface SplitRequest extends Work {
  readonly input: FileToScan;
  /** Says when records repeat each other. */
  readonly config: LintConfig;
  readonly parts: readonly PartToWrite[];
  readonly seed: number;
  /** Work out the parts and write nothing. */
  readonly dryRun: boolean;
}

/** A JSON value: what `--json` prints too. */
export interface SplitOutcome {
  readonly records: number;
  readonly parts: readonly {
    readonly name: string;
    readonly path: string;
    readonly records: number;
    /** How many it was to get; others where groups of several records did not fit. */
    readonly wanted: number;
    /** By `metadata.type`; "" where there is none. */
    readonly archetypes: Readonly<Record<string, number>>;
  }[];
  /** Names of parts that got no record. */
  readonly empty: readonly string[];
  /** Records that were kept together. */
  readonly groups: {
    readonly groups: number;
    readonly records: number;
    /** By what ties records to each other, how many groups; a group may have several ties. */
    readonly bonds: Readonly<Partial<Record<Bond, number>>>;
    /** The largest first, the first few. `record`: the number of the first. */
    readonly largest: readonly {
      readonly record: number;
      readonly records: number;
      readonly part: string;
      readonly bonds: readonly Bond[];
    }[];
  };
}

/** Shares of the work; the rest is writing. */
const READING = 0.15;
const COMPARING = 0.8;

/** So often the comparison goes through the records, or nearly. */
const PASSES = 6;

/** Groups that are named one by one. */
const MOST_NAMED = 5;

/**
 * Writes each part as a file, the bytes of the records as they are and in their order. Rejects with StorageError, also for a line that
 * is not JSON, and with SplitError where the parts are not all of the records.
 */
export async function splitDataset(request: SplitRequest): Promise<SplitOutcome> {
  const { input, config, parts, seed, dryRun, signal, onProgress } = request;
  const [file] = (await scanFiles([input], withoutRules(config), 'lint', request, READING)) as [ScannedFile];
  try {
    checkReadable(file);
    const total = file.facts.length;
    const wanted = partCounts(parts, total);
    const cut = await carryOut(
      cutRecords(file, {
        thresholds: configuredThresholds(config),
        overlap: configuredOverlap(config),
        counts: wanted,
        seed,
      }),
      signal,
      (taken) => onProgress?.(READING + COMPARING * Math.min(1, taken / (PASSES * total))),
    );
    onProgress?.(READING + COMPARING);
    if (!dryRun)
      for (const [i, { path }] of parts.entries())
        await writeFileAtomic(path, inPieces(linesOf(file, cut.parts, i), signal));
    onProgress?.(1);
    return describe(file, parts, wanted, cut);
  } finally {
    file.close();
  }
}

/** Only what the records say is needed, and no rule. */
function withoutRules(config: LintConfig): LintConfig {
  return { ...config, severities: Object.fromEntries(RULES.map(({ id }) => [id, 'off' as const])) };
}

/** A record that cannot be read may be the twin of any other. */
function checkReadable(file: ScannedFile): void {
  for (const [record, { dialect }] of file.facts.entries()) {
    if (dialect !== undefined || !file.read(record).error) continue;
    const line = (file.startLines[record] ?? 0) + 1;
    throw new StorageError(
      `Line ${line} of ${file.name} is not JSON.`,
      `Correct it, or sort it out: vignette clean ${file.name} --out FILE.`,
    );
  }
}

function* linesOf(file: ScannedFile, assigned: Uint8Array, part: number): Generator<Uint8Array> {
  for (const [record, its] of assigned.entries()) if (its === part) yield file.outputOf(record);
  file.checkUnchanged();
}

function describe(
  { facts }: ScannedFile,
  parts: readonly PartToWrite[],
  wanted: readonly number[],
  { groups, members, parts: assigned }: Cut,
): SplitOutcome {
  const types = parts.map(() => new Map<string, number>());
  for (const [record, part] of assigned.entries()) {
    const type = facts[record]?.type ?? '';
    types[part]?.set(type, (types[part]?.get(type) ?? 0) + 1);
  }
  const several = members.filter(({ length }) => length > 1).sort((a, b) => b.length - a.length);
  const bondsOf = (records: readonly number[]): Bond[] => [...(groups.bonds.get(records[0] ?? 0) ?? [])];
  const bonds: Partial<Record<Bond, number>> = {};
  for (const records of several) for (const bond of bondsOf(records)) bonds[bond] = (bonds[bond] ?? 0) + 1;
  return {
    records: assigned.length,
    parts: parts.map(({ name, path }, i) => ({
      name,
      path,
      records: [...(types[i]?.values() ?? [])].reduce((sum, count) => sum + count, 0),
      wanted: wanted[i] ?? 0,
      archetypes: Object.fromEntries(types[i] ?? []),
    })),
    empty: parts.flatMap(({ name }, i) => (types[i]?.size === 0 ? [name] : [])),
    groups: {
      groups: several.length,
      records: several.reduce((sum, { length }) => sum + length, 0),
      bonds,
      largest: several.slice(0, MOST_NAMED).map((records) => ({
        record: records[0] ?? 0,
        records: records.length,
        part: parts[assigned[records[0] ?? 0] ?? 0]?.name ?? '',
        bonds: bondsOf(records),
      })),
    },
  };
}

/** From raw datasets to one that is fit to train on, and what was sorted out of them, of any size. */
import { isUtf8 } from 'node:buffer';
import { withReasons } from '../../core/curate/rejection';
import { type FitOptions, type Reason, type Rejections, selectFit } from '../../core/curate/selectFit';
import type { LintConfig } from '../../core/lint/config';
import { stripLineEnd } from '../../core/text/lineText';
import { writeFileAtomic } from '../files';
import { carryOut } from './carryOut';
import { inPieces } from './inPieces';
import { scanFiles, type Work } from './scanFiles';
import type { FileToScan, ScannedFile } from './scannedFile';

export interface CleanRequest extends FitOptions, Work {
  readonly inputs: readonly FileToScan[];
  /** What holds for the dataset that is made. */
  readonly config: LintConfig;
  /** Whether safe fixes are applied. */
  readonly fix: boolean;
  /** Where the records go; left out, nothing is written. */
  readonly write?: { readonly out: string; readonly rejects: string };
}

/** What became of the records of one archetype. */
export interface CleanedType {
  readonly records: number;
  readonly kept: number;
}

/** A JSON value: what `--json` prints too. */
export interface CleanOutcome {
  readonly records: number;
  readonly kept: number;
  /** How many of the kept records a fix changed. */
  readonly fixed: number;
  readonly rejected: number;
  /** By rule, for how many records it is a reason; the most frequent first. */
  readonly reasons: Readonly<Record<string, number>>;
  /** By `metadata.type`. */
  readonly archetypes: Readonly<Record<string, CleanedType>>;
  /** Archetypes that the mix has a share for, of which there is no record. */
  readonly absent: readonly string[];
}

/**
 * Sorts the records of files into those that are fit to train on, in their order, and the others, each with its reasons. Rejects
 * with StorageError; both files are then as they were, or the rejects are new and the other is not.
 */
export async function cleanDataset(request: CleanRequest): Promise<CleanOutcome> {
  const { inputs, config, fix, write, signal, onProgress } = request;
  const files = await scanFiles(inputs, config, fix ? 'fix' : 'lint', request);
  try {
    const rejections = await carryOut(selectFit(files, config, request), signal);
    onProgress?.(0.9);
    if (write) {
      await writeFileAtomic(write.rejects, inPieces(rejectsOf(files, rejections), signal));
      await writeFileAtomic(write.out, inPieces(keptOf(files, rejections), signal));
    }
    onProgress?.(1);
    return countOutcome(files, rejections, request);
  } finally {
    for (const file of files) file.close();
  }
}

function* keptOf(files: readonly ScannedFile[], rejections: Rejections): Generator<Uint8Array> {
  for (const { file, record, index } of recordsOf(files))
    if (!rejections.has(index)) yield file.outputOf(record);
  // Before this is believed, and takes its place.
  for (const file of files) file.checkUnchanged();
}

function* rejectsOf(files: readonly ScannedFile[], rejections: Rejections): Generator<Uint8Array> {
  for (const { file, record, index } of recordsOf(files)) {
    const reasons = rejections.get(index);
    if (reasons) yield rejectedLine(file.bytesOf(record), reasons);
  }
  for (const file of files) file.checkUnchanged();
}

function rejectedLine(bytes: Uint8Array, reasons: readonly Reason[]): Uint8Array {
  const line = stripLineEnd(Buffer.from(bytes).toString('utf8'));
  const said = [...new Set(reasons.map(({ rule, message }) => `${rule}: ${message}`))];
  const base64 = isUtf8(bytes) ? undefined : Buffer.from(bytes).toString('base64');
  return Buffer.from(`${withReasons(line, said, base64)}\n`);
}

/** `index`: the record's number among those of all files. */
function* recordsOf(
  files: readonly ScannedFile[],
): Generator<{ readonly file: ScannedFile; readonly record: number; readonly index: number }> {
  let index = 0;
  for (const file of files)
    for (let record = 0; record < file.facts.length; record++) yield { file, record, index: index++ };
}

function countOutcome(
  files: readonly ScannedFile[],
  rejections: Rejections,
  { mix }: FitOptions,
): CleanOutcome {
  const archetypes = new Map<string, { records: number; kept: number }>();
  let records = 0;
  let fixed = 0;
  for (const { file, record, index } of recordsOf(files)) {
    records++;
    const isKept = !rejections.has(index);
    if (isKept && file.isFixed(record)) fixed++;
    const type = file.facts[record]?.type;
    if (type === undefined) continue;
    const counts = archetypes.get(type) ?? { records: 0, kept: 0 };
    counts.records++;
    if (isKept) counts.kept++;
    archetypes.set(type, counts);
  }
  const reasons = new Map<string, number>();
  for (const all of rejections.values())
    for (const rule of new Set(all.map(({ rule }) => rule))) reasons.set(rule, (reasons.get(rule) ?? 0) + 1);
  const wanted = Object.entries(mix ?? {}).filter(([, share]) => share > 0);
  return {
    records,
    kept: records - rejections.size,
    fixed,
    rejected: rejections.size,
    reasons: Object.fromEntries([...reasons].sort(([, a], [, b]) => b - a)),
    archetypes: Object.fromEntries(archetypes),
    absent: wanted.map(([type]) => type).filter((type) => !archetypes.has(type)),
  };
}

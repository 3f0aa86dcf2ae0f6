/** Files that are looked at once and together: their records, and the dataset that they are as a whole. */
import type { DuplicateTrackers } from '../curate/duplicateTracker';
import type { RecordFacts } from '../dataset/facts';
import { unpackFacts } from '../dataset/packedFacts';
import { type DatasetFormat, parseRecord } from '../dataset/records';
import type { DatasetRecords } from '../rules/rule';
import type { ParsedRecord } from '../sample/record';
import { complete, type Steps } from '../steps';
import { moveDown } from '../text/recordRanges';
import type { LintConfig } from './config';
import type { Diagnostic } from './diagnostic';
import { addShapes, lintShape, type StretchShape } from './fileShape';
import type { FileLint } from './lintFile';
import { lintStretch, type StretchLint } from './lintStretch';
import { gatherRecords, lintTogether } from './lintTogether';
import { inOrder } from './order';

export interface FileToLint {
  /** As the face that lints names it. */
  readonly name: string;
  readonly format: DatasetFormat;
  readonly config: LintConfig;
  /** A line, with its terminator; asked for again for the few records that are reported or have to be compared exactly. */
  readonly lineAt: (line: number) => string;
}

export class LintOfFiles {
  readonly #files: FileInStretches[] = [];

  /** A file whose stretches are handed over as they become known. */
  open(file: FileToLint): FileInStretches {
    const opened = new FileInStretches(file);
    this.#files.push(opened);
    return opened;
  }

  /** A file that is there as a whole. `lines` keep their terminators. */
  add(name: string, format: DatasetFormat, lines: readonly string[], config: LintConfig): void {
    const file = this.open({ name, format, config, lineAt: (line) => lines[line] ?? '' });
    file.add(lintStretch(format, lines, config));
  }

  /** All records, once the last stretch is there. `trackers`: what is known of duplicates. */
  records(trackers?: DuplicateTrackers): DatasetRecords {
    return gatherRecords(this.#files, trackers);
  }

  /** Of each file, in the order in which they were opened. */
  *finish(records = this.records()): Steps<FileLint[]> {
    const together = yield* lintTogether(this.#files, records);
    return this.#files.map((file, i) => file.finish(together[i] ?? []));
  }
}

/** The stretches of a file put together. */
export class FileInStretches {
  readonly name: string;
  readonly config: LintConfig;
  readonly startLines: number[] = [];
  readonly facts: RecordFacts[] = [];
  readonly #diagnostics: Diagnostic[] = [];
  readonly #shapes: StretchShape[] = [];
  #lines = 0;

  constructor(private readonly file: FileToLint) {
    this.name = file.name;
    this.config = file.config;
  }

  /** Stretches come in their order. */
  add({ shape, startLines, diagnostics, facts }: StretchLint): void {
    const firstRecord = this.startLines.length;
    for (const diagnostic of diagnostics) {
      this.#diagnostics.push(firstRecord === 0 ? diagnostic : moved(diagnostic, this.#lines, firstRecord));
    }
    for (const line of startLines) this.startLines.push(this.#lines + line);
    for (const record of unpackFacts(facts)) this.facts.push(record);
    this.#shapes.push(shape);
    this.#lines += shape.lines;
  }

  get lines(): number {
    return this.#lines;
  }

  read(record: number): ParsedRecord {
    const { format, lineAt } = this.file;
    const end = this.startLines[record + 1] ?? this.#lines;
    return parseRecord(format, joinRecord(format, this.startLines[record] ?? end, end, lineAt));
  }

  finish(together: readonly Diagnostic[]): FileLint {
    const { format, config } = this.file;
    const around = lintShape(format, addShapes(this.#shapes), config);
    // Stable: at one place the file's problems come first, then the records', then the dataset's.
    const records = inOrder(this.#diagnostics);
    return { records: this.startLines.length, diagnostics: inOrder([...around, ...records, ...together]) };
  }
}

/** The text of a record, where the next one, or the end of the file, is at line `end`. */
export function joinRecord(
  format: DatasetFormat,
  start: number,
  end: number,
  lineAt: (line: number) => string,
): string {
  if (format === 'jsonl') return lineAt(start);
  let source = '';
  for (let line = start; line < end; line++) source += lineAt(line);
  return source;
}

function moved(diagnostic: Diagnostic, lines: number, records: number): Diagnostic {
  return {
    ...diagnostic,
    range: moveDown(diagnostic.range, lines),
    record: diagnostic.record === null ? null : diagnostic.record + records,
    fixes: diagnostic.fixes.map((fix) => ({
      ...fix,
      edits: fix.edits.map((edit) => ({ ...edit, range: moveDown(edit.range, lines) })),
    })),
    related: diagnostic.related.map((place) =>
      place.file === undefined ? { ...place, range: moveDown(place.range, lines) } : place,
    ),
  };
}

/** Lints one file that is looked at once. */
export function lintOnce(format: DatasetFormat, lines: readonly string[], config: LintConfig): FileLint {
  const files = new LintOfFiles();
  files.add('', format, lines, config);
  return complete(files.finish())[0] ?? { records: 0, diagnostics: [] };
}

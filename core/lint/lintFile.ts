/** The lint of a file: its records, each linted once for as long as its text and the configuration stand. */

import { DuplicateTrackers } from '../curate/duplicateTracker';
import { factsOf, type RecordFacts } from '../dataset/facts';
import { type DatasetFormat, findRecords, parseRecord, type RecordLines } from '../dataset/records';
import type { Steps } from '../steps';
import { activeRules } from './activeRules';
import type { LintConfig } from './config';
import type { Diagnostic } from './diagnostic';
import { addShapes, lintShape, shapeOf } from './fileShape';
import { lintRecord } from './lintRecord';
import { gatherRecords, lintTogether } from './lintTogether';
import { inOrder } from './order';
import { place } from './place';
import type { Problem } from './problem';

export interface FileLint {
  readonly records: number;
  /** In the order of their places. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Lints the versions of one file. A record that an edit did not touch is not linted again. A large file can be
 * linted in slices: `open` a version, `proceed` as often as it takes, and see what is known in between.
 */
export class FileLinter {
  #config: LintConfig | undefined;
  #linted: readonly LintedRecord[] = [];
  #records: readonly RecordLines[] = [];
  #aroundRecords: readonly Diagnostic[] = [];
  #unlinted = 0;
  #trackers = new DuplicateTrackers();
  /** The record to look at next. */
  #next = 0;

  constructor(private readonly format: DatasetFormat) {}

  /** `lines` keep their terminators, as `splitLines` gives them. */
  lint(lines: readonly string[], config: LintConfig): FileLint {
    this.open(lines, findRecords(this.format, lines), config);
    this.proceed(() => false);
    return this.known();
  }

  /** Another version or configuration. `records`: those of `lines`, as `findRecords` gives them. */
  open(lines: readonly string[], records: readonly RecordLines[], config: LintConfig): void {
    this.#aroundRecords = lintShape(this.format, addShapes([shapeOf(this.format, lines)]), config);
    if (config !== this.#config) this.#trackers = new DuplicateTrackers();
    this.#linted = reuse(config === this.#config ? this.#linted : [], records);
    this.#records = records;
    this.#config = config;
    this.#unlinted = 0;
    for (const { problems } of this.#linted) if (!problems) this.#unlinted++;
  }

  /** How many records are linted. */
  get linted(): number {
    return this.#records.length - this.#unlinted;
  }

  get isComplete(): boolean {
    return this.#unlinted === 0;
  }

  /** The record at this line or below it is linted next, and those after it. */
  lookAt(line: number): void {
    this.#next = this.#recordFrom(line);
  }

  /** The first record that does not end above a line. */
  #recordFrom(line: number): number {
    let low = 0;
    let high = this.#records.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#records[middle] as RecordLines).endLine <= line) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /**
   * Lints records that are not linted yet, until there are none or it is enough: asked after each, with the
   * UTF-16 units linted in this call.
   */
  proceed(isEnough: (units: number) => boolean): void {
    let units = 0;
    while (this.#unlinted > 0) {
      if (this.#next >= this.#linted.length) this.#next = 0;
      const linted = this.#lint(this.#linted[this.#next++] as LintedRecord);
      units += linted;
      if (linted > 0 && isEnough(units)) return;
    }
  }

  /** Lints the record at this line or below it, whatever else is not linted yet. */
  lintAt(line: number): void {
    const record = this.#linted[this.#recordFrom(line)];
    if (record) this.#lint(record);
  }

  /** The UTF-16 units of the record; none when it is linted already. */
  #lint(record: LintedRecord): number {
    if (record.problems) return 0;
    record.problems = lintRecord(parseRecord(this.format, record.source), this.#config as LintConfig);
    this.#unlinted--;
    return record.source.length;
  }

  /** What is known of the version that was opened last: all of it once the lint is complete. */
  known(): FileLint {
    const diagnostics = [...this.#aroundRecords];
    for (const [index, record] of this.#linted.entries()) {
      if (!record.problems?.length) continue;
      for (const diagnostic of placed(record, index, this.#records[index] as RecordLines))
        diagnostics.push(diagnostic);
    }
    return { records: this.#records.length, diagnostics: inOrder(diagnostics) };
  }

  /**
   * What the dataset-wide rules say of the records of the version that was opened last. Of records that stand since
   * the last comparison only what can have changed is worked out again.
   */
  *lintDataset(): Steps<Diagnostic[]> {
    const records = this.#linted;
    const trackers = this.#trackers;
    if (!this.#config || !this.#comparesRecords()) return [];
    const file = {
      name: '',
      config: this.#config,
      startLines: this.#records.map(({ startLine }) => startLine),
      facts: [] as RecordFacts[],
      read: (record: number) => parseRecord(this.format, records[record]?.source ?? ''),
    };
    for (const record of records) {
      if (!record.facts) {
        yield;
        record.facts = factsOf(parseRecord(this.format, record.source));
      }
      file.facts.push(record.facts);
    }
    return (yield* lintTogether([file], gatherRecords([file], trackers)))[0] ?? [];
  }

  #comparesRecords(): boolean {
    return this.#config !== undefined && activeRules(this.#config).some(({ rule }) => rule.dataset);
  }
}

interface LintedRecord {
  readonly source: string;
  /** Undefined until it is linted. */
  problems?: readonly Problem[];
  /** Worked out when the records are first looked at together. */
  facts?: RecordFacts;
  /** Its problems as diagnostics, for as long as it stays where it is. */
  placed?: {
    readonly index: number;
    readonly startLine: number;
    readonly diagnostics: readonly Diagnostic[];
  };
}

function placed(record: LintedRecord, index: number, lines: RecordLines): readonly Diagnostic[] {
  const { startLine } = lines;
  if (record.placed?.index !== index || record.placed.startLine !== startLine)
    record.placed = { index, startLine, diagnostics: place(record.problems ?? [], index, lines) };
  return record.placed.diagnostics;
}

/**
 * The records with what is known of them from before. An edit changes one stretch of records: those above and
 * below it are the same, and only inside it is an unchanged record looked for.
 */
function reuse(before: readonly LintedRecord[], records: readonly RecordLines[]): LintedRecord[] {
  const shorter = Math.min(before.length, records.length);
  let above = 0;
  while (above < shorter && before[above]?.source === records[above]?.source) above++;
  let below = 0;
  while (below < shorter - above && before.at(-1 - below)?.source === records.at(-1 - below)?.source) below++;
  const stretch = before.slice(above, before.length - below);
  const moved = new Map(stretch.map((record) => [record.source, record]));
  const changed = records.slice(above, records.length - below).map(({ source }): LintedRecord => {
    // To look for a text, all of it is read: not where there is nothing to find.
    const known = moved.size > 0 ? moved.get(source) : undefined;
    // A copy: equal lines are records of their own.
    return known ? { ...known } : { source };
  });
  return [...before.slice(0, above), ...changed, ...before.slice(before.length - below)];
}

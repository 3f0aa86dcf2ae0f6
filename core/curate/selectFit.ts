/** Which records of a dataset are fit to train on, and why the others are not. */
import { comparedTexts, type RecordFacts } from '../dataset/facts';
import { deriveSeed } from '../generate/random';
import { activeRules } from '../lint/activeRules';
import type { LintConfig, TargetMix } from '../lint/config';
import { type ComparedFile, gatherRecords, lintTogether } from '../lint/lintTogether';
import type { Severity } from '../lint/problem';
import { configuredThresholds } from '../rules/dataset/near-duplicate';
import type { ParsedRecord } from '../sample/record';
import type { Steps } from '../steps';
import type { ComparedTexts } from './comparedTexts';
import { searchDuplicates } from './duplicates';
import { placesOf } from './places';

/** What a rule says of a record. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
}

/** A file whose records have been linted one by one. */
export interface CheckedFile extends ComparedFile {
  /** Of the records that have some, by record. */
  readonly findings: ReadonlyMap<number, readonly Finding[]>;
}

export interface FitOptions {
  /** Records with warnings are not fit either. */
  readonly strict: boolean;
  /** The mix that what exceeds it is thinned to; left out, nothing is. */
  readonly mix?: TargetMix;
  /** Chooses among records with as many problems. */
  readonly seed: number;
}

export interface Reason {
  readonly rule: string;
  readonly message: string;
}

/** By record, counted over all files in their order: why it is not fit. */
export type Rejections = ReadonlyMap<number, readonly Reason[]>;

const DUPLICATES = ['dataset/duplicate', 'dataset/near-duplicate'] as const;

/** It tells of a file, not of the record at which it is shown. */
const BALANCE = 'dataset/archetype-balance';

const NOTHING: RecordFacts = {
  id: undefined,
  type: undefined,
  dialect: undefined,
  ignored: undefined,
  duplicates: undefined,
};

/**
 * Sorts out, until nothing changes: records with errors; of those that repeat each other all but the one with the
 * fewest problems, the first of equals; what the mix has no place for, those with the most problems first. So the lint has no error to
 * report of those that stay, and they would all stay once more. The files have one configuration.
 */
export function* selectFit(
  files: readonly CheckedFile[],
  config: LintConfig,
  options: FitOptions,
): Steps<Rejections> {
  const selection = new Selection(files, config, options);
  return yield* selection.carryOut();
}

class Selection {
  readonly #rejected = new Map<number, readonly Reason[]>();
  /** Of every record of all files; nothing where it is rejected, so that the others keep their numbers. */
  readonly #facts: RecordFacts[];
  /** Of every record how good it is, the best first. */
  readonly #rank: Uint32Array;
  readonly #starts: number[];
  /** Records that are kept whatever they repeat: what is said of others may change when one of them goes. */
  readonly #hasSpared: boolean;

  constructor(
    private readonly files: readonly CheckedFile[],
    private readonly config: LintConfig,
    private readonly options: FitOptions,
  ) {
    this.#facts = files.flatMap(({ facts }) => [...facts]);
    let end = 0;
    this.#starts = files.map(({ facts: { length } }) => {
      end += length;
      return end - length;
    });
    this.#hasSpared = this.#facts.some(({ ignored }) => DUPLICATES.some((rule) => ignored?.has(rule)));
    for (let record = 0; record < this.#facts.length; record++) this.#rejectAlone(record);
    this.#rank = this.#ranks();
  }

  *carryOut(): Steps<Rejections> {
    for (let round = 0, before = -1; before < this.#rejected.size; round++) {
      before = this.#rejected.size;
      if (round === 0 || this.#hasSpared) yield* this.#rejectRepeated();
      yield* this.#rejectReported();
      this.#thin();
    }
    return this.#rejected;
  }

  #rejectAlone(record: number): void {
    const findings = this.#findingsOf(record);
    const reasons = findings.filter((finding) => this.#isUnfit(finding));
    if (reasons.length > 0) this.#reject(record, reasons);
    else if (this.#facts[record]?.dialect === undefined) {
      const rule = 'record/unknown-shape';
      this.#reject(record, [{ rule, message: 'It is no sample in any dialect.' }]);
    }
  }

  #isUnfit({ severity }: Finding): boolean {
    return severity === 'error' || (this.options.strict && severity === 'warning');
  }

  /** Compared from the best on: what a record repeats is better than it, and stays. */
  *#rejectRepeated(): Steps {
    const rules = activeRules(this.config).filter(({ rule }) => DUPLICATES.some((id) => id === rule.id));
    const ids = new Set(rules.map(({ rule }) => rule.id));
    if (ids.size === 0) return;
    const order = [...this.#kept()].sort(
      (a, b) => (this.#rank[a] as number) - (this.#rank[b] as number) || a - b,
    );
    const textsOf = (at: number): ComparedTexts | undefined => {
      const { sample } = this.#read(order[at] as number);
      return sample && comparedTexts(sample);
    };
    const features = order.map((record) => this.#facts[record]?.duplicates);
    const matches = yield* searchDuplicates(features, textsOf, configuredThresholds(this.config));
    for (const [at, match] of matches.entries()) {
      if (!match) continue;
      const record = order[at] as number;
      const rule = match.kind === 'same' ? DUPLICATES[0] : DUPLICATES[1];
      if (!ids.has(rule) || this.#facts[record]?.ignored?.has(rule)) continue;
      const other = this.#nameOf(order[match.of] as number, record);
      const part = match.part === 'whole' ? '' : ' in question and quotes';
      const message =
        match.kind === 'same'
          ? `${other} says the same.`
          : `${other} is ${Math.round(match.similarity * 100)} % like this one${part}.`;
      this.#reject(record, [{ rule, message }]);
    }
  }

  /** What the rules that compare records say of those that are left. */
  *#rejectReported(): Steps {
    const config = this.#hasSpared ? this.config : withoutDuplicates(this.config);
    const files = this.files.map(
      (file, i): ComparedFile => ({
        name: file.name,
        config,
        startLines: file.startLines,
        facts: this.#facts.slice(this.#starts[i], this.#starts[i + 1]),
        read: (record) => file.read(record),
      }),
    );
    for (const [i, diagnostics] of (yield* lintTogether(files, gatherRecords(files))).entries()) {
      for (const { rule, severity, message, record } of diagnostics) {
        if (record === null || rule === BALANCE) continue;
        if (!this.#isUnfit({ rule, severity, message }) && !DUPLICATES.some((id) => id === rule)) continue;
        const at = (this.#starts[i] as number) + record;
        this.#reject(at, [...(this.#rejected.get(at) ?? []), { rule, message }]);
      }
    }
  }

  #thin(): void {
    const { mix, seed } = this.options;
    if (!mix) return;
    const byType = new Map<string, number[]>();
    for (const record of this.#kept()) {
      const type = this.#facts[record]?.type;
      if (type === undefined) continue;
      const known = byType.get(type);
      if (known) known.push(record);
      else byType.set(type, [record]);
    }
    const most = placesOf(new Map(Array.from(byType, ([type, { length }]) => [type, length])), mix);
    for (const [type, records] of byType) {
      const chance = (record: number): number => deriveSeed(seed, record);
      const best = records.sort(
        (a, b) => (this.#rank[a] as number) - (this.#rank[b] as number) || chance(a) - chance(b) || a - b,
      );
      const places = most.get(type) ?? 0;
      const message =
        places === 0
          ? `The mix has no share for "${type}".`
          : `The mix has a place for ${places} of ${records.length} records of type "${type}".`;
      for (const record of best.slice(places)) this.#reject(record, [{ rule: BALANCE, message }]);
    }
  }

  *#kept(): Generator<number> {
    for (let record = 0; record < this.#facts.length; record++) if (!this.#rejected.has(record)) yield record;
  }

  #reject(record: number, reasons: readonly Reason[]): void {
    this.#rejected.set(
      record,
      reasons.map(({ rule, message }) => ({ rule, message })),
    );
    this.#facts[record] = NOTHING;
  }

  /** Warnings weigh more than what is said beside them. */
  #ranks(): Uint32Array {
    return Uint32Array.from(this.#facts, (_, record) => {
      let rank = 0;
      for (const { severity } of this.#findingsOf(record)) rank += severity === 'warning' ? 1000 : 1;
      return rank;
    });
  }

  #findingsOf(record: number): readonly Finding[] {
    const { file, index } = this.#placeOf(record);
    return file.findings.get(index) ?? [];
  }

  #read(record: number): ParsedRecord {
    const { file, index } = this.#placeOf(record);
    return file.read(index);
  }

  #nameOf(record: number, from: number): string {
    const { file, index } = this.#placeOf(record);
    return file === this.#placeOf(from).file ? `Record ${index}` : `Record ${index} of ${file.name}`;
  }

  #placeOf(record: number): { readonly file: CheckedFile; readonly index: number } {
    const of = this.#starts.findLastIndex((start) => start <= record);
    return { file: this.files[of] as CheckedFile, index: record - (this.#starts[of] as number) };
  }
}

const withoutDuplicatesOf = new WeakMap<LintConfig, LintConfig>();

function withoutDuplicates(config: LintConfig): LintConfig {
  const known = withoutDuplicatesOf.get(config) ?? {
    ...config,
    severities: { ...config.severities, ...Object.fromEntries(DUPLICATES.map((rule) => [rule, 'off'])) },
  };
  withoutDuplicatesOf.set(config, known);
  return known;
}

/** What a rule is. Each stands in a file of its own, `core/rules/<group>/<name>.ts`, and `all.ts` lists them. */

import type * as z from 'zod';
import type { EvaluationSets } from '../curate/contamination';
import type { DuplicateTrackers } from '../curate/duplicateTracker';
import type { RecordFacts } from '../dataset/facts';
import type { Profile, TargetMix } from '../lint/config';
import type { FileEdit, NewFile } from '../lint/diagnostic';
import type { Fix, FixKind, Related, Severity } from '../lint/problem';
import type { TemplateAnalysis } from '../prompt/analyse';
import type { Place } from '../prompt/scope';
import type { Archetypes } from '../sample/archetype';
import type { ParsedRecord, Sample } from '../sample/record';
import type { Steps } from '../steps';
import type { Position, Range } from '../text/lineText';
import type { Span } from '../text/span';

/** A problem as a rule reports it; the lint adds the rule's id and severity. */
export interface Finding {
  readonly message: string;
  readonly span: Span;
  readonly fixes?: readonly Fix[];
  readonly related?: readonly Related[];
}

export type Report = (finding: Finding) => void;

/** The parts of a file that belong to no record. Columns are UTF-16 offsets. */
export interface FileShape {
  readonly format: 'jsonl' | 'vignette';
  /** True when the file starts with a byte order mark. */
  readonly hasBom: boolean;
  /** 0-based numbers of lines without a record, the empty end of the file not among them. */
  readonly blankLines: readonly number[];
  /** Whether the last record does. */
  readonly endsWithNewline: boolean;
  /** The end of the text. */
  readonly end: Position;
}

/** A finding about the file, at a place in it. */
export interface FileFinding {
  readonly message: string;
  readonly range: Range;
  readonly fix?: { readonly title: string; readonly edits: readonly FileEdit[] };
}

/** The records of the files that are linted together. */
export interface DatasetRecords {
  /** Of every record, file after file. */
  readonly facts: readonly RecordFacts[];
  /** `first` is the index of a file's first record among all, `end` that after its last. */
  readonly files: readonly { readonly name: string; readonly first: number; readonly end: number }[];
  /** What is known of duplicates from the last version; undefined for records that are looked at once. */
  readonly trackers?: DuplicateTrackers;
  /** A record, read again: for the few that are reported or have to be compared exactly. */
  read(record: number): ParsedRecord;
}

/** A finding about one record that others explain. Ranges are relative to the first line of their record. */
export interface DatasetFinding {
  readonly message: string;
  readonly range: Range;
  readonly related: readonly { readonly record: number; readonly range: Range; readonly message: string }[];
}

export type DatasetReport = (record: number, finding: DatasetFinding) => void;

export interface TemplateFix extends Fix {
  /** A file to make beside the template. */
  readonly create?: NewFile;
}

/** A finding about a prompt template. Spans are offsets in its file. */
export interface TemplateFinding {
  readonly message: string;
  readonly span: Span;
  readonly fixes?: readonly TemplateFix[];
  /** Other places, in the template or in a partial, that explain it. */
  readonly related?: readonly (Place & { readonly message: string })[];
}

export type TemplateReport = (finding: TemplateFinding) => void;

export interface RuleDocs {
  /** What it reports, one or two sentences. */
  readonly what: string;
  /** Why that matters to a model trained on the data. */
  readonly why: string;
  /** A wrong and a right piece of a sample. */
  readonly bad: string;
  readonly good: string;
  /** What it knowingly does not catch. */
  readonly misses?: string;
}

/** What a configuration says that a rule may ask for. */
export interface RuleContext<Options = unknown> {
  /** As the rule's shape of options reads them, defaults filled in. */
  readonly options: Options;
  readonly archetypes: Archetypes;
  /** What share of the records each archetype should have, where the user says so. */
  readonly mix: TargetMix | undefined;
  /** Records that no model may have been trained on. */
  readonly evaluation: EvaluationSets | undefined;
}

export interface Rule<Options = unknown> {
  /** `<group>/<name>`; a contract with configurations and reports. */
  readonly id: string;
  readonly summary: string;
  readonly severity: Severity;
  /** The rule is off unless this profile, or a configured severity, turns it on. */
  readonly onlyInProfile?: Profile;
  /** The strongest kind of fix it may offer. */
  readonly fix: FixKind | null;
  readonly docs: RuleDocs;
  /** The shape of its options. Each has a default and a description: an empty object must do. */
  readonly options?: z.ZodType<Options>;
  /** Looks at the record as it is written. */
  record?(record: ParsedRecord, report: Report, context: RuleContext<Options>): void;
  /** Looks at what the record says; called only when it could be read. */
  sample?(sample: Sample, report: Report, context: RuleContext<Options>): void;
  /** As `sample`, for rules about tags: not called for a sample whose blocks are as they should be (`isWellFormed`). */
  malformed?(sample: Sample, report: Report, context: RuleContext<Options>): void;
  /** Looks at all records together; in steps where it takes long. */
  dataset?(records: DatasetRecords, report: DatasetReport, context: RuleContext<Options>): Steps | undefined;
  /** Looks at the file around the records. */
  file?(file: FileShape, report: (finding: FileFinding) => void): void;
  /** Looks at a prompt template. */
  template?(template: TemplateAnalysis, report: TemplateReport, context: RuleContext<Options>): void;
}

/** The page that documents a rule. */
export function ruleDocsUrl(id: string): string {
  return `https://github.com/vignette-dev/vignette/blob/main/docs/rules/${id}.md`;
}

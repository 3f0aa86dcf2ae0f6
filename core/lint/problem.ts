/** What the lint finds, in terms of the record it is in. */
import type { Range } from '../text/lineText';
import type { Span } from '../text/span';

/** `error`: unusable or unsafe to train on. `warning`: a reviewer must look. The worst first. */
export const SEVERITIES = ['error', 'warning', 'info', 'hint'] as const;

export type Severity = (typeof SEVERITIES)[number];

/** `safe`: the meaning cannot change. `suggestion`: a person chooses. */
export type FixKind = 'safe' | 'suggestion';

/** A replacement in the source; spans are relative to the start of the record. */
export interface Edit {
  readonly span: Span;
  readonly newText: string;
}

export interface Fix {
  readonly kind: FixKind;
  /** What it does, in the imperative: "Replace with the exact words". */
  readonly title: string;
  readonly edits: readonly Edit[];
}

/** Another place that explains the problem. */
export type Related = RelatedHere | RelatedElsewhere;

/** A place of the same record. */
export interface RelatedHere {
  readonly span: Span;
  readonly message: string;
}

/** A place of another file. */
export interface RelatedElsewhere {
  /** As the face that lints names its files: a path, or an address. */
  readonly file: string;
  readonly range: Range;
  readonly message: string;
}

export interface Problem {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** Source span relative to the start of the record. */
  readonly span: Span;
  readonly fixes: readonly Fix[];
  readonly related: readonly Related[];
}

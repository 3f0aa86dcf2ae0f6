/** What the Inspector's page and the extension say to each other. All of it is plain data. */
import type { Filter } from '../../core/inspect/filter';
import type { RecordRow } from '../../core/inspect/recordRow';
import type { DatasetSummary } from '../../core/inspect/summary';
import type { InspectorTexts } from './texts';

/** Commands on the dataset, without their prefix. */
export const NEXT_STEPS = ['cleanDataset', 'splitDataset', 'exportDataset'] as const;

export type NextStep = (typeof NEXT_STEPS)[number];

/** To the page. */
export type PageUpdate =
  /** First of all, and again when the page is shown again. */
  | { readonly kind: 'texts'; readonly texts: InspectorTexts }
  /** The dataset is being read; `done`: the share of it, 1 while records are compared. */
  | { readonly kind: 'progress'; readonly done: number }
  /** All records, and those that pass the filter of that turn. */
  | {
      readonly kind: 'summary';
      readonly turn: number;
      readonly name: string;
      readonly whole: DatasetSummary;
      readonly filtered: DatasetSummary;
      /** What can be done with the dataset next. */
      readonly steps: readonly NextStep[];
    }
  | {
      readonly kind: 'rows';
      readonly turn: number;
      readonly start: number;
      readonly rows: readonly RecordRow[];
    }
  /** The file is not what was inspected any more. */
  | { readonly kind: 'changed' }
  /** There is nothing to show: why, and what to do. */
  | { readonly kind: 'failed'; readonly message: string };

/** From the page. */
export type PageEvent =
  | { readonly kind: 'ready'; readonly turn: number; readonly filter: Filter }
  /** `turn` names the filter in what comes back. */
  | { readonly kind: 'filter'; readonly turn: number; readonly filter: Filter }
  | { readonly kind: 'rows'; readonly start: number; readonly count: number }
  /** `keepFocus`: the reader goes on in the list. */
  | { readonly kind: 'open'; readonly row: RecordRow; readonly keepFocus: boolean }
  /** Opens the records that pass the filter. */
  | { readonly kind: 'review' }
  | { readonly kind: 'step'; readonly step: NextStep }
  | { readonly kind: 'docs'; readonly rule: string }
  | { readonly kind: 'refresh' }
  | { readonly kind: 'cancel' };

/** What VS Code keeps of the page while it is hidden, and over a restart. */
export interface PageState {
  /** Address of the dataset. */
  readonly dataset: string;
  readonly filter: Filter;
}

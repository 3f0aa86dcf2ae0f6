import { parseJsonlRecord } from './jsonl';
import type { Sample } from './record';
import { metadataField } from './sampleText';

/** What a person decided about a record: `metadata.review`. */
export interface ReviewDecision {
  readonly decision: 'accepted' | 'rejected';
  /** Of a rejection, in the reviewer's words. */
  readonly reason?: string;
  /** Who decided. */
  readonly by?: string;
  /** When, in ISO 8601. */
  readonly time?: string;
}

/** Undefined for a record that nobody decided about, or whose decision cannot be read. */
export function reviewOf(sample: Sample): ReviewDecision | undefined {
  const review = metadataField(sample, 'review');
  if (typeof review !== 'object' || review === null) return undefined;
  const { decision, reason, by, time } = review as Readonly<Record<string, unknown>>;
  if (decision !== 'accepted' && decision !== 'rejected') return undefined;
  return {
    decision,
    ...(typeof reason === 'string' && { reason }),
    ...(typeof by === 'string' && { by }),
    ...(typeof time === 'string' && { time }),
  };
}

/** Whether a line of JSON is a record that was accepted; false for what is no JSON. */
export function isAccepted(line: string): boolean {
  const { sample } = parseJsonlRecord(line);
  return sample !== undefined && reviewOf(sample)?.decision === 'accepted';
}

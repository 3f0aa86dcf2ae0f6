import { fold } from '../grounding/fold';
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
  /** Of an acceptance: the digest of the texts that were read. Left out in records from before that was kept. */
  readonly text?: string;
}

/** Undefined for a record that nobody decided about, or whose decision cannot be read. */
export function reviewOf(sample: Sample): ReviewDecision | undefined {
  const review = metadataField(sample, 'review');
  if (typeof review !== 'object' || review === null) return undefined;
  const { decision, reason, by, time, text } = review as Readonly<Record<string, unknown>>;
  if (decision !== 'accepted' && decision !== 'rejected') return undefined;
  return {
    decision,
    ...(typeof reason === 'string' && { reason }),
    ...(typeof by === 'string' && { by }),
    ...(typeof time === 'string' && { time }),
    ...(typeof text === 'string' && { text }),
  };
}

/** What was decided and still holds: undefined where the texts are others than those that were accepted. */
export function standingReviewOf(sample: Sample): ReviewDecision | undefined {
  const review = reviewOf(sample);
  const isChanged =
    review?.decision === 'accepted' && review.text !== undefined && review.text !== textDigest(sample);
  return isChanged ? undefined : review;
}

/**
 * Tells the texts of a sample from others, however its record is written: 53 bits in hexadecimal. Typography (`fold`) and the
 * metadata do not count.
 */
export function textDigest({ messages }: Sample): string {
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (const { role, content } of messages) {
    const text = `${role}\n${fold(content.value).value}\n`;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      high = Math.imul(high ^ unit, 2_654_435_761);
      low = Math.imul(low ^ unit, 1_597_334_677);
    }
  }
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
  return (2 ** 32 * (low & 0x1fffff) + (high >>> 0)).toString(16).padStart(14, '0');
}

/** Whether a line of JSON is a record that was accepted as it is; false for what is no JSON. */
export function isAccepted(line: string): boolean {
  const { sample } = parseJsonlRecord(line);
  return sample !== undefined && standingReviewOf(sample)?.decision === 'accepted';
}

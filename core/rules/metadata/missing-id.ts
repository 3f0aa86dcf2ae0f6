import { metadataField } from '../../sample/sampleText';
import { member } from '../../text/valueNode';
import type { Rule } from '../rule';

export const missingId: Rule = {
  id: 'metadata/missing-id',
  summary: 'A record without an id',
  severity: 'info',
  fix: null,
  docs: {
    what: 'A `metadata` without `id`, or with one that is empty or neither text nor a number.',
    why: 'Reviews, duplicates and splits refer to records by their id.',
    bad: '"metadata": {"type": "reasoning"}',
    good: '"metadata": {"id": "5454bf47-ecfe-402a-a842-889089656300", "type": "reasoning"}',
    misses: 'An id that another record has too.',
  },
  sample(sample, report) {
    const { metadata } = sample;
    if (metadata?.kind !== 'object') return;
    const id = metadataField(sample, 'id');
    if (typeof id === 'number' || (typeof id === 'string' && id.trim() !== '')) return;
    const node = member(metadata, 'id');
    const { start } = metadata.span;
    report(
      node
        ? { message: 'The id must be a text that is not empty.', span: node.span }
        : { message: 'The metadata has no id.', span: { start, end: start + 1 } },
    );
  },
};

import type { Rule } from '../rule';

export const duplicateId: Rule = {
  id: 'metadata/duplicate-id',
  summary: 'An id that an earlier record has',
  severity: 'error',
  fix: null,
  docs: {
    what: 'Two records of a file with the same `metadata.id`.',
    why: 'Reviews, rejections and provenance are kept by id: what is decided for one record is then done to the other.',
    bad: '{"metadata": {"id": "a1"}, …}\n{"metadata": {"id": "a1"}, …}',
    good: '{"metadata": {"id": "a1"}, …}\n{"metadata": {"id": "a2"}, …}',
    misses: 'Ids that occur in different files.',
  },
  dataset(records, report) {
    const first = new Map<string, number>();
    for (const [index, { id }] of records.entries()) {
      if (!id) continue;
      const earlier = first.get(id.value);
      if (earlier === undefined) first.set(id.value, index);
      else {
        report(index, {
          message: `Record ${earlier} has the id "${id.value}" too.`,
          span: id.span,
          related: [
            {
              record: earlier,
              span: records[earlier]?.id?.span ?? id.span,
              message: 'The record that has it first.',
            },
          ],
        });
      }
    }
  },
};

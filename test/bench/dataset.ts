/** Datasets to measure with: offline samples, padded to the size of real ones, each record different. */

import { DISTRACTORS } from '../../core/generate/distractors';
import { createRandom, deriveSeed } from '../../core/generate/random';
import { GENERATED_ARCHETYPES } from '../../core/sample/archetype';
import { formatCanonicalRecord } from '../../core/sample/jsonl';
import { writeOfflineSample } from '../../providers/offline/teacher';

/** About 3.5 KB a record, like the datasets in use. One in `faulty` records has a wrong quote. */
export function* benchRecords(count: number, faulty = 50): Generator<string> {
  for (let index = 0; index < count; index++) {
    const archetype = GENERATED_ARCHETYPES[index % GENERATED_ARCHETYPES.length] ?? 'reasoning';
    const seed = deriveSeed(7, index);
    const { source, question, think, proof, answer } = writeOfflineSample({
      task: { archetype, index },
      seed,
    });
    const filler = createRandom(seed).sample(DISTRACTORS, 18).join('\n');
    const quotes = index % faulty === 0 ? [`${proof[0]} And 17 mg more.`] : proof;
    yield formatCanonicalRecord({
      context: `${filler}\n${source}`,
      question,
      think,
      proof: quotes.map((quote) => `- "${quote}"`).join('\n'),
      answer,
      metadata: {
        id: `bench-${index}`,
        type: archetype,
        source: 'synthetic-offline/offline',
        timestamp: '2026-01-01T00:00:00Z',
      },
    });
  }
}

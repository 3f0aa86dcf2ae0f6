/** Datasets to measure with: offline samples, padded to the size of real ones, each record different. */

import { DISTRACTORS } from '../../core/generate/distractors';
import { createRandom, deriveSeed } from '../../core/generate/random';
import { GENERATED_ARCHETYPES } from '../../core/sample/archetype';
import { formatCanonicalRecord, type SampleText } from '../../core/sample/jsonl';
import { writeOfflineSample } from '../../providers/offline/teacher';

/** Sentences around the source of a sample: they bring a record to about 3.5 KB, like the datasets in use. */
const FILLER = 30;

/** What goes wrong with samples, in turn. */
const FAULTS: readonly ((sample: SampleText) => SampleText)[] = [
  (sample) => ({ ...sample, proof: `${sample.proof}\n- "The dose was 17 mg more than that."` }),
  (sample) => ({ ...sample, proof: sample.proof.replace(/\d/, '7') }),
  (sample) => ({ ...sample, proof: sample.proof.replace(/ (?=\p{L}+[."])/u, '  ').replace('-', '–') }),
  (sample) => ({ ...sample, answer: `${sample.answer} It was 913 mg of imatinib.` }),
  (sample) => ({ ...sample, think: `${sample.think}\nWait, 12 × 3 = 38.` }),
  (sample) => ({ ...sample, answer: '' }),
  (sample) => ({ ...sample, question: `${sample.question}\n</context>` }),
  (sample) => ({ ...sample, metadata: { ...sample.metadata, timestamp: 'yesterday' } }),
];

/** Distinct records, from the one with the index `first` on; `problems` of a hundred have one. */
export function* benchRecords(count: number, problems = 10, first = 0): Generator<string> {
  for (let index = first; index < first + count; index++) {
    const archetype = GENERATED_ARCHETYPES[index % GENERATED_ARCHETYPES.length] ?? 'reasoning';
    const seed = deriveSeed(7, index);
    const { source, question, think, proof, answer } = writeOfflineSample({
      task: { archetype, index },
      seed,
    });
    const random = createRandom(seed);
    const filler = random.sample(DISTRACTORS, FILLER);
    const middle = Math.floor(filler.length / 2);
    const sample: SampleText = {
      context: [...filler.slice(0, middle), source, ...filler.slice(middle)].join('\n'),
      question,
      think,
      proof: proof.map((quote) => `- "${quote}"`).join('\n'),
      answer,
      metadata: {
        id: `bench-${index}`,
        type: archetype,
        source: 'synthetic-offline/offline',
        timestamp: '2026-01-01T00:00:00Z',
      },
    };
    const fault = (index * 37) % 100 < problems ? FAULTS[index % FAULTS.length] : undefined;
    yield formatCanonicalRecord(fault ? fault(sample) : sample);
  }
}

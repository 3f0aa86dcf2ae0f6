/** What the dataset-wide rules need to know of one record. */
import type { ComparedTexts } from '../curate/comparedTexts';
import { type DuplicateFeatures, duplicateFeatures } from '../curate/duplicates';
import { ignoredRules } from '../sample/ignoredRules';
import type { Dialect, ParsedRecord, Sample } from '../sample/record';
import { metadataField } from '../sample/sampleText';

/** What it says, not where: the few places that are reported are looked for in the record, read again. */
export interface RecordFacts {
  /** `metadata.id`. */
  readonly id: string | undefined;
  /** `metadata.type`. */
  readonly type: string | undefined;
  readonly duplicates: DuplicateFeatures | undefined;
  /** Undefined where the record could not be read. */
  readonly dialect: Dialect | undefined;
  /** The rules that the record asks to be spared. */
  readonly ignored: ReadonlySet<unknown> | undefined;
}

export function factsOf(record: ParsedRecord): RecordFacts {
  const { sample } = record;
  const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
  return {
    id: text(sample && metadataField(sample, 'id')),
    type: text(sample && metadataField(sample, 'type')),
    dialect: sample?.dialect,
    ignored: ignoredRules(record),
    duplicates: sample && duplicateFeatures(comparedTexts(sample)),
  };
}

/** What of a sample is compared with other samples. */
export function comparedTexts({ messages, parts: { question, proof } }: Sample): ComparedTexts {
  return {
    whole: messages.map(({ content }) => content.value).join('\n'),
    core: [question?.text, proof?.text].filter((text) => text !== undefined).join('\n'),
  };
}

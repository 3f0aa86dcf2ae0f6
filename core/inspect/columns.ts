/** What was measured of many records, packed: small to keep, and quick to hand from one thread to another. */
import type { ParsedRecord, Sample } from '../sample/record';
import { standingReviewOf } from '../sample/reviewDecision';
import { metadataField, typeOf } from '../sample/sampleText';
import { measureSample, SAMPLE_MEASURES } from './measureSample';

/** What records are told apart by, besides what is measured and what the lint says. */
export const FACETS = ['archetype', 'source', 'template', 'dialect', 'review'] as const;

export type Facet = (typeof FACETS)[number];

/** A text for each record, each different one kept once; null where a record has none. */
export interface CodedTexts {
  readonly values: readonly (string | null)[];
  /** Of each record the index of its value. */
  readonly codes: Uint32Array<ArrayBuffer>;
}

/** Numbers by record; NaN where a record has none. */
export type NumberColumn = Float64Array<ArrayBuffer>;

/** Plain data: columns of one length. */
export interface RecordColumns {
  readonly records: number;
  readonly facets: Readonly<Record<Facet, CodedTexts>>;
  readonly measures: Readonly<Record<(typeof SAMPLE_MEASURES)[number], NumberColumn>>;
  /** UTF-16 units of all messages together. */
  readonly units: NumberColumn;
  /** `metadata.timestamp`, in ms since 1970. */
  readonly times: NumberColumn;
  /** `metadata.provenance.cost`, in USD. */
  readonly costs: NumberColumn;
}

const NUMBERS = ['units', 'times', 'costs'] as const;

/** Takes records one after the other. */
export class ColumnsBuilder {
  readonly #facets = byName(FACETS, () => new TextCoder());
  readonly #measures = byName(SAMPLE_MEASURES, (): number[] => []);
  readonly #numbers = byName(NUMBERS, (): number[] => []);
  #records = 0;

  add({ sample }: ParsedRecord): void {
    this.#records++;
    const facets = sample && facetsOf(sample);
    for (const facet of FACETS) this.#facets[facet].add(facets?.[facet] ?? null);
    const measures = sample && measureSample(sample);
    for (const id of SAMPLE_MEASURES) this.#measures[id].push(measures?.[id] ?? Number.NaN);
    const numbers = sample && numbersOf(sample);
    for (const name of NUMBERS) this.#numbers[name].push(numbers?.[name] ?? Number.NaN);
  }

  pack(): RecordColumns {
    return {
      records: this.#records,
      facets: byName(FACETS, (facet) => this.#facets[facet].pack()),
      measures: byName(SAMPLE_MEASURES, (id) => Float64Array.from(this.#measures[id])),
      ...byName(NUMBERS, (name) => Float64Array.from(this.#numbers[name])),
    };
  }
}

/** The columns of stretches that follow each other, as of one. */
export function joinColumns(parts: readonly RecordColumns[]): RecordColumns {
  return {
    records: parts.reduce((sum, { records }) => sum + records, 0),
    facets: byName(FACETS, (facet) => {
      const coder = new TextCoder();
      for (const { facets } of parts) coder.addAll(facets[facet]);
      return coder.pack();
    }),
    measures: byName(SAMPLE_MEASURES, (id) => joinNumbers(parts.map(({ measures }) => measures[id]))),
    ...byName(NUMBERS, (name) => joinNumbers(parts.map((part) => part[name]))),
  };
}

/** The buffers that a thread can give away with the columns. */
export function buffersOfColumns(columns: RecordColumns): ArrayBuffer[] {
  return [
    ...FACETS.map((facet) => columns.facets[facet].codes.buffer),
    ...SAMPLE_MEASURES.map((id) => columns.measures[id].buffer),
    ...NUMBERS.map((name) => columns[name].buffer),
  ];
}

function facetsOf(sample: Sample): Record<Facet, string | null> {
  const { provider, model, template } = provenanceOf(sample);
  const source = metadataField(sample, 'source');
  const made = typeof provider === 'string' && typeof model === 'string' ? `${provider}/${model}` : undefined;
  return {
    archetype: typeOf(sample) ?? null,
    source: made ?? (typeof source === 'string' ? source.replace(/^synthetic-(?=.*\/)/, '') : null),
    template: typeof template === 'string' ? template : null,
    dialect: sample.dialect,
    review: standingReviewOf(sample)?.decision ?? null,
  };
}

function numbersOf(sample: Sample): Record<(typeof NUMBERS)[number], number> {
  const { cost } = provenanceOf(sample);
  const timestamp = metadataField(sample, 'timestamp');
  return {
    units: sample.messages.reduce((sum, { content }) => sum + content.value.length, 0),
    times: typeof timestamp === 'string' ? Date.parse(timestamp) : Number.NaN,
    costs: typeof cost === 'number' ? cost : Number.NaN,
  };
}

function provenanceOf(sample: Sample): Readonly<Record<string, unknown>> {
  const provenance = metadataField(sample, 'provenance');
  return typeof provenance === 'object' && provenance !== null
    ? (provenance as Readonly<Record<string, unknown>>)
    : {};
}

class TextCoder {
  readonly #codes = new Map<string | null, number>();
  readonly #ofRecords: Uint32Array[] = [];
  #last: number[] = [];

  add(value: string | null): void {
    this.#last.push(this.#codeOf(value));
  }

  addAll({ values, codes }: CodedTexts): void {
    const own = values.map((value) => this.#codeOf(value));
    this.#ofRecords.push(codes.map((code) => own[code] as number));
  }

  pack(): CodedTexts {
    const codes = [...this.#ofRecords, this.#last];
    const all = new Uint32Array(codes.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const part of codes) {
      all.set(part, at);
      at += part.length;
    }
    return { values: [...this.#codes.keys()], codes: all };
  }

  #codeOf(value: string | null): number {
    let code = this.#codes.get(value);
    if (code === undefined) {
      code = this.#codes.size;
      this.#codes.set(value, code);
    }
    return code;
  }
}

function joinNumbers(parts: readonly NumberColumn[]): NumberColumn {
  const all = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function byName<Name extends string, Value>(
  names: readonly Name[],
  make: (name: Name) => Value,
): Record<Name, Value> {
  return Object.fromEntries(names.map((name) => [name, make(name)])) as Record<Name, Value>;
}

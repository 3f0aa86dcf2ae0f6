/**
 * A dataset as the language features see it: the records of one version of a document, each read when it is
 * asked for and not before. Positions are those of the document, offsets those of a record's source.
 */
import { type DatasetFormat, isBlank, parseRecord, type RecordLines } from '../dataset/records';
import { type Grounding, groundingOf } from '../grounding/sampleQuotes';
import type { Message, ParsedRecord, Sample } from '../sample/record';
import { type LineSpan, splitSamples } from '../sample/vignette/split';
import { type Position, type Range, stripLineEnd } from '../text/lineText';
import { sourceOf } from '../text/mappedText';
import type { Span } from '../text/span';

/** How many read records are kept: what is on the screen, and what was a moment ago. */
const KEPT_RECORDS = 64;

/** Records that were read lately, by their text. It outlives the versions of a document. */
export class ReadRecords {
  readonly #known = new Map<string, ParsedRecord>();

  constructor(private readonly format: DatasetFormat) {}

  read(text: string): ParsedRecord {
    const known = this.#known.get(text) ?? parseRecord(this.format, text);
    this.#known.delete(text);
    this.#known.set(text, known);
    if (this.#known.size > KEPT_RECORDS) {
      for (const [oldest] of this.#known) {
        this.#known.delete(oldest);
        break;
      }
    }
    return known;
  }
}

/** A place in the text of a message. */
export interface MessagePlace {
  readonly message: Message;
  /** Offset in the message's decoded text. */
  readonly offset: number;
  /** Whether the place is in the middle of an escape, where nothing can be typed. */
  readonly inEscape: boolean;
}

/** One record and where it stands. */
export class RecordView {
  /** Without the terminator for a line of JSON. */
  readonly text: string;
  /** Offsets in `text` at which its lines start. */
  readonly #starts: readonly number[];
  #parsed: ParsedRecord | undefined;

  constructor(
    readonly format: DatasetFormat,
    /** 0-based line of the document. */
    readonly startLine: number,
    /** Its lines, terminators included. */
    readonly lines: readonly string[],
    private readonly records: ReadRecords,
  ) {
    this.text = format === 'jsonl' ? stripLineEnd(lines[0] ?? '') : lines.join('');
    const starts: number[] = [];
    let at = 0;
    for (const line of lines) {
      starts.push(at);
      at += line.length;
    }
    this.#starts = starts;
  }

  /** The same record with its lines counted from its first. */
  atTop(): RecordView {
    return new RecordView(this.format, 0, this.lines, this.records);
  }

  get parsed(): ParsedRecord {
    this.#parsed ??= this.records.read(this.text);
    return this.#parsed;
  }

  get sample(): Sample | undefined {
    return this.parsed.sample;
  }

  /** The quotes and their matches, when both proof and context have exact places. */
  get grounding(): Grounding | undefined {
    const { sample } = this;
    const { proof, context } = sample?.parts ?? {};
    if (!sample || !proof?.content.exact || !context?.content.exact) return undefined;
    return groundingOf(sample);
  }

  /** The whole record, the blank lines after a sample not included. */
  get span(): Span {
    return { start: 0, end: this.text.trimEnd().length };
  }

  /** The offset of a position, clamped to the record. */
  offsetAt({ line, character }: Position): number {
    const row = line - this.startLine;
    if (row < 0) return 0;
    const start = this.#starts[row];
    if (start === undefined) return this.text.length;
    return start + Math.max(0, Math.min(character, stripLineEnd(this.lines[row] ?? '').length));
  }

  positionAt(offset: number): Position {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    const length = stripLineEnd(this.lines[low] ?? '').length;
    const character = Math.max(0, Math.min(offset - (this.#starts[low] ?? 0), length));
    return { line: this.startLine + low, character };
  }

  rangeOf({ start, end }: Span): Range {
    return { start: this.positionAt(start), end: this.positionAt(end) };
  }

  /** The range of a span of the decoded text of a message, or of the text that a part stands in. */
  rangeIn({ content }: Pick<Message, 'content'>, span: Span): Range {
    return this.rangeOf(content.toSource(span));
  }

  /** The message whose text an offset falls in; undefined between messages and in metadata. */
  messageAt(offset: number): MessagePlace | undefined {
    for (const message of this.sample?.messages ?? []) {
      const { start, end } = sourceOf(message.content);
      if (offset < start || offset > end) continue;
      const at = message.content.toValue(offset);
      if (at === undefined) continue;
      const inEscape = message.content.toSource({ start: at, end: at }).start !== offset;
      return { message, offset: at, inEscape };
    }
    return undefined;
  }
}

/** The records of one version of a document. Valid until the document changes. */
export class DatasetView {
  #samples: readonly LineSpan[] | undefined;

  constructor(
    readonly format: DatasetFormat,
    /** With their terminators, as `splitLines` gives them. */
    readonly lines: readonly string[],
    private readonly records: ReadRecords = new ReadRecords(format),
    /** Where its records are, when that is known already. */
    found?: readonly RecordLines[],
  ) {
    this.#samples = found?.map(({ startLine, endLine }) => ({ start: startLine, end: endLine }));
  }

  /** The record that a line belongs to; reads no other. */
  recordAt(line: number): RecordView | undefined {
    if (this.format === 'jsonl') {
      const text = this.lines[line];
      return text === undefined || isBlank(text) ? undefined : this.#view({ start: line, end: line + 1 });
    }
    const samples = this.#findSamples();
    let low = 0;
    let high = samples.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((samples[middle] as LineSpan).start <= line) low = middle;
      else high = middle - 1;
    }
    const found = samples[low];
    return found && found.start <= line && line < found.end ? this.#view(found) : undefined;
  }

  /** The records that have a line in [first, last], in order. */
  *recordsIn(first: number, last: number): Generator<RecordView> {
    for (const span of this.spans()) {
      if (span.end <= first) continue;
      if (span.start > last) return;
      yield this.#view(span);
    }
  }

  /** Every record, in order. */
  *all(): Generator<RecordView> {
    for (const span of this.spans()) yield this.#view(span);
  }

  /** The lines of each record. */
  *spans(): Generator<LineSpan> {
    if (this.format === 'vignette') {
      yield* this.#findSamples();
      return;
    }
    for (let line = 0; line < this.lines.length; line++) {
      if (!isBlank(this.lines[line] as string)) yield { start: line, end: line + 1 };
    }
  }

  #findSamples(): readonly LineSpan[] {
    this.#samples ??= splitSamples(this.lines);
    return this.#samples;
  }

  #view({ start, end }: LineSpan): RecordView {
    return new RecordView(this.format, start, this.lines.slice(start, end), this.records);
  }
}

/** Whether the document holds more UTF-16 units than `limit`. */
export function isLongerThan(lines: readonly string[], limit: number): boolean {
  let units = 0;
  for (const line of lines) {
    units += line.length;
    if (units > limit) return true;
  }
  return false;
}

/** A JSON Lines file that was read once, of any size: what is known of each record, and its bytes to read again. */
import type { CheckedFile, Finding } from '../../core/curate/selectFit';
import type { RecordFacts } from '../../core/dataset/facts';
import { unpackFacts } from '../../core/dataset/packedFacts';
import { StorageError } from '../../core/generate/journal';
import type { LintConfig } from '../../core/lint/config';
import { parseJsonlRecord } from '../../core/sample/jsonl';
import type { ParsedRecord } from '../../core/sample/record';
import { stripLineEnd } from '../../core/text/lineText';
import type { BytesLint, StretchWork } from '../lint/lintBytes';
import { StoredLines } from '../lint/storedLines';
import { readStretches } from '../lint/stretches';
import type { LintThreads } from '../lint/threads';
import { SpilledTexts } from './spilledTexts';

export interface FileToScan {
  /** For messages. */
  readonly name: string;
  readonly path: string;
}

/** Told how many bytes have been read; ends the work by throwing. */
export type OnRead = (bytes: number) => void;

export class ScannedFile implements CheckedFile {
  readonly startLines: number[] = [];
  readonly facts: RecordFacts[] = [];
  readonly findings = new Map<number, readonly Finding[]>();
  readonly #lines: StoredLines;
  readonly #fixed = new SpilledTexts();
  #lineCount = 0;

  private constructor(
    readonly name: string,
    readonly path: string,
    readonly config: LintConfig,
  ) {
    this.#lines = new StoredLines(path);
  }

  /** Rejects with StorageError when the file cannot be read. */
  static async read(
    { name, path }: FileToScan,
    config: LintConfig,
    work: StretchWork,
    threads: LintThreads,
    onRead: OnRead,
  ): Promise<ScannedFile> {
    const file = new ScannedFile(name, path, config);
    const underWay: Promise<BytesLint>[] = [];
    const hand = (bytes: Uint8Array<ArrayBuffer>, isLast: boolean): void => {
      const result = threads.lint('jsonl', { bytes, isLast }, config, work);
      // It is awaited in its turn; until then nobody would hear it fail.
      result.catch(() => {});
      underWay.push(result);
    };
    try {
      let before: Uint8Array<ArrayBuffer> | undefined;
      let read = 0;
      for await (const bytes of readStretches(path)) {
        if (before) hand(before, false);
        before = bytes;
        if (underWay.length >= threads.atOnce) file.#add(await (underWay.shift() as Promise<BytesLint>));
        read += bytes.length;
        onRead(read);
      }
      if (before) hand(before, true);
      for (const result of underWay) file.#add(await result);
      return file;
    } catch (error) {
      file.close();
      throw error;
    }
  }

  /** How many records were fixed. */
  get fixedCount(): number {
    return this.#fixed.count;
  }

  isFixed(record: number): boolean {
    return this.#fixed.has(record);
  }

  /** The record, fixed where it was. */
  read(record: number): ParsedRecord {
    return parseJsonlRecord(this.lineOf(record));
  }

  /** Its line without its end, fixed where it was. */
  lineOf(record: number): string {
    return this.#fixed.get(record)?.toString('utf8') ?? stripLineEnd(this.#lines.at(this.#lineAt(record)));
  }

  /** Its line as the file has it, with its end; a mark of the byte order, which is the file's, is left out. */
  bytesOf(record: number): Uint8Array {
    const bytes = this.#lines.bytesAt(this.#lineAt(record));
    const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
    return hasMark ? bytes.subarray(3) : bytes;
  }

  /** Its line to be written: as the file has it, or fixed; it has an end in any case. */
  outputOf(record: number): Uint8Array {
    const bytes = this.bytesOf(record);
    const end = lineEndOf(bytes);
    const fixed = this.#fixed.get(record);
    if (!fixed) return end.length > 0 ? bytes : Buffer.concat([bytes, NEWLINE]);
    return Buffer.concat([withoutMark(fixed), end.length > 0 ? end : NEWLINE]);
  }

  /** Throws StorageError when the file is not the one that was read. */
  checkUnchanged(): void {
    if (!this.#lines.isUnchanged)
      throw new StorageError(`${this.name} was changed meanwhile.`, 'Try again once nothing writes to it.');
  }

  close(): void {
    this.#lines.close();
    this.#fixed.close();
  }

  #lineAt(record: number): number {
    return this.startLines[record] ?? -1;
  }

  #add({ lint, lineBytes, fixed }: BytesLint): void {
    const first = this.startLines.length;
    for (const line of lint.startLines) this.startLines.push(this.#lineCount + line);
    for (const facts of unpackFacts(lint.facts)) this.facts.push(facts);
    this.#lines.add(lineBytes);
    this.#lineCount += lint.shape.lines;
    const findings = new Map<number, Finding[]>();
    for (const { record, rule, severity, message } of lint.diagnostics) {
      if (record === null) continue;
      const known = findings.get(first + record);
      const finding = { rule, severity, message };
      if (known) known.push(finding);
      else findings.set(first + record, [finding]);
    }
    for (const [record, own] of findings) this.findings.set(record, own);
    for (const [record, line] of fixed ?? []) this.#fixed.set(first + record, line);
  }
}

const NEWLINE = Buffer.from('\n');

function lineEndOf(bytes: Uint8Array): Uint8Array {
  const last = bytes.at(-1);
  if (last !== 0x0a && last !== 0x0d) return bytes.subarray(bytes.length);
  return bytes.subarray(bytes.length - (last === 0x0a && bytes.at(-2) === 0x0d ? 2 : 1));
}

function withoutMark(bytes: Buffer): Buffer {
  return bytes.indexOf('\uFEFF') === 0 ? bytes.subarray(3) : bytes;
}

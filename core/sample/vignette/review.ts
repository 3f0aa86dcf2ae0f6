/** A whole dataset as one `.vignette` text to review, and back. */
import { isBlank } from '../../dataset/records';
import { splitLines, stripLineEnd } from '../../text/lineText';
import { minifyJson } from '../../text/minifyJson';
import { vignetteToJsonl } from './read';
import { splitSamples } from './split';
import { jsonlToVignette } from './write';

/** A sample of a review text that is no record any more. */
export class ReviewError extends Error {
  override readonly name = 'ReviewError';

  constructor(
    message: string,
    /** 0-based line of the review text that must be mended. */
    readonly line: number,
  ) {
    super(message);
  }
}

/** Every record of a JSONL text as a sample, in order. */
export function formatReview(jsonl: string): string {
  return recordLines(jsonl).map(jsonlToVignette).join('\n');
}

/**
 * The JSONL text that a review text stands for. A record that was not edited keeps the very line it has in
 * `previous`. Throws ReviewError when a sample cannot be read.
 */
export function readReview(review: string, previous: string): string {
  return readRecords(review, previous)
    .map((line) => `${line}\n`)
    .join('');
}

/**
 * As `readReview`, for a review of the records on some lines (0-based, in order) of `previous`; all other lines stay as they are.
 * Throws ReviewError also when samples were added or taken out: it is not known where they belong.
 */
export function readPartialReview(review: string, previous: string, shown: readonly number[]): string {
  const lines = splitLines(previous);
  const before = shown.map((line) => lines[line] ?? '').join('');
  const records = readRecords(review, before);
  if (records.length !== shown.length || recordLines(before).length !== shown.length) {
    throw new ReviewError(
      `This review shows ${shown.length} of the records, and has ${records.length} samples now. Add and delete records in the review of the whole dataset.`,
      0,
    );
  }
  for (const [i, record] of records.entries()) {
    const line = lines[shown[i] as number] ?? '';
    lines[shown[i] as number] = record + line.slice(stripLineEnd(line).length);
  }
  return lines.join('');
}

/** The lines of JSON that samples stand for. */
function readRecords(review: string, previous: string): string[] {
  const kept = new Map<string, string>();
  for (const line of recordLines(previous)) kept.set(reviewed(line), line);
  const lines = splitLines(review);
  return splitSamples(lines).map(({ start, end }, i) => {
    const source = lines.slice(start, end).join('');
    const record = vignetteToJsonl(source);
    if (typeof record !== 'string') {
      const above = splitLines(source.slice(0, record.span.start)).length - 1;
      throw new ReviewError(`Sample ${i + 1} is no record: ${record.message}.`, start + above);
    }
    return kept.get(record) ?? record;
  });
}

function recordLines(jsonl: string): string[] {
  return splitLines(jsonl)
    .map(stripLineEnd)
    .filter((line) => !isBlank(line))
    .map((line) => line.replace(/^\uFEFF/, ''));
}

/** The line as it comes back from a sample that no one edited. */
function reviewed(line: string): string {
  try {
    JSON.parse(line);
    return minifyJson(line);
  } catch (error) {
    if (error instanceof SyntaxError) return line;
    throw error;
  }
}

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
  const kept = new Map<string, string>();
  for (const line of recordLines(previous)) kept.set(reviewed(line), line);
  const lines = splitLines(review);
  const records = splitSamples(lines).map(({ start, end }, i) => {
    const source = lines.slice(start, end).join('');
    const record = vignetteToJsonl(source);
    if (typeof record !== 'string') {
      const above = splitLines(source.slice(0, record.span.start)).length - 1;
      throw new ReviewError(`Sample ${i + 1} is no record: ${record.message}.`, start + above);
    }
    return kept.get(record) ?? record;
  });
  return records.map((line) => `${line}\n`).join('');
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

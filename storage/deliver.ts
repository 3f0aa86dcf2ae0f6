/** Handing a run's samples over to the dataset that they are for: each once, whatever crashes in between. */
import { createReadStream } from 'node:fs';
import { readFile, rm, stat } from 'node:fs/promises';
import { StorageError } from '../core/generate/journal';
import { appendLines, isStream, orAbsent, writeFileAtomic } from './files';
import { cutOff } from './jsonLines';
import { toStorageError } from './storageError';

/**
 * Appends the samples that the dataset does not have yet, told by their ids, or word for word where they have none. `notePath`: a file of the run that
 * says how long the dataset was before, for as long as an append is under way. Resolves with how many it
 * appended; rejects with StorageError.
 */
export async function deliver(lines: readonly string[], target: string, notePath: string): Promise<number> {
  try {
    if (await isStream(target)) {
      await appendLines(target, lines);
      return lines.length;
    }
    await undoTornAppend(lines, target, notePath);
    const present = await findPresent(new Map(lines.map((line) => [readId(line) ?? line, line])), target);
    const missing = lines.filter((line) => !present.has(readId(line) ?? line));
    if (missing.length === 0) return 0;
    const size = (await orAbsent(stat(target)))?.size ?? 0;
    await writeFileAtomic(notePath, `${JSON.stringify({ size })}\n`);
    await appendLines(target, missing);
    await rm(notePath, { force: true });
    return missing.length;
  } catch (error) {
    if (error instanceof StorageError) throw error;
    throw toStorageError('write', target, error);
  }
}

/** Takes back a line of ours that an append was killed in the middle of; what else was added since stays. */
async function undoTornAppend(lines: readonly string[], target: string, notePath: string): Promise<void> {
  const note = await orAbsent(readFile(notePath, 'utf8'));
  const bytes = note === undefined ? undefined : await orAbsent(readFile(target));
  if (note !== undefined && bytes !== undefined) {
    const { size } = JSON.parse(note) as { size: number };
    const end = bytes.lastIndexOf(0x0a) + 1;
    const torn = bytes.subarray(Math.max(end, size));
    const isOurs = lines.some((line) => torn.length > 0 && startsWith(Buffer.from(line), torn));
    if (isOurs && bytes.length > size) await cutOff(target, Math.max(end, size));
  }
  await rm(notePath, { force: true });
}

function startsWith(whole: Buffer, start: Buffer): boolean {
  return whole.subarray(0, start.length).equals(start);
}

const ID = /"id"\s*:\s*"([^"\\]+)"/g;

/** Those of our ids that a record of the dataset has. */
async function findPresent(ours: ReadonlyMap<string, string>, target: string): Promise<Set<string>> {
  const present = new Set<string>();
  if ((await orAbsent(stat(target))) === undefined) return present;
  for await (const line of linesOf(target)) {
    if (ours.has(line)) present.add(line);
    for (const [, id = ''] of line.matchAll(ID)) {
      if (ours.has(id) && (line === ours.get(id) || hasId(line, id))) present.add(id);
    }
  }
  return present;
}

async function* linesOf(path: string): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: 2 ** 20 })) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  yield rest;
}

function readId(line: string): string | undefined {
  const { metadata } = JSON.parse(line) as { metadata?: { id?: unknown } | null };
  return typeof metadata?.id === 'string' ? metadata.id : undefined;
}

/** Whether a line, which a person may have edited, is a record of this id. */
function hasId(line: string, id: string): boolean {
  try {
    const record = JSON.parse(line) as { metadata?: { id?: unknown } | null } | null;
    return record?.metadata?.id === id;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/** What a run left on disk. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { JournalEntry, Reject, RunEnd } from '../../core/generate/journal';
import type { RunPlan } from '../../core/generate/plan';
import { type RecordLine, recordOf } from '../generate/fakes';

/** The lines of a file in which every line must be whole; none when it is not there. */
export function wholeLines(path: string): string[] {
  if (!existsSync(path)) return [];
  const text = readFileSync(path, 'utf8');
  assert.ok(text === '' || text.endsWith('\n'), `${path} ends inside a line`);
  const lines = text.split('\n').slice(0, -1);
  for (const line of lines) assert.doesNotThrow(() => JSON.parse(line), `${path}: ${line.slice(0, 100)}`);
  return lines;
}

export interface RunFiles {
  readonly path: string;
  readonly plan: RunPlan;
  readonly journal: readonly JournalEntry[];
  /** Why it ended, each time that it did before its plan was filled. */
  readonly ends: readonly RunEnd[];
  readonly samples: readonly RecordLine[];
  readonly rejects: readonly Reject[];
}

export function runFolders(runsDir: string): string[] {
  return existsSync(runsDir) ? readdirSync(runsDir).map((name) => join(runsDir, name)) : [];
}

/** The only run of a folder of runs. */
export function onlyRun(runsDir: string): RunFiles {
  const [path, ...others] = runFolders(runsDir);
  assert.ok(path !== undefined && others.length === 0, `one run, not ${others.length + 1}`);
  const journal = wholeLines(join(path, 'journal.jsonl')).map(
    (line) => JSON.parse(line) as JournalEntry | RunEnd,
  );
  return {
    path,
    plan: JSON.parse(readFileSync(join(path, 'run.json'), 'utf8')) as RunPlan,
    journal: journal.filter((line): line is JournalEntry => !('end' in line)),
    ends: journal.filter((line): line is RunEnd => 'end' in line),
    samples: wholeLines(join(path, 'samples.jsonl')).map(recordOf),
    rejects: wholeLines(join(path, 'rejects.jsonl')).map((line) => JSON.parse(line) as Reject),
  };
}

/** All files below a folder. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

/** A record without what differs from run to run. */
export function withoutRun(record: RecordLine): unknown {
  const { metadata } = record;
  const provenance = { ...metadata.provenance, run: '' };
  return { ...record, metadata: { ...metadata, id: '', timestamp: '', provenance } };
}

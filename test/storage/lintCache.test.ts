import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { indexEvaluation } from '../../core/curate/contamination';
import type { LintConfig } from '../../core/lint/config';
import { formatCanonicalRecord } from '../../core/sample/jsonl';
import { complete } from '../../core/steps';
import { LintCache, lintCacheFor } from '../../storage/lint/lintCache';
import { StoredLint } from '../../storage/lint/storedLint';
import { type LintThreads, threadsFor } from '../../storage/lint/threads';
import { assertProperty } from '../assertProperty';
import { useTestFolder } from './folder';

/** Short ones: some with problems, some near-duplicates of others. */
function* shortRecords(count: number): Generator<string> {
  for (let i = 0; i < count; i++) {
    const fact = `The child in bed ${i % 12} of the ward received ${i} mg of dexamethasone on the ${i % 9}th day of treatment.`;
    yield formatCanonicalRecord({
      context: `${fact}\n${'Sleep was good. '.repeat(i % 7)}`,
      question: `How much dexamethasone did the child in bed ${i % 12} receive?`,
      think: `The first sentence says so${'.'.repeat((i * i * 37) % 101)}`,
      proof: `- "${i % 4 === 0 ? fact.replace('child', 'boy') : fact}"`,
      answer: `${i} mg.`,
      metadata: { id: `r${i}`, type: 'reasoning', source: 'handwritten', timestamp: '2026-01-01T00:00:00Z' },
    });
  }
}

const RECORDS = [...shortRecords(24)];

/** A few of such records, in bytes. */
const STRETCH = 2_000;

const evaluation = (record: number) =>
  indexEvaluation([
    {
      name: 'context',
      text: (JSON.parse(RECORDS[record] as string) as { messages: { content: string }[] }).messages
        .map(({ content }) => content)
        .join('\n'),
      file: 'eval.jsonl',
      record,
      range: { start: { line: record, character: 0 }, end: { line: record, character: 9 } },
    },
  ]);

const CONFIGS: readonly LintConfig[] = [
  { severities: {} },
  { severities: { 'dataset/near-duplicate': 'off', 'tags/empty': 'info' } },
  { severities: {}, options: { 'dataset/near-duplicate': { similarity: 0.7 } } },
  { severities: {}, mix: { reasoning: 90, refusal: 10 } },
  { severities: {}, evaluation: evaluation(3) },
  { severities: {}, evaluation: evaluation(4) },
];

/** What is linted, in this order. */
interface File {
  readonly name: string;
  readonly lines: readonly string[];
  readonly config: LintConfig;
}

interface LintOptions {
  readonly threads?: LintThreads;
  /** Between reading and comparing. */
  readonly meanwhile?: () => void;
  readonly stretch?: number;
}

/** Linting here, and how many stretches that were. */
function counted(): LintThreads & { count: number } {
  const here = threadsFor(0);
  return {
    ...here,
    count: 0,
    lint(...task) {
      this.count++;
      return here.lint(...task);
    },
  };
}

describe('the cache of the lint', () => {
  const folder = useTestFolder();
  const cachePath = (): string => folder.join('cache');
  const entries = (): string[] =>
    existsSync(cachePath()) ? readdirSync(cachePath()).filter((name) => !name.startsWith('.')) : [];

  /** All that can be seen of a lint, as text. */
  async function lint(
    files: readonly File[],
    cache?: LintCache,
    { threads = threadsFor(0), meanwhile = () => {}, stretch = STRETCH }: LintOptions = {},
  ): Promise<string> {
    for (const { name, lines } of files) writeFileSync(folder.join(name), lines.join('\n'));
    const stored = new StoredLint(threads, cache, { stretchBytes: stretch });
    const lineAt: (((line: number) => string) | undefined)[] = [];
    for (const { name, config } of files) {
      const file = { name, path: folder.join(name), format: 'jsonl', config, isOurs: () => true } as const;
      lineAt.push(await stored.add(file));
    }
    meanwhile();
    const lints = complete(stored.finish());
    const lines = files.map(({ lines }, i) => lines.map((_, line) => lineAt[i]?.(line)));
    stored.close();
    return JSON.stringify({ lints, lines });
  }

  const opened = (mostBytes?: number): LintCache => new LintCache(cachePath(), mostBytes);

  it('changes nothing that is said, whatever becomes of the files and of what is kept', async () => {
    type Edit = (files: File[], at: number, record: string) => File[];
    const changed = (files: File[], at: number, change: (file: File) => Partial<File>): File[] =>
      files.map((file, i) => (i === at % files.length ? { ...file, ...change(file) } : file));
    const edits: Record<string, Edit> = {
      nothing: (files) => files,
      append: (files, at, record) => changed(files, at, ({ lines }) => ({ lines: [...lines, record] })),
      insert: (files, at, record) =>
        changed(files, at, ({ lines }) => ({ lines: lines.toSpliced(at % (lines.length + 1), 0, record) })),
      remove: (files, at) => changed(files, at, ({ lines }) => ({ lines: lines.toSpliced(at % 9, 1) })),
      'one character': (files, at) =>
        changed(files, at, ({ lines }) => ({
          lines: lines.map((line, i) => (i === at % 9 ? line.replace(/[a-z](?=[^a-z]*$)/, 'Z') : line)),
        })),
      'a broken line': (files, at) => changed(files, at, ({ lines }) => ({ lines: [...lines, '{"', ''] })),
      configuration: (files, at) =>
        changed(files, at, () => ({ config: CONFIGS[at % CONFIGS.length] as LintConfig })),
      'an equal configuration': (files, at) =>
        changed(files, at, ({ config }) => ({ config: { ...config } })),
      order: (files) => files.toReversed(),
      name: (files, at) => changed(files, at, () => ({ name: `${at}.jsonl` })),
      'another file': (files, at) => [
        ...files,
        { name: `new${files.length}.jsonl`, lines: RECORDS.slice(at % 20), config: CONFIGS[0] as LintConfig },
      ],
      'a shortened entry': (files, at) => {
        const name = entries()[at % Math.max(1, entries().length)];
        if (name) truncateSync(join(cachePath(), name), at % 100);
        return files;
      },
      'a damaged entry': (files, at) => {
        for (const name of entries()) {
          const bytes = readFileSync(join(cachePath(), name));
          bytes[at % bytes.length] = (bytes[at % bytes.length] ?? 0) ^ 1;
          writeFileSync(join(cachePath(), name), bytes);
        }
        return files;
      },
    };
    const edit = fc.record({
      kind: fc.constantFrom(...Object.keys(edits)),
      at: fc.nat(1000),
      record: fc.constantFrom(...RECORDS),
    });
    await assertProperty(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 6 }), async (edited) => {
        let files: File[] = ['a', 'b'].map((name, i) => ({
          name: `${name}.jsonl`,
          lines: RECORDS.slice(8 * i, 8 * i + 12),
          config: CONFIGS[0] as LintConfig,
        }));
        for (const { kind, at, record } of edited) {
          files = edits[kind]?.(files, at, record) ?? files;
          const plain = await lint(files);
          assert.equal(await lint(files, opened()), plain, kind);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('lints only what is new', async () => {
    const lines = [...shortRecords(800)];
    const stretchesLinted = async (lines: readonly string[]): Promise<number> => {
      const threads = counted();
      await lint([{ name: 'a.jsonl', lines, config: CONFIGS[0] as LintConfig }], opened(), {
        threads,
        stretch: 32_000,
      });
      return threads.count;
    };
    const cold = await stretchesLinted(lines);
    assert.ok(cold > 12);
    assert.equal(await stretchesLinted(lines), 0);
    assert.ok((await stretchesLinted([...lines, ...lines.slice(3, 5)])) <= 2);
    // Below the place the cuts are soon where they were.
    assert.ok((await stretchesLinted(lines.toSpliced(2, 1))) <= cold / 2);
  });

  it('is seen by no version control', async () => {
    await lint([{ name: 'a.jsonl', lines: RECORDS, config: CONFIGS[0] as LintConfig }], opened());
    assert.equal(readFileSync(join(cachePath(), '.gitignore'), 'utf8'), '*\n');
  });

  it('is made for what is worth it only', () => {
    assert.equal(lintCacheFor(cachePath(), 8 * 2 ** 20 - 1), undefined);
    assert.ok(lintCacheFor(cachePath(), 8 * 2 ** 20));
  });

  it('does no harm where there can be no folder, and when several lint at once', async () => {
    const files = [{ name: 'a.jsonl', lines: RECORDS, config: CONFIGS[0] as LintConfig }];
    const plain = await lint(files);
    assert.equal(await lint(files, new LintCache(folder.join('a.jsonl', 'cache'))), plain);
    const several = await Promise.all([1, 2, 3].map(() => lint(files, opened())));
    assert.deepEqual(several, [plain, plain, plain]);
    assert.deepEqual(
      entries().filter((name) => name.endsWith('.tmp')),
      [],
    );
  });

  it('keeps nothing of files that changed while they were compared', async () => {
    const lines = [...RECORDS, (RECORDS[2] as string).replace('"id":"', '"id":"x')];
    const files = [{ name: 'a.jsonl', lines, config: CONFIGS[0] as LintConfig }];
    const plain = await lint(files);
    const meanwhile = (): void =>
      writeFileSync(folder.join('a.jsonl'), lines.join('\n').replaceAll('a', 'o'));
    assert.notEqual(await lint(files, opened(), { meanwhile }), plain);
    assert.equal(await lint(files, opened()), plain);
  });

  it('forgets what was not asked for in two weeks, and beyond its size what was asked for longest ago', async () => {
    const file = { name: 'a.jsonl', lines: RECORDS, config: CONFIGS[0] as LintConfig };
    await lint([file], opened());
    const first = entries();
    const age = (names: readonly string[], days: number): void => {
      const then = new Date(Date.now() - days * 24 * 3600 * 1000);
      for (const name of names) utimesSync(join(cachePath(), name), then, then);
    };
    age(first, 13);
    await lint([{ ...file, lines: RECORDS.toReversed() }], opened());
    const second = entries().filter((name) => !first.includes(name));
    assert.ok(first.every((name) => entries().includes(name)));
    age(second, 15);
    // Asked for, the first stay for as long again.
    await lint([file], opened());
    assert.deepEqual(entries(), first);
    age(first, 1);
    await lint([{ ...file, lines: RECORDS.toReversed() }], opened(1));
    assert.deepEqual(entries(), second);
  });
});

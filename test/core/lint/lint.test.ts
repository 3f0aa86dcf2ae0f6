import assert from 'node:assert/strict';
import fc from 'fast-check';
import { RecordFinder } from '../../../core/dataset/recordFinder';
import { type DatasetFormat, findRecords } from '../../../core/dataset/records';
import { DEFAULT_CONFIG, type LintConfig } from '../../../core/lint/config';
import type { Diagnostic } from '../../../core/lint/diagnostic';
import { countProblems } from '../../../core/lint/diagnostic';
import { fixText } from '../../../core/lint/fixText';
import { FileLinter } from '../../../core/lint/lintFile';
import { comparePositions } from '../../../core/lint/order';
import { RULES } from '../../../core/rules/all';
import { jsonlToVignette } from '../../../core/sample/vignette/write';
import { complete } from '../../../core/steps';
import { LineText, type Position, splitLines, stripLineEnd } from '../../../core/text/lineText';
import { assertProperty } from '../../assertProperty';
import { cpuTime } from '../cpuTime';
import { lintText } from '../rules/expectRule';
import { line, messageLine } from '../rules/goodSample';
import { file, wildText } from './files';

function assertInside(lines: readonly string[], { range, fixes, related }: Diagnostic): void {
  const inside = ({ line: n, character }: Position): void => {
    assert.ok(n >= 0 && n < lines.length, `line ${n} of ${lines.length}`);
    assert.ok(character >= 0 && character <= stripLineEnd(lines[n] as string).length, `${n}:${character}`);
  };
  const ranges = [
    range,
    ...related.map((r) => r.range),
    ...fixes.flatMap(({ edits }) => edits.map((e) => e.range)),
  ];
  for (const { start, end } of ranges) {
    inside(start);
    inside(end);
    assert.ok(comparePositions(start, end) <= 0);
  }
}

function datasetLint(format: DatasetFormat, lines: readonly string[]): Diagnostic[] {
  const linter = new FileLinter(format);
  linter.lint(lines, DEFAULT_CONFIG);
  return complete(linter.lintDataset());
}

function key({ rule, message, record }: Diagnostic): string {
  return `${record} ${rule} ${message}`;
}

describe('lint of files', () => {
  it('keeps every range inside, in order, and offers only what its rule promises', () => {
    assertProperty(
      fc.property(wildText, ({ format, text }) => {
        const lines = splitLines(text);
        const { diagnostics, records } = new FileLinter(format).lint(lines, DEFAULT_CONFIG);
        for (const [i, diagnostic] of diagnostics.entries()) {
          assertInside(lines, diagnostic);
          const previous = diagnostics[i - 1];
          assert.ok(!previous || comparePositions(previous.range.start, diagnostic.range.start) <= 0);
          assert.ok(diagnostic.record === null || (diagnostic.record >= 0 && diagnostic.record < records));
          const rule = RULES.find(({ id }) => id === diagnostic.rule);
          for (const { kind, edits } of diagnostic.fixes) {
            assert.ok(rule?.fix === 'safe' || rule?.fix === kind, diagnostic.rule);
            assert.ok(edits.length > 0);
          }
        }
      }),
      { numRuns: 800 },
    );
  });

  it('is the same after any edits as from scratch', () => {
    const edit = fc.record({
      line: fc.nat(12),
      from: fc.nat(80),
      to: fc.nat(80),
      text: fc.constantFrom('', 'x', '"', '\n', '\r\n', '---\n', '}', '<think>', '5'),
    });
    assertProperty(
      fc.property(file, fc.array(edit, { minLength: 1, maxLength: 5 }), ({ format, text }, edits) => {
        const kept = new FileLinter(format);
        const finder = new RecordFinder(format);
        const lines = new LineText(text);
        kept.lint(lines.lines, DEFAULT_CONFIG);
        finder.find(lines.lines);
        for (const { line: n, from, to, text: put } of edits) {
          const [start, end] = [Math.min(from, to), Math.max(from, to)];
          lines.replace({ start: { line: n, character: start }, end: { line: n, character: end } }, put);
          assert.deepEqual(finder.find(lines.lines), findRecords(format, splitLines(lines.toString())));
          assert.deepEqual(
            kept.lint(lines.lines, DEFAULT_CONFIG),
            new FileLinter(format).lint(splitLines(lines.toString()), DEFAULT_CONFIG),
          );
        }
      }),
      { numRuns: 200 },
    );
  });

  it('is the same in slices, wherever one looks and edits between them', () => {
    const step = fc.oneof(
      fc.record({ slice: fc.nat(3) }),
      fc.record({ lookAt: fc.nat(60) }),
      fc.record({
        edit: fc.tuple(fc.nat(12), fc.nat(80), fc.constantFrom('', 'x', '"', '\n', '---\n', '<think>')),
      }),
      fc.record({ repeat: fc.nat(12) }),
    );
    let inBetween = 0;
    assertProperty(
      fc.property(file, fc.array(step, { minLength: 1, maxLength: 8 }), ({ format, text }, steps) => {
        const linter = new FileLinter(format);
        const finder = new RecordFinder(format);
        const lines = new LineText(text);
        const open = (): void => linter.open(lines.lines, finder.find(lines.lines), DEFAULT_CONFIG);
        open();
        for (const each of steps) {
          if ('slice' in each) {
            let records = 0;
            linter.proceed(() => ++records > each.slice);
            if (linter.linted > 0 && !linter.isComplete) inBetween++;
          } else if ('lookAt' in each) linter.lookAt(each.lookAt);
          else {
            const [at, length, put] =
              'edit' in each ? each.edit : [each.repeat, 0, lines.lines[each.repeat] ?? ''];
            const range = { start: { line: at, character: 0 }, end: { line: at, character: length } };
            lines.replace(range, put);
            open();
          }
        }
        const whole = new FileLinter(format).lint(splitLines(lines.toString()), DEFAULT_CONFIG);
        const known = linter.known();
        assert.equal(known.records, whole.records);
        const all = new Set(whole.diagnostics.map(key));
        for (const diagnostic of known.diagnostics) assert.ok(all.has(key(diagnostic)), key(diagnostic));
        linter.proceed(() => false);
        assert.ok(linter.isComplete);
        assert.deepEqual(linter.known(), whole);
        assert.deepEqual(complete(linter.lintDataset()), datasetLint(format, lines.lines));
      }),
      { numRuns: 200 },
    );
    assert.ok(inBetween > 10, `only ${inBetween} slices ended in between`);
  });

  it('begins with the record that is looked at', () => {
    const linter = new FileLinter('jsonl');
    const lines = splitLines(`${line({ answer: '' })}\n`.repeat(5));
    linter.open(lines, findRecords('jsonl', lines), DEFAULT_CONFIG);
    const faulty = (): unknown[] => [...new Set(linter.known().diagnostics.map(({ record }) => record))];
    linter.lookAt(3);
    linter.proceed(() => true);
    assert.deepEqual([faulty(), linter.linted], [[3], 1]);
    linter.lintAt(1);
    assert.deepEqual(faulty(), [1, 3]);
    linter.proceed(() => linter.linted === 4);
    assert.deepEqual([faulty(), linter.isComplete], [[0, 1, 3, 4], false]);
  });

  it('is the same with another configuration in between', () => {
    const linter = new FileLinter('jsonl');
    const lines = splitLines(messageLine({ assistant: 'x' }));
    const before = linter.lint(lines, DEFAULT_CONFIG);
    const silent: LintConfig = {
      severities: Object.fromEntries(RULES.map(({ id }) => [id, 'off' as const])),
    };
    assert.deepEqual(linter.lint(lines, silent).diagnostics, []);
    assert.deepEqual(linter.lint(lines, DEFAULT_CONFIG), before);
  });

  it('says nothing of a good sample, in both formats', () => {
    for (const changes of [{}, { system: 'Be exact.' }, { metadata: { id: 'a' } }]) {
      assert.deepEqual(lintText('jsonl', `${line(changes)}\n`), []);
      assert.deepEqual(lintText('vignette', jsonlToVignette(line(changes))), []);
    }
    assert.deepEqual(lintText('jsonl', ''), []);
    assert.deepEqual(lintText('vignette', ''), []);
  });

  it('reports a fault on each of two equal lines', () => {
    const bad = line({ proof: '- "Nobody asked."' });
    assert.deepEqual(
      lintText('jsonl', `${bad}\n${bad}\n`).map(({ rule, record, range }) => [
        rule,
        record,
        range.start.line,
      ]),
      [
        ['proof/not-in-context', 0, 0],
        ['proof/not-in-context', 1, 1],
      ],
    );
  });

  it('finds the same problems in a line and in its .vignette text', () => {
    const summary = (format: 'jsonl' | 'vignette', text: string): string[] =>
      lintText(format, text)
        // Metadata is optional in `.vignette`, and a record without it has none to miss there.
        .filter(({ record, rule }) => record !== null && rule !== 'metadata/missing')
        .map(({ rule, message, severity }) => `${severity} ${rule} ${message}`)
        .sort();
    assertProperty(
      fc.property(file, ({ format, text }) => {
        if (format === 'vignette') return;
        for (const record of text.split(/[\r\n]+/)) {
          if (
            record.trim() === '' ||
            lintText('jsonl', record).some(({ rule }) => rule === 'json/invalid-line')
          )
            continue;
          assert.deepEqual(summary('vignette', jsonlToVignette(record)), summary('jsonl', record), record);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('severities and suppression', () => {
  const bad = { proof: '- "Nobody asked."', answer: '' };

  it('follow the configuration', () => {
    const lint = (severities: LintConfig['severities']) =>
      new FileLinter('jsonl')
        .lint(splitLines(`${line(bad)}\n`), { severities })
        .diagnostics.map(({ rule, severity }) => [rule, severity]);
    assert.deepEqual(lint({}), [
      ['proof/not-in-context', 'error'],
      ['tags/empty', 'error'],
    ]);
    assert.deepEqual(lint({ 'tags/empty': 'off', 'proof/not-in-context': 'hint' }), [
      ['proof/not-in-context', 'hint'],
    ]);
    const whole = new FileLinter('jsonl').lint([line()], {
      severities: { 'json/missing-final-newline': 'off' },
    });
    assert.deepEqual(whole.diagnostics, []);
  });

  it('spare a record that asks for it, and only that', () => {
    const ignore = (rules: unknown) => line({ ...bad, metadata: { id: 'a', lint: { ignore: rules } } });
    for (const format of ['jsonl', 'vignette'] as const) {
      const rules = (record: string): string[] =>
        lintText(format, format === 'jsonl' ? `${record}\n` : jsonlToVignette(record)).map(
          ({ rule }) => rule,
        );
      assert.deepEqual(rules(ignore(['tags/empty'])), ['proof/not-in-context']);
      assert.deepEqual(rules(ignore(['tags/empty', 'proof/not-in-context'])), []);
      for (const other of [[], 'tags/empty', null, [5], { 'tags/empty': true }]) {
        assert.equal(rules(ignore(other)).length, 2);
      }
    }
    const two = `${ignore(['tags/empty', 'proof/not-in-context'])}\n${line(bad)}\n`;
    assert.deepEqual(
      lintText('jsonl', two).map(({ record }) => record),
      [1, 1],
    );
  });

  it('count as errors and warnings', () => {
    assert.deepEqual(
      countProblems([
        { severity: 'error' },
        { severity: 'warning' },
        { severity: 'error' },
        { severity: 'hint' },
      ]),
      { errors: 2, warnings: 1 },
    );
  });
});

describe('safe fixes', () => {
  it('converge, solve what they promise, add no problem and keep what is JSON', () => {
    let fixed = 0;
    assertProperty(
      fc.property(file, ({ format, text }) => {
        const before = new FileLinter(format).lint(splitLines(text), DEFAULT_CONFIG);
        const result = fixText(format, text, DEFAULT_CONFIG);
        assert.deepEqual(result.lint, new FileLinter(format).lint(splitLines(result.text), DEFAULT_CONFIG));
        assert.deepEqual(
          result.lint.diagnostics.filter(({ fixes }) => fixes.some(({ kind }) => kind === 'safe')),
          [],
          result.text,
        );
        assert.equal(fixText(format, result.text, DEFAULT_CONFIG).text, result.text);
        assert.equal(result.lint.records, before.records);
        const known = new Set(before.diagnostics.map(key));
        const added = result.lint.diagnostics.filter((diagnostic) => !known.has(key(diagnostic)));
        // Words that a fix writes anew in a message may be told of anew; never a problem of another kind.
        const rules = new Set(before.diagnostics.map(({ rule, record }) => `${record} ${rule}`));
        assert.deepEqual(
          added.filter(({ rule, record }) => !rules.has(`${record} ${rule}`)),
          [],
          `${text}\n→\n${result.text}`,
        );
        assert.ok(result.lint.diagnostics.length <= before.diagnostics.length);
        if (result.text !== text) fixed++;
      }),
      { numRuns: 400 },
    );
    assert.ok(fixed > 80, `only ${fixed} files had anything to fix`);
  });

  it('take a file of every fault to the good one', () => {
    const faulty = `\ufeff${line({ proof: '- “Platelets were <50 in 3 of 42 children”', answer: 'x' })
      .replace('<answer>', '<Answer>')
      .replace('</answer>', '</ANSWER>')}\n\n${line()}`;
    const { text, lint } = fixText('jsonl', faulty, DEFAULT_CONFIG);
    assert.deepEqual(lint.diagnostics, []);
    assert.equal(
      text,
      `${line({ proof: '- “Platelets were <50 in 3 of 42 children”', answer: 'x' })}\n${line()}\n`,
    );
  });
});

describe('lint of hostile files', () => {
  const quotes = (n: number): string =>
    Array.from({ length: n }, (_, i) => `- "quote ${i} of many"`).join('\n');
  const cases: readonly (readonly [name: string, format: 'jsonl' | 'vignette', text: () => string])[] = [
    [
      '10,000 quotes that are not there',
      'jsonl',
      () => line({ context: 'Words of a context. '.repeat(2_000), proof: quotes(10_000) }),
    ],
    ['brackets 100,000 deep', 'jsonl', () => `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['open brackets', 'jsonl', () => '{"a":['.repeat(50_000)],
    [
      'repeated keys within repeated keys',
      'jsonl',
      () => `${'{"a":1,"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`,
    ],
    [
      'overridden keys within overridden keys',
      'jsonl',
      () => `${'{"a":'.repeat(20_000)}1${',"a":1}'.repeat(20_000)}`,
    ],
    ['tags', 'jsonl', () => messageLine({ assistant: '<think><proof><answer>'.repeat(9_000) })],
    ['nested tags', 'jsonl', () => messageLine({ assistant: `<think>${'<proof>'.repeat(20_000)}</think>` })],
    ['20,000 samples', 'vignette', () => '---\nid: x\n---\nabc\n'.repeat(20_000)],
    [
      'a sample of 100,000 tags on lines',
      'vignette',
      () => `---\nid: x\n---\n${'<proof>\n'.repeat(100_000)}`,
    ],
    ['deep YAML', 'vignette', () => `---\nid: ${'['.repeat(100_000)}\n---\n`],
    ['deep YAML of dashes', 'vignette', () => `---\n${'- '.repeat(20_000)}\n---\n`],
    [
      'an alias bomb',
      'vignette',
      () =>
        `---\na: &a [x,x,x,x,x,x,x,x,x]\n${Array.from({ length: 20 }, (_, i) => `b${i}: &b${i} [${`*${i ? `b${i - 1}` : 'a'},`.repeat(9)}]`).join('\n')}\n---\n`,
    ],
  ];
  for (const [name, format, text] of cases) {
    it(`takes seconds, not minutes: ${name}`, () => {
      const lines = splitLines(text());
      const started = cpuTime();
      const { diagnostics } = new FileLinter(format).lint(lines, DEFAULT_CONFIG);
      const took = cpuTime() - started;
      assert.ok(took < 18_000, `${took} ms`);
      assert.ok(diagnostics.length > 0);
    });
  }
});

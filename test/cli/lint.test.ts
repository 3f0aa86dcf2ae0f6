import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { useTestFolder } from '../storage/folder';
import { INEXACT, recordLine, WRONG_NUMBER } from './records';
import { runCli } from './runCli';

interface Report {
  readonly files: readonly {
    readonly path: string;
    readonly records: number;
    readonly diagnostics: readonly Readonly<Record<string, unknown>>[];
  }[];
  readonly summary: Readonly<Record<string, number>>;
}

const ONE_LINE = /^[^\n]+\n$/;

describe('vignette lint', () => {
  const folder = useTestFolder();

  function write(name: string, ...lines: readonly string[]): void {
    writeFileSync(folder.join(name), lines.map((line) => `${line}\n`).join(''));
  }

  const lint = (args: readonly string[], stdin?: string) =>
    runCli(['lint', ...args], { cwd: folder.path, ...(stdin !== undefined && { stdin }) });

  async function report(args: readonly string[], stdin?: string): Promise<Report & { code: number | null }> {
    const { stdout, stderr, code } = await lint([...args, '--json'], stdin);
    assert.equal(stderr, '');
    assert.match(stdout, ONE_LINE);
    return { ...(JSON.parse(stdout) as Report), code };
  }

  describe('JSON', () => {
    it('has exactly the fields of the contract', async () => {
      write('a.jsonl', recordLine(), WRONG_NUMBER);
      const { code, ...whole } = await report(['a.jsonl']);
      const [diagnostic] = whole.files[0]?.diagnostics ?? [];
      const column = WRONG_NUMBER.indexOf('15 mg') + 1;
      assert.deepEqual(whole, {
        files: [
          {
            path: 'a.jsonl',
            records: 2,
            diagnostics: [
              {
                rule: 'proof/number-mismatch',
                severity: 'error',
                message: diagnostic?.message,
                record: 1,
                line: 2,
                column,
                endLine: 2,
                endColumn: column + '15 mg/m²'.length,
                fix: diagnostic?.fix,
              },
            ],
          },
        ],
        summary: { files: 1, records: 2, errors: 1, warnings: 0 },
      });
      assert.match(String(diagnostic?.message), /15 mg\/m².*1\.5 mg\/m²/);
      assert.equal(code, 1);
    });

    it('counts columns in UTF-16 units', async () => {
      const wrong = recordLine({
        context: '🧬🧬 Dose: 1.5 mg/m² daily.',
        proof: '🧬🧬 Dose: 15 mg/m² daily.',
      });
      write('a.jsonl', wrong);
      const { files } = await report(['a.jsonl']);
      const found = files[0]?.diagnostics.find(({ rule }) => rule === 'proof/number-mismatch');
      assert.equal(found?.column, wrong.indexOf('15 mg') + 1);
    });

    it('says which problems have a fix, and of which kind', async () => {
      write('a.jsonl', INEXACT, 'not JSON');
      const { files } = await report(['a.jsonl']);
      assert.deepEqual(
        files[0]?.diagnostics.map(({ rule, severity, record, fix }) => [rule, severity, record, fix]),
        [
          ['proof/inexact-quote', 'warning', 0, 'safe'],
          ['json/invalid-line', 'error', 1, null],
        ],
      );
    });

    it('gives problems of the file no record', async () => {
      writeFileSync(folder.join('a.jsonl'), `${recordLine()}\n\n${recordLine()}`);
      const { files } = await report(['a.jsonl']);
      assert.deepEqual(
        files[0]?.diagnostics.map(({ rule, record, line, column }) => [rule, record, line, column]),
        [
          ['json/blank-line', null, 2, 1],
          ['json/missing-final-newline', null, 3, recordLine().length + 1],
        ],
      );
    });

    it('lists a file without problems too', async () => {
      write('a.jsonl', recordLine());
      const { files, summary, code } = await report(['a.jsonl']);
      assert.deepEqual(files, [{ path: 'a.jsonl', records: 1, diagnostics: [] }]);
      assert.deepEqual(summary, { files: 1, records: 1, errors: 0, warnings: 0 });
      assert.equal(code, 0);
    });

    it('is the same with --format json', async () => {
      write('a.jsonl', WRONG_NUMBER);
      const [a, b] = await Promise.all([lint(['--json']), lint(['--format', 'json'])]);
      assert.equal(a?.stdout, b?.stdout);
    });
  });

  describe('text', () => {
    it('shows the place, the words, the rule and the stretch of the line', async () => {
      write('a.jsonl', recordLine(), WRONG_NUMBER);
      const { stdout, stderr, code } = await lint(['a.jsonl']);
      const [place, words, frame, marks, ...rest] = stdout.split('\n');
      assert.equal(place, `a.jsonl:2:${WRONG_NUMBER.indexOf('15 mg') + 1} record 1`);
      assert.match(words ?? '', /^ {2}error The quote says .* proof\/number-mismatch/);
      const at = (marks ?? '').indexOf('~');
      assert.equal((frame ?? '').slice(at, (marks ?? '').lastIndexOf('~') + 1), '15 mg/m²');
      assert.deepEqual(rest, ['', '1 error and 0 warnings in 2 records of 1 file.', '']);
      assert.equal(stderr, '');
      assert.equal(code, 1);
    });

    it('puts the marks under characters that are two columns wide', async () => {
      write('a.jsonl', recordLine({ context: '用量 1.5 mg/m² daily.', proof: '用量 15 mg/m² daily.' }));
      const { stdout } = await lint(['a.jsonl']);
      const [, , frame = '', marks = ''] = stdout.split('\n');
      const before = frame.slice(0, frame.indexOf('15 mg'));
      assert.ok(before.includes('用量'));
      assert.equal(marks.indexOf('~'), before.length + 2);
    });

    it('keeps control characters of a file away from the terminal', async () => {
      write('a.jsonl', `{"messages": \u001b[31m\u202e oops`);
      const { stdout } = await lint(['a.jsonl']);
      assert.match(stdout, /json\/invalid-line/);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
      assert.doesNotMatch(stdout, /[\u0000-\u0009\u000b-\u001f\u202e]/);
    });

    it('says when all is well', async () => {
      write('a.jsonl', recordLine());
      const { stdout, code } = await lint(['a.jsonl']);
      assert.equal(stdout, '0 errors and 0 warnings in 1 record of 1 file.\n');
      assert.equal(code, 0);
    });

    it('has no colours when it is piped, whatever is asked for', async () => {
      write('a.jsonl', WRONG_NUMBER);
      const outputs = await Promise.all([
        lint([]),
        lint(['--no-color']),
        runCli(['lint'], { cwd: folder.path, env: { NO_COLOR: '1' } }),
        runCli(['lint'], { cwd: folder.path, env: { TERM: 'xterm-256color' } }),
      ]);
      for (const { stdout } of outputs) {
        assert.equal(stdout, outputs[0]?.stdout);
        assert.ok(!stdout.includes('\u001b'));
      }
    });
  });

  describe('exit status', () => {
    it('is 0 for warnings alone', async () => {
      write('a.jsonl', INEXACT);
      assert.equal((await lint(['a.jsonl'])).code, 0);
    });

    for (const [most, code] of [
      ['0', 1],
      ['1', 0],
      ['2', 0],
    ] as const) {
      it(`is ${code} for one warning with --max-warnings ${most}`, async () => {
        write('a.jsonl', INEXACT);
        assert.equal((await lint(['a.jsonl', '--max-warnings', most])).code, code);
      });
    }

    it('counts what --quiet and --max-problems do not show', async () => {
      write('a.jsonl', INEXACT, WRONG_NUMBER);
      const { files, summary, code } = await report(['--max-problems', '1', '--max-warnings', '0']);
      assert.equal(files[0]?.diagnostics.length, 1);
      assert.deepEqual(summary, { files: 1, records: 2, errors: 1, warnings: 1 });
      assert.equal(code, 1);
      assert.equal((await lint(['--quiet', '--max-warnings', '0'])).code, 1);
    });
  });

  describe('what is shown', () => {
    it('is errors only with --quiet', async () => {
      write('a.jsonl', INEXACT, WRONG_NUMBER);
      const { files } = await report(['--quiet']);
      assert.deepEqual(
        files[0]?.diagnostics.map(({ severity }) => severity),
        ['error'],
      );
    });

    it('is no more than --max-problems, over all files, and says so', async () => {
      write('a.jsonl', WRONG_NUMBER, WRONG_NUMBER);
      write('b.jsonl', WRONG_NUMBER, WRONG_NUMBER);
      const { stdout } = await lint(['--max-problems', '3']);
      assert.equal(stdout.match(/number-mismatch/g)?.length, 3);
      assert.ok(stdout.includes('\n1 more not shown (--max-problems 3).\n'));
      const all = await lint(['--max-problems', '0']);
      assert.equal(all.stdout.match(/number-mismatch/g)?.length, 4);
    });
  });

  describe('standard input', () => {
    it('may be JSON Lines', async () => {
      const { files } = await report(['-'], `${WRONG_NUMBER}\n`);
      assert.equal(files[0]?.path, '-');
      assert.equal(files[0]?.diagnostics[0]?.rule, 'proof/number-mismatch');
    });

    it('may be vignettes', async () => {
      const text =
        '<context>\nA dose of 5 mg.\n</context>\n\n<question>\nWhich dose?\n</question>\n\n' +
        '<think>\nIt is named.\n</think>\n\n<proof>\n- "A dose of 50 mg."\n</proof>\n\n<answer>\n5 mg.\n</answer>\n';
      const { files, code } = await report(['-'], text);
      const [found] = files[0]?.diagnostics ?? [];
      assert.deepEqual([found?.rule, found?.line], ['proof/number-mismatch', 14]);
      assert.equal(code, 1);
    });

    it('may start with a byte order mark', async () => {
      const { files } = await report(['-'], `\uFEFF${recordLine()}\n`);
      assert.deepEqual(
        files[0]?.diagnostics.map(({ rule }) => rule),
        ['json/bom'],
      );
    });

    it('may be empty', async () => {
      const { stderr, code } = await lint(['-'], '');
      assert.equal(stderr, '');
      assert.equal(code, 0);
    });

    it('goes together with files', async () => {
      write('a.jsonl', recordLine());
      const { files } = await report(['a.jsonl', '-'], `${recordLine()}\n`);
      assert.deepEqual(files.map(({ path }) => path).toSorted(), ['-', 'a.jsonl']);
    });
  });

  describe('which files', () => {
    beforeEach(() => {
      for (const name of ['sub/deep', 'node_modules/p', '.vignette/runs/r'])
        mkdirSync(folder.join(name), { recursive: true });
      write('a.jsonl', recordLine());
      write('sub/b.ndjson', recordLine());
      write('sub/deep/c.vignette', '<context>');
      write('sub/log.jsonl', '{"level":"info","message":"started"}');
      write('sub/notes.txt', 'text');
      write('node_modules/p/d.jsonl', WRONG_NUMBER);
      write('.vignette/runs/r/samples.jsonl', recordLine());
    });

    const paths = async (...args: string[]) => (await report(args)).files.map(({ path }) => path);

    it('are all datasets of this folder when nothing is named', async () => {
      assert.deepEqual(await paths(), ['a.jsonl', 'sub/b.ndjson', 'sub/deep/c.vignette']);
    });

    it('are those of a folder', async () => {
      assert.deepEqual(await paths('sub'), ['sub/b.ndjson', 'sub/deep/c.vignette']);
      assert.deepEqual(await paths('./sub/'), ['sub/b.ndjson', 'sub/deep/c.vignette']);
    });

    it('are those of a glob', async () => {
      assert.deepEqual(await paths('**/*.jsonl'), ['a.jsonl']);
      assert.deepEqual(await paths('*.jsonl', 'sub/*'), ['a.jsonl', 'sub/b.ndjson']);
    });

    it('come once, in order', async () => {
      assert.deepEqual(await paths('sub', 'a.jsonl', '*.jsonl', './a.jsonl'), [
        'a.jsonl',
        'sub/b.ndjson',
        'sub/deep/c.vignette',
      ]);
    });

    it('are in a run folder when that is named', async () => {
      assert.deepEqual(await paths('.vignette/runs/r'), ['.vignette/runs/r/samples.jsonl']);
    });

    it('include what does not look like a dataset only when it is named', async () => {
      const { files, code } = await report(['sub/log.jsonl']);
      assert.equal(files[0]?.diagnostics[0]?.rule, 'record/unknown-shape');
      assert.equal(code, 1);
      assert.deepEqual(await paths('sub/*.jsonl'), []);
      assert.match((await lint(['sub/*.jsonl'])).stderr, /^No dataset was found: name [^\n]+\n$/);
    });

    it('may have the characters of a glob in their names', async () => {
      write('x[1].jsonl', recordLine());
      assert.deepEqual(await paths('x[1].jsonl'), ['x[1].jsonl']);
    });
  });

  describe('wrong use', () => {
    for (const [what, args, expected] of [
      ['a missing file', ['none.jsonl'], /^Cannot read none\.jsonl: there is no such file or folder\.\n$/],
      ['a glob without matches', ['*.jsonl'], /^No \.jsonl or \.vignette file matches \*\.jsonl\.\n$/],
      ['another kind of file', ['notes.txt'], /^notes\.txt is not a dataset/],
      ['an unknown option', ['--nope'], /unknown option '--nope'/],
      ['an unknown format', ['--format', 'xml'], /Allowed choices are text, json/],
      ['a negative number', ['--max-warnings', '-1'], /whole number/],
      ['half a number', ['--max-problems', '1.5'], /whole number/],
    ] as const) {
      it(`is one line and status 2: ${what}`, async () => {
        write('notes.txt', 'text');
        const { stdout, stderr, code } = await lint(args);
        assert.match(stderr, ONE_LINE);
        assert.match(stderr, expected);
        assert.equal(stdout, '');
        assert.equal(code, 2);
      });
    }

    it('is one line for an unknown command', async () => {
      const { stderr, code } = await runCli(['lnt'], { cwd: folder.path });
      assert.match(stderr, ONE_LINE);
      assert.match(stderr, /Did you mean lint/);
      assert.equal(code, 2);
    });
  });

  describe('an unreadable file', () => {
    it('is one line; the others are reported; status 2', async function () {
      if (process.getuid?.() === 0) this.skip();
      write('a.jsonl', WRONG_NUMBER);
      write('b.jsonl', recordLine());
      chmodSync(folder.join('b.jsonl'), 0);
      const { stdout, stderr, code } = await lint([]);
      assert.match(stdout, /number-mismatch/);
      assert.match(stderr, /^Cannot read b\.jsonl \(EACCES\)\. .+\n$/);
      assert.equal(code, 2);
    });

    it('may be a link in a circle', async () => {
      symlinkSync('b.jsonl', folder.join('a.jsonl'));
      symlinkSync('a.jsonl', folder.join('b.jsonl'));
      const { stderr, code } = await lint(['a.jsonl']);
      assert.match(stderr, ONE_LINE);
      assert.match(stderr, /^Cannot read a\.jsonl/);
      assert.equal(code, 2);
    });

    it('may be a folder with the name of a dataset', async () => {
      mkdirSync(folder.join('a.jsonl'));
      write('b.jsonl', recordLine());
      const { files } = await report([]);
      assert.deepEqual(
        files.map(({ path }) => path),
        ['b.jsonl'],
      );
    });

    it('may be a link to nowhere', async () => {
      symlinkSync('nowhere', folder.join('a.jsonl'));
      write('b.jsonl', recordLine());
      const { code, stderr } = await lint([]);
      assert.doesNotMatch(stderr, /Unexpected|at .*\(/);
      assert.ok(code === 0 || code === 2);
    });
  });

  describe('an output that fails', () => {
    it('is no failure when the reader has seen enough', async () => {
      write('a.jsonl', ...new Array<string>(2000).fill(WRONG_NUMBER));
      const { stdout, stderr } = await runCli(['lint'], { cwd: folder.path, shell: '"$@" | head -1' });
      assert.match(stdout, /^a\.jsonl:1:\d+ record 0\n$/);
      assert.equal(stderr, '');
    });

    it('is one line and status 2 when the disk is full', async function () {
      if (process.platform !== 'linux') this.skip();
      write('a.jsonl', recordLine());
      const { stderr, code } = await runCli(['lint'], { cwd: folder.path, shell: '"$@" >/dev/full' });
      assert.equal(stderr, 'Cannot write the output (ENOSPC).\n');
      assert.equal(code, 2);
    });
  });
});

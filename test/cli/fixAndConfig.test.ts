import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { useTestFolder } from '../storage/folder';
import { INEXACT, recordLine, WRONG_NUMBER } from './records';
import { runCli } from './runCli';

describe('vignette.config.json on the command line', () => {
  const folder = useTestFolder();
  const run = (args: readonly string[], stdin?: string) =>
    runCli(args, { cwd: folder.path, ...(stdin !== undefined && { stdin }) });
  const configure = (config: unknown, path = 'vignette.config.json'): void =>
    writeFileSync(folder.join(path), typeof config === 'string' ? config : JSON.stringify(config));

  it('is the nearest upward of each file', async () => {
    mkdirSync(folder.join('strict'));
    writeFileSync(folder.join('a.jsonl'), `${WRONG_NUMBER}\n`);
    writeFileSync(folder.join('strict/a.jsonl'), `${WRONG_NUMBER}\n`);
    configure({ rules: { 'proof/number-mismatch': 'off' } });
    configure({}, 'strict/vignette.config.json');
    const { stdout } = await run(['lint', '--json']);
    const { files } = JSON.parse(stdout) as { files: { path: string; diagnostics: unknown[] }[] };
    assert.deepEqual(
      files.map(({ path, diagnostics }) => [path, diagnostics.length]),
      [
        ['a.jsonl', 0],
        ['strict/a.jsonl', 1],
      ],
    );
  });

  it('says which files are datasets, but what is named is linted all the same', async () => {
    writeFileSync(folder.join('a.jsonl'), `${WRONG_NUMBER}\n`);
    writeFileSync(folder.join('odd.jsonl'), '{"messages":[]}\n');
    configure({ datasets: ['odd.jsonl'] });
    const { stdout } = await run(['lint', '--json']);
    assert.deepEqual(
      (JSON.parse(stdout) as { files: { path: string }[] }).files.map(({ path }) => path),
      ['odd.jsonl'],
    );
    assert.equal((await run(['lint', 'a.jsonl', '--quiet'])).code, 1);
  });

  it('can be named, and then holds for all', async () => {
    writeFileSync(folder.join('a.jsonl'), `${WRONG_NUMBER}\n`);
    configure({ rules: { 'proof/number-mismatch': 'off' } }, 'lenient.json');
    assert.equal((await run(['lint', 'a.jsonl', '--config', 'lenient.json'])).code, 0);
  });

  it('stops the lint at its own mistake, with the place', async () => {
    writeFileSync(folder.join('a.jsonl'), `${recordLine()}\n`);
    configure('{\n  "rules": { "tags/order": "fatal" }\n}');
    const { code, stderr, stdout } = await run(['lint', 'a.jsonl']);
    assert.equal(code, 2);
    assert.equal(stdout, '');
    assert.match(stderr, /vignette\.config\.json:2:28: "rules\.tags\/order": expected one of [^\n]+\n$/);
  });

  it('that is named and not there is one line', async () => {
    const { code, stderr } = await run(['lint', '--config', 'none.json', '-'], recordLine());
    assert.equal(code, 2);
    assert.match(stderr, /^Cannot read [^\n]*none\.json[^\n]+\n$/);
  });
});

describe('vignette fix', () => {
  const folder = useTestFolder();
  const run = (args: readonly string[], stdin?: string) =>
    runCli(['fix', ...args], { cwd: folder.path, ...(stdin !== undefined && { stdin }) });
  const read = (): string => readFileSync(folder.join('a.jsonl'), 'utf8');

  it('applies safe fixes in place and leaves the rest to a person', async () => {
    writeFileSync(folder.join('a.jsonl'), `\uFEFF${INEXACT}\n\n${WRONG_NUMBER}`);
    const { code, stderr } = await run(['a.jsonl']);
    assert.equal(code, 1);
    assert.match(stderr, /^fixed a\.jsonl\nFixed 1 file; 1 error left for a person\.\n$/);
    const [first, second, end] = read().split('\n');
    assert.notEqual(first, INEXACT);
    assert.equal(second, WRONG_NUMBER);
    assert.equal(end, '');
    assert.equal((await run(['a.jsonl'])).stderr, 'Fixed 0 files; 1 error left for a person.\n');
  });

  it('leaves a file alone that is not UTF-8', async () => {
    const bytes = Buffer.from(`\uFEFF${INEXACT}\n`, 'utf8');
    bytes[bytes.indexOf('dose')] = 0xe9;
    writeFileSync(folder.join('a.jsonl'), bytes);
    const { code, stderr } = await run(['a.jsonl']);
    assert.equal(code, 2);
    assert.match(stderr, /^Cannot read a\.jsonl: it is not UTF-8\. Save it as UTF-8 first\.$/m);
    assert.deepEqual(readFileSync(folder.join('a.jsonl')), bytes);
  });

  it('changes nothing on a dry run', async () => {
    const text = `${INEXACT}\n`;
    writeFileSync(folder.join('a.jsonl'), text);
    const { code, stderr } = await run(['a.jsonl', '--dry-run']);
    assert.equal(code, 0);
    assert.match(stderr, /^would fix a\.jsonl\n/);
    assert.equal(read(), text);
  });

  it('prints its outcome as JSON', async () => {
    writeFileSync(folder.join('a.jsonl'), `${INEXACT}\n${WRONG_NUMBER}\n`);
    const { code, stdout, stderr } = await run(['a.jsonl', '--json', '--dry-run', '--no-color']);
    assert.equal(code, 1);
    assert.equal(stderr, '');
    assert.deepEqual(JSON.parse(stdout), {
      files: [{ path: 'a.jsonl', changed: true, errors: 1, warnings: 0 }],
      summary: { files: 1, changed: 1, errors: 1, warnings: 0 },
    });
    const piped = JSON.parse((await run(['-', '--json'], `${INEXACT}\n`)).stdout) as {
      files: { path: string; text: string }[];
    };
    assert.equal(piped.files[0]?.path, '-');
    assert.notEqual(piped.files[0]?.text, `${INEXACT}\n`);
  });

  it('writes fixed standard input to standard output', async () => {
    const { code, stdout } = await run(['-', '--quiet'], INEXACT);
    assert.equal(code, 0);
    assert.match(stdout, /\n$/);
    assert.notEqual(stdout.trimEnd(), INEXACT);
    assert.equal((await runCli(['lint', '-'], { cwd: folder.path, stdin: stdout })).code, 0);
  });
});

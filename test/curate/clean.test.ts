import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { placesOf } from '../../core/curate/places';
import { withoutReasons } from '../../core/curate/rejection';
import type { TargetMix } from '../../core/lint/config';
import { DEFAULT_CONFIG, type LintConfig } from '../../core/lint/config';
import { lintOnce } from '../../core/lint/lintFiles';
import { splitLines, stripLineEnd } from '../../core/text/lineText';
import { type CleanOutcome, type CleanRequest, cleanDataset } from '../../storage/curate/cleanDataset';
import { assertProperty } from '../assertProperty';
import { benchRecords } from '../bench/dataset';
import { useTestFolder } from '../storage/folder';

const records = [...benchRecords(24, 45)];
const [first = '', second = ''] = benchRecords(2, 0, 100);
const spared = (line: string): string =>
  line.replace(
    '"metadata":{',
    '"metadata":{"lint":{"ignore":["dataset/near-duplicate","metadata/duplicate-id"]},',
  );
/** Records, and what else stands in files of records. */
const POOL = [
  ...records,
  first,
  second,
  // The same but for its id, its last words, a rule it is spared.
  first.replace('bench-100', 'other-0'),
  second.replace('bench-101', 'other-1').replace(/\.\\n<\/answer>/, ', it says.\\n</answer>'),
  spared(first),
  spared(second).replace('bench-101', 'other-2'),
  '{"messages": [',
  '{"text": "of another kind"}',
  '',
  '   ',
  first.replace('bench-100', 'indented').replaceAll(',"', ', "'),
];

describe('cleaning', () => {
  const folder = useTestFolder();
  const clean = (
    inputs: readonly string[],
    out: string,
    options: Partial<CleanRequest> = {},
  ): Promise<CleanOutcome> =>
    cleanDataset({
      inputs: inputs.map((name) => ({ name, path: folder.join(name) })),
      config: DEFAULT_CONFIG,
      fix: true,
      strict: false,
      seed: 0,
      write: { out: folder.join(out), rejects: folder.join(`${out}.rejects`) },
      ...options,
    });
  const read = (name: string): string => readFileSync(folder.join(name), 'utf8');
  const linesIn = (name: string): string[] => read(name).split('\n').slice(0, -1);

  const line = fc.tuple(fc.constantFrom(...POOL), fc.constantFrom('\n', '\n', '\r\n'));
  const mix = fc.constantFrom<TargetMix | undefined>(undefined, { reasoning: 2, refusal: 1, haystack: 1 });

  it('loses nothing, keeps what is fit, and has nothing to do when it is done again', async () => {
    await assertProperty(
      fc.asyncProperty(
        fc.array(line, { maxLength: 30 }),
        fc.boolean(),
        fc.boolean(),
        fc.boolean(),
        mix,
        async (lines, fix, strict, hasMark, mix) => {
          const numbered = lines.map(([record], i) => record.replace('{"', `{"n":${i},"`));
          const joined = numbered.map((record, i) => record + lines[i]?.[1]).join('');
          const text = `${hasMark ? '\uFEFF' : ''}${joined}`.replace(/\n$/, '');
          writeFileSync(folder.join('in.jsonl'), text);
          const options = { fix, strict, ...(mix && { mix }) };
          const { records, kept, rejected, fixed } = await clean(['in.jsonl'], 'out.jsonl', options);

          // Every record of the input is in one of the two, in its order.
          const input = numbered.filter((record) => record.trim() !== '');
          const rejects = linesIn('out.jsonl.rejects').map(asItWas);
          const output = splitLines(read('out.jsonl')).slice(0, -1).map(stripLineEnd);
          assert.deepEqual([records, kept, rejected], [input.length, output.length, rejects.length]);
          let changed = 0;
          for (const record of input) {
            if (numberOf(record) === numberOf(rejects[0])) assert.equal(rejects.shift(), record);
            else {
              assert.equal(numberOf(output[0]), numberOf(record));
              if (output.shift() !== record) changed++;
            }
          }
          assert.deepEqual([rejects, output], [[], []]);
          assert.equal(changed, fixed);

          // What was kept has no errors, and is kept again as it is.
          const lint = lintOnce('jsonl', splitLines(read('out.jsonl')), DEFAULT_CONFIG);
          const left = lint.diagnostics.filter(
            ({ rule, severity }) =>
              severity === 'error' ||
              (rule.startsWith('dataset/') && rule.includes('duplicate')) ||
              (strict && severity === 'warning'),
          );
          assert.deepEqual(left, []);
          const again = await clean(['out.jsonl'], 'again.jsonl', options);
          assert.deepEqual([again.kept, again.fixed, again.rejected], [kept, 0, 0]);
          assert.equal(read('again.jsonl'), read('out.jsonl'));
        },
      ),
      { numRuns: 30 },
    );
  });

  it('keeps the one with the fewest problems of those that repeat each other, the first of equals', async () => {
    const doubtful = first.replace('bench-100', 'x').replace('<think>\\n', '<think>\\nWait, no. ');
    writeFileSync(folder.join('a.jsonl'), `${doubtful}\n`);
    writeFileSync(folder.join('b.jsonl'), `${first}\n${first.replace('bench-100', 'y')}\n`);
    const { reasons } = await clean(['a.jsonl', 'b.jsonl'], 'out.jsonl');
    assert.equal(read('out.jsonl'), `${first}\n`);
    assert.deepEqual(reasons, { 'dataset/near-duplicate': 1, 'dataset/duplicate': 1 });
    const [near, same] = linesIn('out.jsonl.rejects').map(
      (line) => JSON.parse(line).metadata.provenance.rejected[0] as string,
    );
    assert.match(
      near ?? '',
      /^dataset\/near-duplicate: Record 0 of b\.jsonl is 100 % like this one in question and quotes\.$/,
    );
    assert.equal(same, 'dataset/duplicate: Record 0 says the same.');
  });

  it('keeps what is fit under the configuration it is given', async () => {
    writeFileSync(folder.join('in.jsonl'), `${first}\n${second}\n{"messages": [\n`);
    const config: LintConfig = {
      severities: { 'metadata/source': 'off', 'json/invalid-line': 'off' },
      profile: 'upstream',
    };
    const { reasons, kept } = await clean(['in.jsonl'], 'out.jsonl', { config });
    assert.equal(kept, 0);
    assert.deepEqual(Object.keys(reasons).sort(), ['record/unknown-shape', 'upstream/provenance']);
  });

  it('takes the reasons from a record that was mended', async () => {
    const wrong = first.replace('<think>', '<thimk>').replace('</think>', '');
    writeFileSync(folder.join('in.jsonl'), `${wrong}\n`);
    await clean(['in.jsonl'], 'out.jsonl', { fix: false });
    const mended = read('out.jsonl.rejects')
      .replace('<thimk>', '<think>')
      .replace('\\n\\n<proof>', '\\n</think>\\n\\n<proof>');
    writeFileSync(folder.join('mended.jsonl'), mended);
    await clean(['mended.jsonl'], 'again.jsonl');
    assert.equal(withoutReasons(stripLineEnd(mended)), stripLineEnd(read('again.jsonl')));
  });

  it('keeps bytes that are no text, and writes neither file when the input changes meanwhile', async () => {
    const bytes = Buffer.concat([
      Buffer.from('{"messages": "'),
      Buffer.from([0xff, 0xfe]),
      Buffer.from('"}'),
    ]);
    writeFileSync(folder.join('in.jsonl'), bytes);
    await clean(['in.jsonl'], 'out.jsonl');
    const { provenance } = JSON.parse(read('out.jsonl.rejects')).metadata;
    assert.deepEqual(Buffer.from(provenance.base64, 'base64'), bytes);
    const changing = clean(['in.jsonl'], 'none.jsonl', {
      onProgress: (done) => {
        if (done === 0.9) writeFileSync(folder.join('in.jsonl'), 'another\n');
      },
    });
    await assert.rejects(changing, /in\.jsonl was changed meanwhile/);
    assert.throws(() => read('none.jsonl'), /ENOENT/);
    assert.throws(() => read('none.jsonl.rejects'), /ENOENT/);
  });

  it('ends when it is cancelled, and leaves nothing behind', async () => {
    writeFileSync(folder.join('in.jsonl'), `${records.join('\n')}\n`);
    const cancel = new AbortController();
    const running = clean(['in.jsonl'], 'out.jsonl', {
      signal: cancel.signal,
      onProgress: (done) => done === 0.9 && cancel.abort(),
    });
    await assert.rejects(running, { name: 'AbortError' });
    assert.throws(() => read('out.jsonl'), /ENOENT/);
  });
});

function numberOf(line: string | undefined): string | undefined {
  return /^\{ ?"n":(\d+),/.exec(line ?? '')?.[1];
}

/** A rejected record without its reasons; the text of what was none. */
function asItWas(line: string): string {
  const { messages } = JSON.parse(line) as { messages?: readonly { readonly content: string }[] };
  return messages?.length === 1 ? (messages[0]?.content ?? '') : withoutReasons(line);
}

describe('places in a mix', () => {
  it('are as many as the scarcest of what is there allows, and stay what they are', () => {
    assert.deepEqual(
      placesOf(new Map(Object.entries({ reasoning: 50, refusal: 10, haystack: 3, general: 4 })), {
        reasoning: 40,
        refusal: 20,
        haystack: 0,
        anti_knowledge: 20,
      }),
      new Map(Object.entries({ reasoning: 20, refusal: 10, haystack: 0, general: 0 })),
    );
    const count = fc.integer({ min: 1, max: 1000 });
    const share = fc.double({ min: 0.01, max: 1, noNaN: true });
    assertProperty(
      fc.property(fc.tuple(count, count, count), fc.tuple(share, share, share), (counts, shares) => {
        const mix = Object.fromEntries(shares.map((share, i) => [`${i}`, share]));
        const places = placesOf(new Map(counts.map((count, i) => [`${i}`, count])), mix);
        for (const [i, count] of counts.entries()) {
          const place = places.get(`${i}`) ?? 0;
          assert.ok(place > 0 && place <= count);
        }
        assert.deepEqual(placesOf(places, mix), places);
      }),
    );
  });
});

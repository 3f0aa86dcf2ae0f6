/** Files for property tests of the lint: good samples with faults put in, and texts that are no files of ours. */
import fc from 'fast-check';
import type { DatasetFormat } from '../../../core/dataset/records';
import { jsonlToVignette } from '../../../core/sample/vignette/write';
import { line, messageLine, USER } from '../rules/goodSample';
import { tagText } from '../sample/tagTexts';
import { anyLine } from '../sample/vignetteArbitraries';

const contexts = [
  'The so-called "wash-out" phase - after steroids - lasted 7-10 days. The child\'s weight was 18 kg.',
  'Platelets were <50 in 3 of 42 children. It did not improve survival. The dose was 1.5 mg/m² once weekly.',
  'A 7‑year‑old boy – “the first” – came. Dosing: 15\u00a0mg daily.\n---\n</answer> was typed.',
  'Ein „Zitat“ und ein «zweites» … dann 5 µM. 🧠 e\u0301',
];

/** Typists' habits, each applied everywhere. */
const habits: readonly ((quote: string) => string)[] = [
  (s) => s,
  (s) => s.replace(/"/g, '“'),
  (s) => s.replace(/[“”]/g, '"'),
  (s) => s.replace(/-/g, '–'),
  (s) => s.replace(/[–‑]/g, '-'),
  (s) => s.replace(/ /g, '\u00a0'),
  (s) => s.replace(/'/g, '’'),
  (s) => s.toLowerCase(),
  (s) => s.replace(/\.$/, ''),
  (s) => s.replace(/\d/, '9'),
  (s) => `${s.slice(0, 12)} … ${s.slice(-14)}`,
  (s) => s.slice(3, -4),
];

const marks = fc.constantFrom(
  ['"', '"'],
  ['“', '”'],
  ['„', '“'],
  ['«', '»'],
  ['‘', '’'],
  ['', ''],
  ['"', ''],
);

/** A sample with quotes in all the ways that people type them, and tags in all cases. */
const quotingLine = fc
  .record({
    context: fc.constantFrom(...contexts),
    quotes: fc.array(fc.tuple(fc.nat(3), fc.constantFrom(...habits), fc.constantFrom(...habits), marks), {
      minLength: 1,
      maxLength: 4,
    }),
    joint: fc.constantFrom('\n- ', '\n', '; ', '\n\n* '),
    tagCase: fc.constantFrom('proof', 'Proof', 'PROOF', 'proof '),
  })
  .map(({ context, quotes, joint, tagCase }) => {
    const sentences = context.split(/(?<=\.) /);
    const lines = quotes.map(
      ([n, a, b, [open, close]]) => `${open}${b(a(sentences[n % sentences.length] as string))}${close}`,
    );
    return line({ context, proof: lines.join(joint) }).replace('<proof>', `<${tagCase}>`);
  });

const faultyLine = fc.oneof(
  { weight: 4, arbitrary: quotingLine },
  { weight: 2, arbitrary: tagText.map((assistant) => messageLine({ assistant })) },
  { weight: 1, arbitrary: tagText.map((text) => messageLine({ user: USER + text })) },
  { weight: 1, arbitrary: fc.constantFrom('', ' \t', line()) },
  { weight: 2, arbitrary: anyLine },
);

/** A JSON Lines file with faults of every kind. */
export const jsonlFile: fc.Arbitrary<string> = fc
  .record({
    bom: fc.boolean(),
    lines: fc.array(faultyLine, { maxLength: 4 }),
    end: fc.constantFrom('\n', '\n', '\r\n', '\r'),
    last: fc.constantFrom('', '\n', '\n\n'),
  })
  .map(({ bom, lines, end, last }) => (bom ? '\ufeff' : '') + lines.join(end) + last);

/** A `.vignette` file with faults of every kind. */
export const vignetteFile: fc.Arbitrary<string> = fc
  .record({
    bom: fc.boolean(),
    samples: fc.array(
      fc.oneof(
        { weight: 5, arbitrary: faultyLine.map(jsonlToVignette) },
        { weight: 1, arbitrary: tagText },
        {
          weight: 1,
          arbitrary: fc.constantFrom('---\n', '---\nid: [\n---\n', '---\n- a\n---\n', '<user>\n', '\n\n'),
        },
      ),
      { maxLength: 4 },
    ),
    end: fc.constantFrom('\n', '\r\n'),
  })
  .map(({ bom, samples, end }) => (bom ? '\ufeff' : '') + samples.join('').replace(/\r?\n/g, end));

export const file: fc.Arbitrary<{ readonly format: DatasetFormat; readonly text: string }> = fc.oneof(
  jsonlFile.map((text) => ({ format: 'jsonl' as const, text })),
  vignetteFile.map((text) => ({ format: 'vignette' as const, text })),
);

/** Any characters, and files with stretches cut out, doubled or replaced. */
export const wildText: fc.Arbitrary<{ readonly format: DatasetFormat; readonly text: string }> = fc.oneof(
  fc.record({
    format: fc.constantFrom('jsonl' as const, 'vignette' as const),
    text: fc.string({ unit: 'binary', maxLength: 60 }),
  }),
  fc
    .tuple(
      file,
      fc.array(
        fc.tuple(
          fc.nat(),
          fc.nat(30),
          fc.oneof(
            fc.constantFrom('', '"', '\r', '\n', '---\n', '\\', '<', '}'),
            fc.string({ unit: 'binary', maxLength: 3 }),
          ),
        ),
        { minLength: 1, maxLength: 4 },
      ),
    )
    .map(([{ format, text }, cuts]) => ({
      format,
      text: cuts.reduce((current, [at, length, put]) => {
        const start = at % (current.length + 1);
        return current.slice(0, start) + put + current.slice(start + length);
      }, text),
    })),
);

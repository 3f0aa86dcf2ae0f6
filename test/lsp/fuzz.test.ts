import assert from 'node:assert/strict';
import { createRandom, type Random } from '../../core/generate/random';
import { INEXACT, recordLine, WRONG_NUMBER } from '../cli/records';
import { LanguageClient } from './languageClient';
import { applyEdit, applyEdits, editsOf, isInside, positionAt } from './text';

const PIECES = [
  ...[
    '{',
    '}',
    '[',
    ']',
    '"',
    ':',
    ',',
    '\\',
    '\\n',
    '\\u00',
    '<',
    '>',
    '/',
    '-',
    '—',
    '’',
    ' ',
    '\t',
    '\u00a0',
  ],
  ...['<context>', '</context>', '<think>', '</proof>', '<answer', '"messages":', '"role":"user"', '```'],
  ...['\n', '---\n', '\n\n', '🧬', '\ud83e', '\uddec', '\uFEFF', '\0', '1.5 mg', '<50', 'null'],
  ...[`${recordLine()}\n`, `${WRONG_NUMBER}\n`, INEXACT],
];

const VIGNETTE =
  '---\nid: a\ntype: reasoning\n---\n<context>\nA dose of 5 mg.\n</context>\n\n<question>\nWhich?\n</question>\n\n' +
  '<think>\nNamed.\n</think>\n\n<proof>\n- "A dose of 5 mg."\n</proof>\n\n<answer>\n5 mg.\n</answer>\n';

/** In JSON Lines alone: the lint counts lines inside a record by line feeds. */
const CARRIAGE_RETURNS = ['\r\n', '\r'];

function randomEdit(text: string, pieces: readonly string[], random: Random) {
  // Line ends of two characters are where counting goes wrong.
  const returnAt = text.indexOf('\r', random.below(text.length + 1));
  const start =
    returnAt !== -1 && random.below(3) === 0 ? returnAt + random.below(2) : random.below(text.length + 1);
  const length = random.pick([0, 0, 0, 1, 1, 5, 40, 400]);
  const end = Math.min(text.length, start + random.below(length + 1));
  const range = { start: positionAt(text, start), end: positionAt(text, end) };
  return { range, text: random.below(3) === 0 ? '' : random.pick(random.below(4) === 0 ? ['\n'] : pieces) };
}

describe('language server: half-typed text', () => {
  for (const [name, seed] of [
    ['set.jsonl', 1],
    ['set.jsonl', 2],
    ['review.vignette', 3],
    ['review.vignette', 4],
  ] as const) {
    it(`is never too much for it: ${name}, ${seed}`, async () => {
      const random = createRandom(seed);
      const uri = `file:///data/${name}`;
      const pieces = name === 'set.jsonl' ? [...PIECES, ...CARRIAGE_RETURNS] : PIECES;
      const original =
        name === 'set.jsonl' ? `${recordLine()}\n${WRONG_NUMBER}\r\n${INEXACT}\n` : VIGNETTE + VIGNETTE;
      const [client, judge] = await Promise.all([LanguageClient.start(), LanguageClient.start()]);
      try {
        let text = original;
        await client.open(uri, text);
        for (let step = 0; step < 150; step++) {
          const changes = Array.from({ length: 1 + random.below(3) }, () => {
            const change = randomEdit(text, pieces, random);
            text = applyEdit(text, { range: change.range, newText: change.text });
            return change;
          });
          await client.change(uri, ...changes);
          if (random.below(2) === 0) continue;
          const diagnostics = await client.diagnostics(uri);
          for (const { code, range, relatedInformation = [] } of diagnostics) {
            const ranges = [range, ...relatedInformation.map(({ location }) => location.range)];
            for (const place of ranges)
              assert.ok(
                isInside(text, place),
                `${step} ${code} ${JSON.stringify(place)} in ${JSON.stringify(text)}`,
              );
          }
          await judge.open(uri, text);
          assert.deepEqual(
            diagnostics,
            await judge.diagnostics(uri),
            `step ${step}: ${JSON.stringify(text)}`,
          );
          await judge.close(uri);
          const problem = diagnostics[random.below(Math.max(1, diagnostics.length))];
          if (problem) {
            for (const action of await client.codeActions(uri, problem.range)) {
              if (!action.edit) continue;
              const { edits } = editsOf(action.edit);
              for (const { range } of edits) assert.ok(isInside(text, range), `${step} ${action.title}`);
              applyEdits(text, edits);
            }
          }
          if (text.length > 40_000 || random.below(25) === 0) {
            text = original;
            await client.change(uri, { text });
          }
        }
        assert.equal(await client.end(), 0);
      } finally {
        await client.dispose();
        await judge.dispose();
      }
    });
  }
});

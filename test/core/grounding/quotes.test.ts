import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findQuotes, type Quote } from '../../../core/grounding/quotes';
import { assertProperty } from '../../assertProperty';
import { cpuTime } from '../cpuTime';
import { markedText } from '../marked';

function quotesIn(text: string, source = ''): Quote[] {
  return findQuotes(text, { start: 0, end: text.length }, (words) => source.includes(words));
}

describe('quotes of a proof', () => {
  /** Each ⟦stretch⟧ is one quote between quotation marks. */
  const marked: readonly (readonly [name: string, text: string, source?: string])[] = [
    ['a bullet', '- "⟦54 Gy⟧"'],
    ['bullets of all kinds', '- "⟦a⟧"\n* "⟦b⟧"\n• "⟦c⟧"\n  ‣ "⟦d⟧"'],
    ['numbered lines', '1. "⟦a⟧"\n2) "⟦b⟧"'],
    ['no bullet', '"⟦a⟧"'],
    ['typographic marks', '- “⟦a⟧”\n- „⟦b⟧“\n- «⟦c⟧»\n- ‘⟦d⟧’'],
    ['an apostrophe within single marks', '- ‘⟦the child’s scan⟧’'],
    ['several on a line', '- "⟦a⟧" and "⟦b⟧"'],
    ['reports on a line', 'Report A: “⟦a⟧”; Report B: "⟦b⟧"'],
    ['two lines', '- "⟦a quote\n  of two lines⟧"\n- "⟦b⟧"'],
    ['a full stop after the mark', '- "⟦a⟧".'],
    ['white space within the marks', '- " ⟦a⟧ "'],
    ['nested typographic marks', '- "⟦the “wash-out” phase⟧"'],
    ['nested marks of the source', '- "⟦He said "stop" twice⟧"', 'He said "stop" twice.'],
    ['an unclosed quote before a bullet', '- "⟦a⟧\n- "⟦b⟧"'],
    ['an unclosed quote before a numbered line', '1. "⟦a⟧\n2. "⟦b⟧"'],
    ['an unclosed quote before a quoted line', '"⟦a⟧\n"⟦b⟧"'],
    ['an unclosed quote before an empty line', '- "⟦a⟧\n\n- "⟦b⟧"'],
    ['an unclosed quote at the end', '- "⟦a⟧'],
    ['line ends of Windows', '- "⟦a⟧"\r\n- "⟦b⟧"\r\n'],
    ['a quote and a note', '- "⟦a⟧" (Report A)'],
    ['inches', '- "⟦a 5 cm tube⟧"'],
    ['corner and single angle marks', '- 「⟦a⟧」\n- ‹⟦b⟧›'],
    ['single marks as typed', "- '⟦the child's scan⟧'"],
    ['an empty pair of marks', '- "" and "⟦a⟧"'],
  ];
  for (const [name, text, source] of marked) {
    it(`reads ${name}`, () => {
      const { text: plain, spans } = markedText(text);
      const quotes = quotesIn(plain, source);
      assert.deepEqual(
        quotes.map(({ span }) => span),
        spans,
      );
      assert.ok(
        quotes.every((quote) => quote.marked && quote.text === plain.slice(quote.span.start, quote.span.end)),
      );
    });
  }

  for (const text of [
    '⟦54 Gy in 30 fractions⟧',
    '- ⟦54 Gy⟧\n- ⟦30 fractions⟧',
    '- ⟦the child’s scan⟧',
    '1. ⟦a⟧\n\n2. ⟦b⟧',
  ]) {
    it(`reads lines without marks: ${JSON.stringify(text)}`, () => {
      const { text: plain, spans } = markedText(text);
      const quotes = quotesIn(plain);
      assert.deepEqual(
        quotes.map(({ span }) => span),
        spans,
      );
      assert.ok(quotes.every((quote) => !quote.marked));
    });
  }

  const unmarked: readonly (readonly [name: string, text: string, source: string])[] = [
    ['bullets of other kinds', '+ ⟦a b⟧\n· ⟦a b⟧\n– ⟦a b⟧\n> ⟦a b⟧\n(2) ⟦a b⟧\n[3] ⟦a b⟧\nb) ⟦a b⟧', 'a b'],
    ['signs that are no bullets', '⟦> 50 mg⟧\n⟦+ 5 %⟧', ''],
    ['labels before words of the source', 'Report A: ⟦it grew⟧; Report B: ⟦it shrank⟧', 'it grew, it shrank'],
    ['labels that the source has itself', '⟦Report A: it grew⟧', 'Report A: it grew'],
    ['labels that are claims', '⟦ONC201: 15 mg daily⟧', 'Panobinostat: 15 mg daily'],
    ['a label before words of no source', '⟦Report A: it shrank⟧', 'it grew'],
    ['emphasis around words of the source', '*⟦it grew⟧*\n`⟦it grew⟧`\n⟦*so what*⟧', 'it grew'],
    ['quotation marks of the source', '- ⟦The "wash-out" phase ended.⟧', 'The "wash-out" phase ended.'],
  ];
  for (const [name, text, source] of unmarked) {
    it(`reads ${name}`, () => {
      const { text: plain, spans } = markedText(text);
      const quotes = quotesIn(plain, source);
      assert.deepEqual(
        quotes.map(({ span, marked }) => [plain.slice(span.start, span.end), marked]),
        spans.map(({ start, end }) => [plain.slice(start, end), false]),
      );
    });
  }

  for (const text of ['', '-', '- ""', '…', '\n\n', '---']) {
    it(`finds none in ${JSON.stringify(text)}`, () => assert.deepEqual(quotesIn(text), []));
  }

  const proofText = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          '"',
          '“',
          '”',
          '„',
          '‘',
          '’',
          '«',
          '»',
          '\n',
          '\r\n',
          '\n\n',
          '- ',
          '* ',
          '1. ',
          ' ',
          '.',
        ),
        fc.constantFrom('word', '54 Gy', 'a', ': ', '\u2028'),
        fc.string({ unit: 'binary', maxLength: 2 }),
      ),
      { maxLength: 25 },
    )
    .map((parts) => parts.join(''));

  it('stand in the text, in order, apart, trimmed, and are their text', () => {
    assertProperty(
      fc.property(proofText, proofText, (text, source) => {
        let at = 0;
        for (const { span, text: words } of quotesIn(text, source)) {
          assert.ok(span.start >= at && span.end > span.start && span.end <= text.length);
          assert.equal(text.slice(span.start, span.end), words);
          assert.equal(words.trim(), words);
          at = span.end;
        }
      }),
      { numRuns: 5000 },
    );
  });

  it('leave no line of words unread', () => {
    assertProperty(
      fc.property(
        fc.array(fc.stringMatching(/^[a-z]{1,8}( [a-z]{1,8}){0,3}$/), { minLength: 1, maxLength: 6 }),
        (lines) => {
          assert.deepEqual(
            quotesIn(lines.map((line, i) => (i % 2 ? `- "${line}"` : `- ${line}`)).join('\n')).map(
              ({ text }) => text,
            ),
            lines,
          );
        },
      ),
    );
  });

  it('take linear time', () => {
    for (const line of ['“\n', '"', '“a', '- “a\n', '‘a’s', '“ \n', '" "', '1. “\n', '“a\n']) {
      const text = line.repeat(200_000 / line.length);
      const started = cpuTime();
      quotesIn(text);
      const took = cpuTime() - started;
      assert.ok(took < 10_000, `${JSON.stringify(line)}: ${took} ms`);
    }
  });
});

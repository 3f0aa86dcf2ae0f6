import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ignoredRules } from '../../../core/sample/ignoredRules';
import { formatCanonicalRecord, parseJsonlRecord } from '../../../core/sample/jsonl';
import { parseVignetteRecord, vignetteToJsonl } from '../../../core/sample/vignette/read';
import { splitSamples } from '../../../core/sample/vignette/split';
import { jsonlToVignette } from '../../../core/sample/vignette/write';
import { splitLines } from '../../../core/text/lineText';
import { minifyJson } from '../../../core/text/minifyJson';
import { assertProperty } from '../../assertProperty';
import { cpuTime } from '../cpuTime';
import { RECORDS, VARIANTS } from './dialects';
import { anyLine, canonicalLine, dialectLine, recordLine } from './vignetteArbitraries';

/** What must come back: the record's minified text, or the line itself when it is no JSON. */
function meaning(line: string): string {
  const record = line.replace(/^\uFEFF/, '');
  try {
    JSON.parse(record);
  } catch (error) {
    assert.ok(error instanceof SyntaxError);
    return line;
  }
  return minifyJson(record);
}

function assertComesBack(line: string, vignette: string): void {
  const back = vignetteToJsonl(vignette);
  assert.equal(typeof back, 'string', `${JSON.stringify(back)}\n${vignette}`);
  assert.equal(meaning(String(back)), meaning(line), vignette);
}

function toCrlf(text: string): string {
  return text.replaceAll('\n', '\r\n');
}

/** What `yaml` 2 cannot read again as it would write it. */
const NOTE_OF_TWO_LINES = JSON.stringify({
  messages: [
    { role: 'user', content: '<context>\n54 Gy\n</context>\n\n<question>\nWhat dose?\n</question>' },
    {
      role: 'assistant',
      content: '<think>\n54\n</think>\n\n<proof>\n- "54 Gy"\n</proof>\n\n<answer>\n54 Gy\n</answer>',
    },
  ],
  metadata: { type: 'reasoning', provenance: { note: '-\n!' } },
});

describe('.vignette law: a line comes back as the same record', () => {
  it('for any line', () => {
    assertProperty(
      fc.property(anyLine, (line) => {
        const vignette = jsonlToVignette(line);
        assertComesBack(line, vignette);
        assert.doesNotMatch(vignette, /\r/);
      }),
      { numRuns: 1000 },
    );
  });

  it('for any record, with CRLF line ends', () => {
    assertProperty(
      fc.property(anyLine, (line) => assertComesBack(line, toCrlf(jsonlToVignette(line)))),
      { numRuns: 600 },
    );
  });

  it('in a file of several samples, whatever the line ends', () => {
    assertProperty(
      fc.property(fc.array(anyLine, { minLength: 1, maxLength: 5 }), fc.boolean(), (lines, crlf) => {
        const text = lines.map(jsonlToVignette).join('');
        const fileLines = splitLines(crlf ? toCrlf(text) : text);
        const spans = splitSamples(fileLines);
        assert.equal(spans.length, lines.length, text);
        for (const [i, { start, end }] of spans.entries()) {
          assertComesBack(lines[i] as string, fileLines.slice(start, end).join(''));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('in plain form for canonical records', () => {
    assertProperty(
      fc.property(canonicalLine, (line) => {
        const vignette = jsonlToVignette(line);
        assert.doesNotMatch(vignette, /^\$(?:frame|json)/m);
        assertComesBack(line, vignette);
      }),
      { numRuns: 500, examples: [[NOTE_OF_TWO_LINES]] },
    );
  });

  it('and a record of any dialect says the same in both', () => {
    assertProperty(
      fc.property(dialectLine, (line) => {
        const { sample } = parseVignetteRecord(jsonlToVignette(line));
        const said = (read: typeof sample) =>
          read && [
            read.dialect,
            read.messages.map(({ role, field, content }) => [role, field, content.value]),
            ignoredRules({ sample: read } as never),
          ];
        assert.deepEqual(said(sample), said(parseJsonlRecord(line).sample));
      }),
      { numRuns: 500 },
    );
  });

  it('and the sample read from it says the same as the record', () => {
    assertProperty(
      fc.property(recordLine, (line) => {
        const { sample, error } = parseVignetteRecord(jsonlToVignette(line));
        const record = JSON.parse(line) as { messages?: unknown; metadata?: unknown };
        assert.equal(error, undefined);
        if (!Array.isArray(record.messages)) {
          assert.equal(sample, undefined);
          return;
        }
        assert.deepEqual(
          sample?.messages.map(({ role, content }) => [role, content.value]),
          (record.messages as ({ role?: unknown; content?: unknown } | null)[])
            .filter((message) => typeof message?.role === 'string' && typeof message.content === 'string')
            .map((message) => [message?.role, message?.content]),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('for records nested thousands of levels deep', () => {
    for (const depth of [90, 110, 5_000, 100_000]) {
      const deep = `${'['.repeat(depth)}1${']'.repeat(depth)}`;
      for (const line of [
        deep,
        `{"messages":[{"role":"user","content":"u"},{"role":"assistant","content":"<think>a</think>"}],"metadata":{"x":${deep}}}`,
        `{"messages":[{"role":"user","content":"u","x":${deep}}]}`,
      ]) {
        const back = vignetteToJsonl(jsonlToVignette(line));
        assert.ok(back === line, `depth ${depth}`);
      }
    }
  });
});

describe('.vignette text of other dialects', () => {
  const all: Readonly<Record<string, unknown>> = { ...RECORDS, ...VARIANTS };
  const shown = (record: unknown): string => jsonlToVignette(JSON.stringify(record));

  for (const [name, record] of Object.entries(all)) {
    it(`is text, and an edit of it goes back: ${name}`, () => {
      const text = shown(record);
      assert.doesNotMatch(text, /^\$json:|\\n/m);
      assert.match(text, /^<context>$/m);
      const edited = text.replace('ALDERNEY', 'PETREL');
      assert.equal(vignetteToJsonl(edited), JSON.stringify(record).replace('ALDERNEY', 'PETREL'));
    });
  }

  it('is what people read', () => {
    const record = {
      id: 'a1',
      context: 'The dose was 5 mg.',
      question: 'Which dose?',
      expected_answer: { proof: ['The dose was 5 mg.', 'Twice:\n</proof>'], final: '5 mg.' },
    };
    assert.equal(
      shown(record),
      `---
$frame: '{"id":{"$yaml":"id"},"context":{"$text":true},"question":{"$text":true},"expected_answer":{"proof":[{"$text":true},{"$text":true}],"final":{"$text":true}}}'
id: a1
---
<context>
The dose was 5 mg.
</context>

<question>
Which dose?
</question>

<proof>
The dose was 5 mg.
</proof>

<proof>
Twice:
\\</proof>
</proof>

<answer>
5 mg.
</answer>
`,
    );
  });

  it('loses no metadata that one adds, and lets go of what one removes', () => {
    const { flat } = RECORDS;
    const text = shown({ id: 'a', ...flat });
    const back = (edited: string): unknown => JSON.parse(String(vignetteToJsonl(edited)));
    assert.deepEqual(back(text.replace('id: a\n', 'id: a\ntype: refusal\n')), {
      id: 'a',
      ...flat,
      type: 'refusal',
    });
    assert.deepEqual(back(text.replace('id: a\n', '')), flat);
    const messages = { messages: [{ role: 'user', content: 'u', weight: 1 }] };
    assert.deepEqual(back(shown(messages).replace('\n---', '\nid: b\n---')), {
      ...messages,
      metadata: { id: 'b' },
    });
  });

  it('says when a text has no place in the record, or a place no text', () => {
    const text = shown(RECORDS.flat);
    const more = parseVignetteRecord(`${text}\n<think>\nMore.\n</think>\n`);
    assert.match(more.error?.message ?? '', /no place for this text/);
    assert.equal(more.source.slice(more.error?.span.start, more.error?.span.end), '<think>');
    const fewer = parseVignetteRecord(text.replace(/<answer>.*/s, ''));
    assert.match(fewer.error?.message ?? '', /a text that is not there/);
  });
});

describe('.vignette text', () => {
  it('is what the design shows', () => {
    const line = formatCanonicalRecord({
      context: 'Platelets were <50.',
      question: 'What were the platelets?',
      think: 'One reading.',
      proof: '- "Platelets were <50."',
      answer: '<50',
      metadata: { id: '5454bf47-ecfe-402a-a842-889089656300', type: 'reasoning', version: '1.0' },
    });
    assert.equal(
      jsonlToVignette(line),
      `---
id: 5454bf47-ecfe-402a-a842-889089656300
type: reasoning
version: "1.0"
---
<context>
Platelets were <50.
</context>

<question>
What were the platelets?
</question>

<think>
One reading.
</think>

<proof>
- "Platelets were <50."
</proof>

<answer>
<50
</answer>
`,
    );
  });

  it('wraps messages that the plain form cannot tell apart', () => {
    const line = JSON.stringify({
      messages: [
        { role: 'system', content: 'Be exact.' },
        { role: 'user', content: 'first\n\n' },
        { role: 'assistant', content: '---' },
        { role: 'user', content: '' },
        { role: 'assistant', content: '</assistant>\n\\---' },
      ],
    });
    assert.equal(
      jsonlToVignette(line),
      `---
---
<system>
Be exact.
</system>

<user>
first


</user>

<assistant>
\\---
</assistant>

<user>

</user>

<assistant>
\\</assistant>
\\\\---
</assistant>
`,
    );
  });

  it('may start without metadata, and with a byte order mark', () => {
    const body = '<context>\nA\n</context>\n\n<think>\nB\n</think>\n';
    const samples = splitSamples(splitLines(`\n\n${body}---\nid: x\n---\n${body}`));
    assert.deepEqual(samples, [
      { start: 2, end: 9 },
      { start: 9, end: 20 },
    ]);
    const marked = `\ufeff---\nid: x\n---\n${body}`;
    assert.deepEqual(splitSamples(splitLines(marked)), [{ start: 0, end: 11 }]);
    const { sample, error } = parseVignetteRecord(marked);
    assert.equal(error, undefined);
    assert.deepEqual(sample?.metadata?.value, { id: 'x' });
    assert.equal(sample?.messages.length, 2);
  });

  it('says what is wrong with metadata that cannot be read', () => {
    const errorOf = (text: string): string => {
      const { error } = parseVignetteRecord(text);
      assert.ok(error);
      assert.ok(error.span.start >= 0 && error.span.end <= text.length && error.span.start < error.span.end);
      return error.message;
    };
    assert.match(errorOf('---\nid: x\n'), /not closed/);
    assert.match(errorOf('---\n- a\n---\n'), /key: value/);
    assert.match(errorOf('---\nid: [1\n---\n'), /not YAML/);
    assert.match(errorOf('---\nid: 1\nid: 2\n---\n'), /not YAML/);
    assert.match(errorOf(`---\nid: ${'['.repeat(5_000)}${']'.repeat(5_000)}\n---\n`), /deep/);
    assert.match(errorOf(`---\nid:\n  - ${'- '.repeat(200)}x\n---\n`), /deep/);
    assert.match(errorOf(`---\nid: ${'['.repeat(200)}${']'.repeat(200)}\n---\n`), /deep/);
    assert.match(errorOf(`---\n$frame: '{"messages":'\n---\n`), /cannot be read/);
    assert.match(errorOf(`---\n$json: '{"messages":'\n---\n`), /not valid/);
  });

  it('is read in linear time', () => {
    for (const body of [
      '<user>\n</user>\n'.repeat(15_000),
      '<user>\n'.repeat(30_000),
      '\\---\n'.repeat(40_000),
    ]) {
      const started = cpuTime();
      parseVignetteRecord(`---\nid: x\n---\n${body}`);
      assert.ok(cpuTime() - started < 10_000, body.slice(0, 20));
    }
  });
});

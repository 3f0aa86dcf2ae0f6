import assert from 'node:assert/strict';
import { TeacherError } from '../../core/generate/teacherError';
import { readRetryDelay } from '../../providers/gemini/apiErrors';
import { geminiKeyFromEnv } from '../../providers/gemini/key';
import { limitsOf } from '../../providers/gemini/models';
import { reduceSchema } from '../../providers/gemini/schema';
import { type LineChecks, lineGuard } from '../../providers/http/lineGuard';
import { patientFetch } from '../../providers/http/patientFetch';
import { readRetryAfter } from '../../providers/http/refusal';
import { oneLine, redactor } from '../../providers/http/secrets';
import { estimatePromptTokens, fitContextWindow } from '../../providers/ollama/contextWindow';
import { resolveOllamaHost } from '../../providers/ollama/host';
import { isCloudModel, sameModel } from '../../providers/ollama/modelNames';

describe('resolveOllamaHost', () => {
  const CASES: readonly (readonly [string, string])[] = [
    ['', 'http://127.0.0.1:11434'],
    ['gpu-box', 'http://gpu-box:11434'],
    ['gpu-box:8080', 'http://gpu-box:8080'],
    ['gpu-box:80', 'http://gpu-box:80'],
    [':8080', 'http://127.0.0.1:8080'],
    ['0.0.0.0', 'http://127.0.0.1:11434'],
    ['0.0.0.0:9999', 'http://127.0.0.1:9999'],
    ['http://0.0.0.0:9999', 'http://127.0.0.1:9999'],
    ['http://gpu-box', 'http://gpu-box:80'],
    ['http://gpu-box:11434/', 'http://gpu-box:11434'],
    ['https://ollama.com', 'https://ollama.com:443'],
    ['https://proxy.test/ollama/', 'https://proxy.test:443/ollama'],
    ['HTTPS://Proxy.Test', 'https://proxy.test:443'],
    ['gpu-box/sub', 'http://gpu-box:11434/sub'],
    ['[::1]', 'http://[::1]:11434'],
    ['[::1]:8080', 'http://[::1]:8080'],
    ['::1', 'http://[::1]:11434'],
    ['[::]', 'http://[::1]:11434'],
    ['::', 'http://[::1]:11434'],
    ['http://ann:secret@gpu-box:1234', 'http://ann:secret@gpu-box:1234'],
    ['  "gpu-box:8080" ', 'http://gpu-box:8080'],
  ];
  for (const [given, expected] of CASES) {
    it(`${JSON.stringify(given)} is ${expected}`, () => {
      assert.equal(resolveOllamaHost(undefined, { OLLAMA_HOST: given }), expected);
      assert.equal(resolveOllamaHost(given, {}), expected);
    });
  }

  it('the setting wins over the environment, unless it is empty', () => {
    assert.equal(resolveOllamaHost('a:1', { OLLAMA_HOST: 'b:2' }), 'http://a:1');
    assert.equal(resolveOllamaHost('', { OLLAMA_HOST: 'b:2' }), 'http://b:2');
    assert.equal(resolveOllamaHost(undefined, {}), 'http://127.0.0.1:11434');
  });

  it('refuses what is no host, without repeating it', () => {
    for (const given of ['ftp://user:pw@host', 'http://', 'a b', 'host:99999', 'http://host/?x=1']) {
      assert.throws(
        () => resolveOllamaHost(given, {}),
        (error) => error instanceof TeacherError && error.kind === 'bad-request' && !/pw/.test(error.message),
        given,
      );
    }
  });
});

describe('ollama model names', () => {
  it('knows cloud models by their end', () => {
    assert.ok(isCloudModel('gpt-oss:120b-cloud'));
    assert.ok(isCloudModel('glm-4.6:cloud'));
    assert.ok(!isCloudModel('cloud-writer:8b'));
    assert.ok(!isCloudModel('mycloud'));
  });

  it('no tag means latest', () => {
    assert.ok(sameModel('phi4', 'phi4:latest'));
    assert.ok(sameModel('host:5000/phi4', 'host:5000/phi4:latest'));
    assert.ok(!sameModel('phi4:14b', 'phi4'));
  });
});

describe('context window', () => {
  it('grows in powers of two with prompt and answer', () => {
    assert.equal(fitContextWindow(100, 100), 8192);
    assert.equal(fitContextWindow(8000, 192), 8192);
    assert.equal(fitContextWindow(8000, 193), 16_384);
    assert.equal(fitContextWindow(1), 16_384);
    assert.equal(fitContextWindow(100, 100, { atLeast: 32_768 }), 32_768);
    assert.equal(fitContextWindow(100_000, 100, { limit: 40_960 }), 40_960);
  });

  it('estimates no fewer tokens than there are, in English and in Chinese', () => {
    assert.ok(estimatePromptTokens(['The tumour harbours H3 K27M.']) >= 10);
    assert.ok(estimatePromptTokens(['弥漫性中线胶质瘤']) >= 8);
  });
});

describe('gemini models', () => {
  it('reads the version from the name', () => {
    assert.equal(limitsOf('gemini-3-pro-preview').thinking.kind, 'level');
    assert.equal(limitsOf('gemini-3.5-flash').sampling, true);
    assert.equal(limitsOf('gemini-3.6-flash').sampling, false);
    assert.equal(limitsOf('gemini-4-argon').sampling, false);
    assert.deepEqual(limitsOf('gemini-flash-latest'), { thinking: { kind: 'level' }, sampling: false });
    assert.equal(limitsOf('gemini-2.0-flash').thinking.kind, 'none');
    assert.equal(limitsOf('gemma-4-31b-it').thinking.kind, 'none');
    assert.deepEqual(limitsOf('models/gemini-2.5-pro'), limitsOf('gemini-2.5-pro'));
  });

  it('reduces a schema to the known keywords at every depth, and keeps properties of any name', () => {
    const schema = {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      properties: {
        pattern: { type: 'string', minLength: 1, maxLength: 9, pattern: '^x' },
        kind: { const: 'needle' },
        proof: { type: 'array', items: { type: 'string', minLength: 1 }, minItems: 1, uniqueItems: true },
        either: { anyOf: [{ type: 'string', minLength: 1 }, { $ref: '#/$defs/n' }] },
      },
      $defs: { n: { type: 'number', exclusiveMinimum: 0, minimum: 0 } },
      required: ['pattern'],
      additionalProperties: false,
    };
    assert.deepEqual(reduceSchema(schema), {
      type: 'object',
      properties: {
        pattern: { type: 'string' },
        kind: { enum: ['needle'] },
        proof: { type: 'array', items: { type: 'string' }, minItems: 1 },
        either: { anyOf: [{ type: 'string' }, { $ref: '#/$defs/n' }] },
      },
      $defs: { n: { type: 'number', minimum: 0 } },
      required: ['pattern'],
      additionalProperties: false,
    });
  });

  it('takes the key from GOOGLE_API_KEY, then GEMINI_API_KEY', () => {
    assert.equal(geminiKeyFromEnv({ GOOGLE_API_KEY: ' a ', GEMINI_API_KEY: 'b' }), 'a');
    assert.equal(geminiKeyFromEnv({ GOOGLE_API_KEY: ' ', GEMINI_API_KEY: 'b' }), 'b');
    assert.equal(geminiKeyFromEnv({}), undefined);
  });

  it('reads durations', () => {
    assert.equal(readRetryDelay('17s'), 17_000);
    assert.equal(readRetryDelay('0.25s'), 250);
    assert.equal(readRetryDelay('soon'), undefined);
    assert.equal(readRetryDelay(17), undefined);
  });
});

describe('shared HTTP parts', () => {
  it('reads Retry-After in seconds and as a date', () => {
    const now = Date.UTC(2026, 9, 7, 12, 0, 0);
    assert.equal(readRetryAfter('2', now), 2000);
    assert.equal(readRetryAfter('Wed, 07 Oct 2026 12:00:30 GMT', now), 30_000);
    assert.equal(readRetryAfter('Wed, 07 Oct 2026 11:00:00 GMT', now), 0);
    assert.equal(readRetryAfter('later', now), undefined);
    assert.equal(readRetryAfter(null, now), undefined);
  });

  it('hides secrets in every form, and keys nobody told it of', () => {
    const redact = redactor(['a+b/c"d ']);
    assert.equal(redact('x a+b/c"d y'), 'x ***y');
    assert.equal(redact(`q=${encodeURIComponent('a+b/c"d')}&r`), 'q=***&r');
    assert.equal(redact(JSON.stringify('a+b/c"d')), '"***"');
    assert.equal(redact(`key AIza${'x'.repeat(35)}.`), 'key ***.');
    assert.equal(redact('Authorization: Bearer abcdefgh.ijk'), 'Authorization: Bearer ***');
    assert.equal(redact('GET /v1/models?key=short&x=1'), 'GET /v1/models?key=***&x=1');
    assert.equal(redactor(['', ' '])('as it is'), 'as it is');
  });

  it('keeps messages on one line of bounded length', () => {
    assert.equal(oneLine(' a\n\n b\tc '), 'a b c');
    assert.equal(oneLine('x'.repeat(400)).length, 300);
  });

  it('passes whole lines, whatever the bytes come in', async () => {
    const text = 'ü\r\n\n{"a":"診断🧬"}\nrest – 🩺';
    const lines: string[] = [];
    const checks: LineChecks = {
      line: (line) => lines.push(line) > 0 && line !== '',
      tail: (line) => `<${line}>`,
      notUtf8: () => new Error('not UTF-8'),
      tooLong: () => new Error('too long'),
    };
    const bytes = Array.from(Buffer.from(text), (byte) => Uint8Array.of(byte));
    const guarded = lineGuard(checks, 1000)(ReadableStream.from(bytes));
    assert.equal(await new Response(guarded).text(), 'ü\n{"a":"診断🧬"}\n<rest – 🩺>');
    assert.deepEqual(lines, ['ü', '', '{"a":"診断🧬"}']);
    const long = lineGuard(checks, 10)(ReadableStream.from(bytes));
    await assert.rejects(new Response(long).text(), /too long/);
    const broken = lineGuard(checks, 10)(ReadableStream.from([Uint8Array.of(0xe8, 0xa8)]));
    await assert.rejects(new Response(broken).text(), /not UTF-8/);
  });

  it('lifts the time limits of the dispatcher in use, and no other option', async () => {
    const symbol = Symbol.for('undici.globalDispatcher.1');
    const seen: object[] = [];
    const realm = globalThis as { [symbol]?: unknown };
    await fetch('data:,x');
    const before = realm[symbol];
    realm[symbol] = { dispatch: (options: object) => seen.push(options) > 0 };
    try {
      const inner: typeof fetch = async (_input, init) => {
        const { dispatcher } = init as {
          dispatcher: { dispatch(options: object, handler: object): boolean };
        };
        dispatcher.dispatch({ path: '/', headersTimeout: 1, bodyTimeout: 1, reset: true }, {});
        return new Response('ok');
      };
      await patientFetch(inner)('http://127.0.0.1:1', { method: 'POST' });
    } finally {
      realm[symbol] = before;
    }
    assert.deepEqual(seen, [{ path: '/', headersTimeout: 0, bodyTimeout: 0, reset: true }]);
  });
});

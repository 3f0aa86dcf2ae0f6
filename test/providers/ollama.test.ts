import assert from 'node:assert/strict';
import { teacherOutputSchema } from '../../core/generate/teacherOutput';
import { createOllamaTeacher } from '../../providers/ollama/teacher';
import type { Fault } from '../simulators/fault';
import { type OllamaChatBody, type OllamaSimulatorOptions, startOllamaSimulator } from '../simulators/ollama';
import type { Simulator } from '../simulators/simulator';
import { ANSWER, failureOf, requestFor } from './services';

describe('ollama teacher', () => {
  let simulator: Simulator;
  const start = async (options: Partial<OllamaSimulatorOptions> = {}): Promise<string> => {
    simulator = await startOllamaSimulator({ answer: () => ANSWER, ...options });
    return simulator.url;
  };
  afterEach(() => simulator.close());

  const chatOf = (index = 0): OllamaChatBody => simulator.prompts[index]?.body as OllamaChatBody;
  const failWith = async (fault: Fault, model = 'gpt-oss:120b-cloud') => {
    const host = await start({ faults: [fault] });
    return failureOf(createOllamaTeacher({ host }).ask(requestFor(model)));
  };

  it('sends messages, options and keep_alive, and reads the answer with its digest and usage', async () => {
    const host = await start();
    const request = requestFor('qwen3:8b', {
      messages: [
        { role: 'system', text: 'S' },
        { role: 'user', text: 'U' },
        { role: 'model', text: 'M' },
        { role: 'user', text: 'again' },
      ],
      parameters: {
        temperature: 0.7,
        topP: 0.9,
        topK: 40,
        maxOutputTokens: 3000,
        stopSequences: ['END'],
        thinking: { level: 'high' },
      },
      seed: 4_294_967_295,
    });
    const answer = await createOllamaTeacher({ host }).ask(request);

    assert.deepEqual(chatOf(), {
      model: 'qwen3:8b',
      messages: [
        { role: 'system', content: 'S' },
        { role: 'user', content: 'U' },
        { role: 'assistant', content: 'M' },
        { role: 'user', content: 'again' },
      ],
      stream: true,
      keep_alive: '10m',
      think: true,
      options: {
        seed: 4_294_967_295,
        temperature: 0.7,
        top_p: 0.9,
        top_k: 40,
        num_ctx: 8192,
        num_predict: 3000,
        stop: ['END'],
      },
    });
    assert.equal(answer.text, ANSWER.text);
    assert.equal(answer.thinking, ANSWER.thinking);
    assert.equal(answer.finish, 'stop');
    assert.equal(answer.model, 'qwen3:8b');
    assert.match(answer.modelDigest ?? '', /^500a1f06/);
    assert.equal(answer.usage.input, 2);
    assert.ok(answer.usage.output > 0);
    assert.equal(answer.usage.thinking, 0);
  });

  it('leaves out what was not asked for', async () => {
    const host = await start();
    await createOllamaTeacher({ host }).ask(requestFor('gpt-oss:120b-cloud'));
    const { messages: _, ...body } = chatOf();
    assert.deepEqual(body, {
      model: 'gpt-oss:120b-cloud',
      stream: true,
      keep_alive: '10m',
      options: { seed: 7 },
    });
  });

  it('passes the schema to a local model only: a cloud model ignores it without a word', async () => {
    const host = await start();
    const schema = teacherOutputSchema('haystack');
    const teacher = createOllamaTeacher({ host });
    await teacher.ask(requestFor('llama3.2:3b', { schema }));
    await teacher.ask(requestFor('gpt-oss:120b-cloud', { schema }));
    assert.deepEqual(chatOf(0).format, schema);
    assert.ok(!('format' in chatOf(1)));
  });

  it('sends a level to gpt-oss, a switch to other thinking models, nothing to the rest', async () => {
    const host = await start();
    const teacher = createOllamaTeacher({ host });
    const think = async (model: string, thinking: { level: 'low' } | { budgetTokens: number }) => {
      await teacher.ask(requestFor(model, { parameters: { thinking } }));
      return chatOf(simulator.prompts.length - 1).think;
    };
    assert.equal(await think('gpt-oss:120b-cloud', { level: 'low' }), 'low');
    assert.equal(await think('gpt-oss:120b-cloud', { budgetTokens: 0 }), 'low');
    assert.equal(await think('gpt-oss:120b-cloud', { budgetTokens: 4096 }), 'medium');
    assert.equal(await think('gpt-oss:120b-cloud', { budgetTokens: 30_000 }), 'high');
    assert.equal(await think('qwen3:8b', { level: 'low' }), true);
    assert.equal(await think('qwen3:8b', { budgetTokens: 0 }), false);
    assert.equal(await think('llama3.2:3b', { level: 'low' }), undefined);
  });

  it('says what to do when a server that hides capabilities refuses thinking', async () => {
    const host = await start({ lookupFault: 500 });
    const parameters = { thinking: { level: 'low' } } as const;
    const error = await failureOf(
      createOllamaTeacher({ host }).ask(requestFor('llama3.2:3b', { parameters })),
    );
    assert.equal(error.kind, 'bad-request');
    assert.match(error.message, /"llama3\.2:3b" does not support thinking/);
    assert.match(error.advice, /Leave thinking out of the parameters for llama3\.2:3b/);
  });

  it('looks a model up once', async () => {
    const host = await start();
    const teacher = createOllamaTeacher({ host });
    for (let i = 0; i < 3; i++) await teacher.ask(requestFor('qwen3:8b'));
    const lookups = simulator.requests.filter(({ path }) => path !== '/api/chat').map(({ path }) => path);
    assert.deepEqual(lookups, ['/api/tags', '/api/show']);
  });

  it('fits num_ctx to the prompt, within the model, and does not shrink it again', async () => {
    const host = await start();
    const teacher = createOllamaTeacher({ host });
    const window = async (chars: number): Promise<unknown> => {
      const messages = [{ role: 'user', text: 'x'.repeat(chars) }] as const;
      const parameters = { maxOutputTokens: 1000 };
      await teacher.ask(requestFor('qwen3:8b', { messages, parameters }));
      return chatOf(simulator.prompts.length - 1).options?.num_ctx;
    };
    assert.equal(await window(100), 8192);
    assert.equal(await window(30_000), 16_384);
    assert.equal(await window(100), 16_384);
    assert.equal(await window(400_000), 40_960);
  });

  it('lists models that write, the production default first, with a line about each', async () => {
    const host = await start();
    assert.deepEqual(await createOllamaTeacher({ host }).listModels(), [
      { name: 'gpt-oss:120b-cloud', detail: '116.8B · gptoss · MXFP4 · cloud' },
      { name: 'llama3.2:3b', detail: '3.2B · llama · Q4_K_M · 1.9 GiB' },
      { name: 'qwen3:8b', detail: '8.2B · qwen3 · Q4_K_M · 4.9 GiB' },
    ]);
  });

  it('an unknown model is to be pulled', async () => {
    const host = await start();
    const error = await failureOf(createOllamaTeacher({ host }).ask(requestFor('mistral:7b')));
    assert.equal(error.kind, 'model-not-found');
    assert.equal(error.advice, 'Get it with `ollama pull mistral:7b`.');
    assert.match(error.message, /answered 404: model 'mistral:7b' not found$/);
  });

  it('a model without a tag means latest', async () => {
    const models = [{ name: 'phi4:latest', digest: 'abc', describedInTags: true, contextLength: 16_384 }];
    const host = await start({ models });
    const answer = await createOllamaTeacher({ host }).ask(requestFor('phi4'));
    assert.equal(answer.modelDigest, 'abc');
  });

  it('a server of another kind is not Ollama', async () => {
    const host = `${await start()}/elsewhere`;
    const error = await failureOf(createOllamaTeacher({ host }).ask(requestFor('qwen3:8b')));
    assert.equal(error.kind, 'unreachable');
    assert.match(error.advice, /ollama serve.*vignette\.ollama\.host/);
  });

  it('not signed in: says how', async () => {
    const error = await failWith({ kind: 'status', status: 401, message: 'unauthorized' });
    assert.equal(error.kind, 'auth');
    assert.match(error.advice, /`ollama signin`/);
  });

  it('an allowance for the week is not a rate to wait out', async () => {
    const message = 'you have reached your weekly usage limit';
    const error = await failWith({ kind: 'status', status: 429, message });
    assert.equal(error.kind, 'quota-exhausted');
    assert.equal(error.action, 'stop');
  });

  it('cut off by the token limit: the text counts, none at all does not', async () => {
    const answers = [
      { text: '{"context":', cutOff: true },
      { text: '', thinking: 'Hmm', cutOff: true },
    ];
    const host = await start({ answer: (_body, index) => answers[index] ?? '' });
    const teacher = createOllamaTeacher({ host });
    const request = requestFor('qwen3:8b', { parameters: { maxOutputTokens: 8 } });
    const cut = await teacher.ask(request);
    assert.equal(cut.finish, 'length');
    assert.equal(cut.text, '{"context":');
    const error = await failureOf(teacher.ask(request));
    assert.equal(error.kind, 'incomplete');
    assert.match(error.message, /thought until the token limit/);
    assert.match(error.advice, /maxOutputTokens/);
    assert.equal(error.usage?.output, 1);
  });

  it('an abort while the model is looked up closes that connection and never asks', async () => {
    const host = await start({ lookupFault: 'stall' });
    const abort = new AbortController();
    const failure = failureOf(
      createOllamaTeacher({ host }).ask(requestFor('qwen3:8b'), { signal: abort.signal }),
    );
    const lookup = await simulator.requested(0);
    abort.abort();
    assert.equal((await failure).kind, 'cancelled');
    assert.equal(await lookup.ended, 'closed-by-client');
    assert.equal(simulator.prompts.length, 0);
  });

  it('a look-up that hangs fails the call; the model is not asked', async () => {
    const host = await start({ lookupFault: 'stall' });
    const error = await failureOf(
      createOllamaTeacher({ host, idleTimeoutMs: 30 }).ask(requestFor('qwen3:8b')),
    );
    assert.equal(error.kind, 'timeout');
    assert.equal(simulator.prompts.length, 0);
  });

  it('an error in the middle of the answer may be tried again', async () => {
    const error = await failWith({ kind: 'error-mid-stream', message: 'unexpected EOF' });
    assert.equal(error.kind, 'incomplete');
    assert.match(error.message, /broke off its answer: unexpected EOF/);
  });

  it('a bearer key is sent; credentials in the URL become basic authentication and are not shown', async () => {
    const host = await start({ apiKey: 'k-1' });
    await createOllamaTeacher({ host, apiKey: ' k-1\n' }).ask(requestFor('qwen3:8b'));
    const withPassword = host.replace('//', '//ann:pa%20ss@');
    const error = await failureOf(createOllamaTeacher({ host: withPassword }).listModels());
    assert.equal(error.kind, 'auth');
    assert.doesNotMatch(error.message, /ann|pa%20ss|pa ss/);
    const basic = `Basic ${Buffer.from('ann:pa ss').toString('base64')}`;
    assert.equal(simulator.requests.at(-1)?.headers.authorization, basic);
  });

  it('writes nothing to the console, whatever the server sends', async () => {
    const said: unknown[][] = [];
    const { log, warn, error } = console;
    const keep = (...parts: unknown[]) => void said.push(parts);
    Object.assign(console, { log: keep, warn: keep, error: keep });
    try {
      await failWith({ kind: 'html', status: 500 });
      await simulator.close();
      await failWith({ kind: 'malformed' });
    } finally {
      Object.assign(console, { log, warn, error });
    }
    assert.deepEqual(said, []);
  });
});

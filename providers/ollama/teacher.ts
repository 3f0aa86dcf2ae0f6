/** Ollama as a teacher: open weights, local or on Ollama's servers. */
import type { ChatResponse } from 'ollama/browser';
import type {
  Teacher,
  TeacherChunk,
  TeacherModel,
  TeacherRequest,
  TeacherResponse,
  TokenUsage,
} from '../../core/generate/provider';
import { TeacherError } from '../../core/generate/teacherError';
import { withConnection } from '../http/connection';
import { lineGuard } from '../http/lineGuard';
import { malformed } from '../http/networkError';
import type { Service } from '../http/service';
import { toChatRequest } from './chatRequest';
import { chatLineChecks, incomplete } from './chatStream';
import { createOllamaEndpoint, type OllamaAddress } from './endpoint';
import { type ModelFacts, readTags, toTeacherModels, withShown } from './modelFacts';
import { isCloudModel, sameModel } from './modelNames';

export interface OllamaTeacherOptions extends OllamaAddress {
  /** Give up on an answer after this many ms without a byte. Loading a large model and thinking take minutes. */
  readonly idleTimeoutMs?: number;
  /** Longest answer on the wire, in UTF-16 units. */
  readonly maxAnswerChars?: number;
}

const IDLE_TIMEOUT_MS = 10 * 60_000;
/** Far above the longest real answer: each token is a JSON line of some 150 characters. */
const MAX_ANSWER_CHARS = 64 * 2 ** 20;

/** The teacher for an Ollama server. Does not connect before it is asked. */
export function createOllamaTeacher(options: OllamaTeacherOptions): Teacher {
  const { idleTimeoutMs = IDLE_TIMEOUT_MS } = options;
  const { url, fetch, serviceFor, connect, lookUp } = createOllamaEndpoint(options);
  const runsRemotely = new URL(url).hostname === 'ollama.com';
  const knownModels = new Map<string, ModelFacts>();
  const windows = new Map<string, number>();

  const listTags = async (signal: AbortSignal | undefined): Promise<readonly ModelFacts[]> => {
    const tags = readTags(await lookUp<unknown>(signal, (client) => client.list(), idleTimeoutMs));
    if (tags === undefined) throw malformed(serviceFor(), 'a list of models that is none');
    return tags;
  };

  /** What is known of a model, or undefined; looked up once. A model nobody lists is left to the chat call. */
  const factsOf = async (model: string, signal: AbortSignal | undefined): Promise<ModelFacts | undefined> => {
    const known = knownModels.get(model);
    if (known !== undefined) return known;
    try {
      const tag = (await listTags(signal)).find(({ name }) => sameModel(name, model));
      if (tag === undefined) return undefined;
      const complete = tag.capabilities !== undefined && (tag.remote || tag.contextLength !== undefined);
      const facts = complete
        ? tag
        : withShown(tag, await lookUp<unknown>(signal, (client) => client.show({ model }), idleTimeoutMs));
      knownModels.set(model, facts);
      return facts;
    } catch (error) {
      // A server that answers but will not describe its models may still chat; the chat call decides.
      if (error instanceof TeacherError && error.status !== undefined) return undefined;
      throw error;
    }
  };

  return {
    id: 'ollama',
    openWeights: true,

    // What Ollama's servers run a model on, and beside what, is not known.
    repeats: (model) => !runsRemotely && !isCloudModel(model),

    async listModels(signal): Promise<readonly TeacherModel[]> {
      return toTeacherModels(await listTags(signal));
    },

    async ask(request, { signal, onChunk } = {}): Promise<TeacherResponse> {
      const { model } = request;
      const facts = await factsOf(model, signal);
      const body = toChatRequest(request, facts, { remote: runsRemotely, window: windows.get(model) ?? 0 });
      if (body.options?.num_ctx !== undefined) windows.set(model, body.options.num_ctx);
      const service = serviceFor(model);
      const guard = lineGuard(chatLineChecks(service), options.maxAnswerChars ?? MAX_ANSWER_CHARS);
      return withConnection({ service, fetch, signal, idleTimeoutMs, guard }, async (guardedFetch) => {
        const client = await connect(guardedFetch);
        const answer = await readAnswer(await client.chat(body), onChunk);
        return toResponse(answer, request, facts, service);
      });
    },
  };
}

interface Answer {
  readonly text: string;
  readonly thinking: string;
  readonly last: ChatResponse | undefined;
}

async function readAnswer(
  stream: AsyncIterable<ChatResponse>,
  onChunk: ((chunk: TeacherChunk) => void) | undefined,
): Promise<Answer> {
  let text = '';
  let thinking = '';
  let last: ChatResponse | undefined;
  for await (const part of stream) {
    const { thinking: thought = '', content = '' } = (part.message ?? {}) as Partial<ChatResponse['message']>;
    if (thought !== '') onChunk?.({ kind: 'thinking', text: thought });
    if (content !== '') onChunk?.({ kind: 'text', text: content });
    thinking += thought;
    text += content;
    last = part;
  }
  return { text, thinking, last };
}

/** The port's answer. Ollama counts thinking among the output tokens and does not say how many they are. */
function toResponse(
  { text, thinking, last }: Answer,
  request: TeacherRequest,
  facts: ModelFacts | undefined,
  service: Service,
): TeacherResponse {
  const usage: TokenUsage = {
    input: last?.prompt_eval_count ?? 0,
    output: last?.eval_count ?? 0,
    thinking: 0,
    cached: 0,
  };
  const cutOff = last?.done_reason === 'length';
  if (text.trim() === '') throw emptyAnswer(cutOff, thinking !== '', usage, service);
  return {
    text,
    thinking,
    finish: cutOff ? 'length' : 'stop',
    model: last?.model ?? request.model,
    ...(facts?.digest === undefined ? {} : { modelDigest: facts.digest }),
    usage,
  };
}

function emptyAnswer(cutOff: boolean, thought: boolean, usage: TokenUsage, service: Service): TeacherError {
  if (!cutOff) return incomplete(service, 'sent an empty answer', 'Try again.', usage);
  const what = thought
    ? 'thought until the token limit and sent no answer'
    : 'sent no answer within the limit';
  return incomplete(service, what, 'Raise maxOutputTokens, or lower thinking.', usage);
}

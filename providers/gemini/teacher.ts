/** Gemini as a teacher: for experiments, paid per token. */
import type { GenerateContentResponse, GoogleGenAI, Model } from '@google/genai/web';
import type {
  Teacher,
  TeacherChunk,
  TeacherModel,
  TeacherResponse,
  TokenUsage,
} from '../../core/generate/provider';
import { NO_USAGE } from '../../core/generate/provider';
import { TeacherError } from '../../core/generate/teacherError';
import { withConnection } from '../http/connection';
import { lineGuard } from '../http/lineGuard';
import { malformed } from '../http/networkError';
import { redactor } from '../http/secrets';
import type { Service } from '../http/service';
import { refusedByGemini, UNREACHABLE_ADVICE } from './apiErrors';
import { toContentRequest, toCountedContents } from './contentRequest';
import { eventLineChecks } from './eventStream';
import { type Answer, finishOf } from './finish';
import { checkedKey } from './key';
import { toTeacherModels } from './modelList';

export interface GeminiTeacherOptions {
  readonly apiKey: string;
  /** Instead of Google's address. */
  readonly baseUrl?: string;
  readonly fetch?: typeof globalThis.fetch;
  /** Give up on an answer after this many ms without a byte. */
  readonly idleTimeoutMs?: number;
  /** Longest answer on the wire, in UTF-16 units. */
  readonly maxAnswerChars?: number;
}

const GOOGLE_URL = 'https://generativelanguage.googleapis.com';
const IDLE_TIMEOUT_MS = 10 * 60_000;
const LOOKUP_TIMEOUT_MS = 30_000;
const MAX_ANSWER_CHARS = 16 * 2 ** 20;
const PAGE_SIZE = 1000;

/** The teacher for Gemini. Does not connect before it is asked, and rejects then when the key is empty. */
export function createGeminiTeacher(options: GeminiTeacherOptions): Teacher {
  const { fetch = globalThis.fetch, idleTimeoutMs = IDLE_TIMEOUT_MS } = options;
  const baseUrl = options.baseUrl ?? GOOGLE_URL;
  const spoken = { label: `Gemini at ${hostOf(baseUrl)}`, redact: redactor([options.apiKey]) };
  const service: Service = {
    ...spoken,
    unreachableAdvice: UNREACHABLE_ADVICE,
    refused: (refusal) => refusedByGemini(refusal, spoken),
  };

  const connect = async (guardedFetch: typeof globalThis.fetch): Promise<GoogleGenAI> => {
    const apiKey = checkedKey(options.apiKey);
    // The web build is half the size and, unlike the one for Node, reads no environment variables.
    const { GoogleGenAI } = await import('@google/genai/web');
    return new GoogleGenAI({ apiKey, vertexai: false, httpOptions: { baseUrl, fetch: guardedFetch } });
  };

  const lookUp = <T>(
    signal: AbortSignal | undefined,
    ask: (client: GoogleGenAI) => Promise<T>,
  ): Promise<T> => {
    const timeoutMs = Math.min(idleTimeoutMs, LOOKUP_TIMEOUT_MS);
    return withConnection({ service, fetch, signal, idleTimeoutMs: timeoutMs }, async (guardedFetch) =>
      ask(await connect(guardedFetch)),
    );
  };

  return {
    id: 'gemini',
    openWeights: false,

    // A seed is a best effort, by Google's own words.
    repeats: () => false,

    async listModels(signal): Promise<readonly TeacherModel[]> {
      return lookUp(signal, async (client) => {
        const models: Model[] = [];
        for await (const model of await client.models.list({ config: { pageSize: PAGE_SIZE } }))
          models.push(model);
        return toTeacherModels(models);
      });
    },

    async countTokens(model, messages, signal): Promise<number> {
      return lookUp(signal, async (client) => {
        const contents = toCountedContents(messages);
        const { totalTokens } = await client.models.countTokens({ model, contents });
        if (totalTokens === undefined) throw malformed(service, 'a count of tokens that is none');
        return totalTokens;
      });
    },

    async ask(request, { signal, onChunk } = {}): Promise<TeacherResponse> {
      let usage: TokenUsage | undefined;
      const guard = lineGuard(eventLineChecks(service), options.maxAnswerChars ?? MAX_ANSWER_CHARS);
      return withConnection({ service, fetch, signal, idleTimeoutMs, guard }, async (guardedFetch) => {
        const client = await connect(guardedFetch);
        const stream = await client.models.generateContentStream(toContentRequest(request));
        const answer = await readAnswer(stream, onChunk, (used) => {
          usage = used;
        });
        const { text, thinking, modelVersion } = answer;
        const finish = finishOf(answer, service.label);
        return { text, thinking, finish, model: modelVersion ?? request.model, usage: answer.usage };
      }).catch((error: unknown) => {
        // What had come before the answer broke off, or was ended, is billed.
        throw error instanceof TeacherError && usage ? withUsage(error, usage) : error;
      });
    },
  };
}

function hostOf(baseUrl: string): string {
  return URL.canParse(baseUrl) ? new URL(baseUrl).host : 'an address that is no URL';
}

async function readAnswer(
  stream: AsyncIterable<GenerateContentResponse>,
  onChunk: ((chunk: TeacherChunk) => void) | undefined,
  onUsage: (usage: TokenUsage) => void,
): Promise<Answer> {
  const text = { text: '', thinking: '' };
  let finishReason: string | undefined;
  let blockReason: string | undefined;
  let modelVersion: string | undefined;
  let usage = NO_USAGE;
  for await (const event of stream) {
    const candidate = event.candidates?.[0];
    // A running total: the last one counts.
    usage = readUsage(event) ?? usage;
    if (usage !== NO_USAGE) onUsage(usage);
    for (const part of candidate?.content?.parts ?? []) {
      if (part.text === undefined || part.text === '') continue;
      const kind = part.thought === true ? 'thinking' : 'text';
      text[kind] += part.text;
      onChunk?.({ kind, text: part.text });
    }
    finishReason = candidate?.finishReason ?? finishReason;
    blockReason = event.promptFeedback?.blockReason ?? blockReason;
    modelVersion = event.modelVersion ?? modelVersion;
  }
  return { ...text, finishReason, blockReason, modelVersion, usage };
}

function readUsage({ usageMetadata }: GenerateContentResponse): TokenUsage | undefined {
  if (usageMetadata === undefined) return undefined;
  return {
    input: usageMetadata.promptTokenCount ?? 0,
    output: usageMetadata.candidatesTokenCount ?? 0,
    thinking: usageMetadata.thoughtsTokenCount ?? 0,
    cached: usageMetadata.cachedContentTokenCount ?? 0,
  };
}

function withUsage(error: TeacherError, usage: TokenUsage): TeacherError {
  const { kind, message, advice, status, retryAfterMs, cause } = error;
  return new TeacherError(kind, message, {
    advice,
    usage: error.usage ?? usage,
    ...(status !== undefined && { status }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...(cause !== undefined && { cause }),
  });
}

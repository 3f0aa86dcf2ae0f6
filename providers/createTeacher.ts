import type { ProviderId, Teacher } from '../core/generate/provider';
import { missingGeminiKey } from './gemini/key';
import { createGeminiTeacher } from './gemini/teacher';
import { createOfflineTeacher, OFFLINE_MODEL } from './offline/teacher';
import { resolveOllamaHost } from './ollama/host';
import { PRODUCTION_MODEL } from './ollama/modelNames';
import { createOllamaTeacher } from './ollama/teacher';

/** Where the services are and what lets us in; each provider reads its own. */
export interface TeacherSettings {
  /** As a person writes it: a host, `host:port` or an address. Empty or left out: `OLLAMA_HOST`, then the default. */
  readonly ollamaHost?: string | undefined;
  readonly geminiKey?: string | undefined;
  readonly geminiBaseUrl?: string | undefined;
  /** Environment variables: `OLLAMA_HOST`, `OLLAMA_API_KEY`. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

export const DEFAULT_MODELS: Readonly<Record<ProviderId, string>> = {
  ollama: PRODUCTION_MODEL,
  gemini: 'gemini-2.5-pro',
  offline: OFFLINE_MODEL,
};

/** The teacher of that name. Throws TeacherError when it cannot work: a missing key, a host that is none. */
export function createTeacher(provider: ProviderId, settings: TeacherSettings): Teacher {
  const { ollamaHost, geminiKey, geminiBaseUrl, env } = settings;
  if (provider === 'offline') return createOfflineTeacher();
  if (provider === 'ollama') {
    const apiKey = env.OLLAMA_API_KEY;
    return createOllamaTeacher({ host: resolveOllamaHost(ollamaHost, env), ...(apiKey && { apiKey }) });
  }
  if (!geminiKey) throw missingGeminiKey();
  return createGeminiTeacher({ apiKey: geminiKey, ...(geminiBaseUrl && { baseUrl: geminiBaseUrl }) });
}

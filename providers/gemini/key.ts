/** Gemini's API key. */
import { TeacherError } from '../../core/generate/teacherError';

const KEY_ADVICE =
  'Run "Vignette: Set Gemini API Key", or set GOOGLE_API_KEY for the command line; ' +
  'a key comes from https://aistudio.google.com/apikey.';

export function missingGeminiKey(): TeacherError {
  return new TeacherError('missing-key', 'There is no API key for Gemini.', { advice: KEY_ADVICE });
}

/** The key from the environment: `GOOGLE_API_KEY`, then `GEMINI_API_KEY`; undefined when both are empty. */
export function geminiKeyFromEnv(env: Readonly<Record<string, string | undefined>>): string | undefined {
  return [env.GOOGLE_API_KEY, env.GEMINI_API_KEY].map((key) => key?.trim()).find((key) => key);
}

/** The key without the white space that copying adds. Throws `TeacherError` when it cannot be one. */
export function checkedKey(given: string): string {
  const key = given.trim();
  if (key === '') throw missingGeminiKey();
  // Anything else cannot stand in a header, and the platform's message about it would repeat the key.
  if (!/^[\x21-\x7e]+$/.test(key)) {
    throw new TeacherError('auth', 'The API key for Gemini has characters that no key has.', {
      advice: KEY_ADVICE,
    });
  }
  return key;
}

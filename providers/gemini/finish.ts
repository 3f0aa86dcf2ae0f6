/** What the end of an answer means. */
import type { TokenUsage } from '../../core/generate/provider';
import { TeacherError, type TeacherErrorKind } from '../../core/generate/teacherError';

/** Reasons for which the same prompt would be refused again. */
const BLOCKED = new Set(['SAFETY', 'RECITATION', 'LANGUAGE', 'BLOCKLIST', 'PROHIBITED_CONTENT', 'SPII']);

/** What a whole stream said. */
export interface Answer {
  readonly text: string;
  readonly thinking: string;
  /** Undefined when the stream ended without one. */
  readonly finishReason: string | undefined;
  /** Why the prompt was refused, if it was. */
  readonly blockReason: string | undefined;
  readonly modelVersion: string | undefined;
  readonly usage: TokenUsage;
}

/** `stop` or `length`; throws `TeacherError` for an answer that is blocked, broken or empty. `label`: see `Service`. */
export function finishOf(answer: Answer, label: string): 'stop' | 'length' {
  const { finishReason, blockReason, usage } = answer;
  const fail = (kind: TeacherErrorKind, what: string, advice: string): TeacherError =>
    new TeacherError(kind, `${label} ${what}.`, { advice, usage });
  const changePrompt = 'Change the prompt; this sample is skipped.';

  if (blockReason !== undefined) throw fail('blocked', `refused the prompt (${blockReason})`, changePrompt);
  if (finishReason === undefined) {
    throw fail('incomplete', 'closed the connection before the answer was finished', 'Try again.');
  }
  if (BLOCKED.has(finishReason)) throw fail('blocked', `stopped the answer (${finishReason})`, changePrompt);
  if (finishReason.startsWith('MALFORMED')) {
    throw fail('malformed-response', `failed to form an answer (${finishReason})`, 'Try again.');
  }
  if (finishReason !== 'STOP' && finishReason !== 'MAX_TOKENS') {
    throw fail('incomplete', `stopped the answer (${finishReason})`, 'Try again.');
  }
  if (answer.text.trim() !== '') return finishReason === 'STOP' ? 'stop' : 'length';
  if (finishReason === 'STOP') throw fail('incomplete', 'sent an empty answer', 'Try again.');
  throw fail(
    'incomplete',
    usage.thinking > 0 || answer.thinking !== ''
      ? 'thought until the token limit and sent no answer'
      : 'sent no answer within the token limit',
    'Raise maxOutputTokens, or lower thinking.',
  );
}

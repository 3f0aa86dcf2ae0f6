/** Checks the lines of a streaming `/api/chat` answer. */
import type { TokenUsage } from '../../core/generate/provider';
import { TeacherError } from '../../core/generate/teacherError';
import { isRecord, parseJson } from '../http/json';
import type { LineChecks } from '../http/lineGuard';
import { malformed } from '../http/networkError';
import { oneLine } from '../http/secrets';
import type { Service } from '../http/service';

/** The answer is not whole. `what` follows the service's label; `usage`: what it cost all the same. */
export function incomplete(
  service: Service,
  what: string,
  advice = 'Try again.',
  usage?: TokenUsage,
): TeacherError {
  const detail = usage === undefined ? { advice } : { advice, usage };
  return new TeacherError('incomplete', `${service.label} ${what}.`, detail);
}

/** Every line is a JSON object without `error`; the last one has `done`. */
export function chatLineChecks(service: Service): LineChecks {
  let done = false;
  const check = (text: string): boolean => {
    if (done || text.trim() === '') return false;
    const value = parseJson(text);
    if (!isRecord(value)) throw malformed(service, `a line that is not a JSON object: ${quote(text)}`);
    if ('error' in value) {
      const said = typeof value.error === 'string' ? value.error : JSON.stringify(value.error);
      throw incomplete(service, `broke off its answer: ${oneLine(service.redact(said))}`);
    }
    done = value.done === true;
    return true;
  };
  const quote = (text: string): string => oneLine(service.redact(text), 80);
  return {
    line: check,
    tail(text) {
      if (!done && text.trim() !== '' && parseJson(text) === undefined) {
        throw incomplete(service, 'closed the connection in the middle of a line');
      }
      const pass = check(text);
      if (!done) throw incomplete(service, 'closed the connection before the answer was finished');
      return pass ? `${text}\n` : '';
    },
    notUtf8: () => malformed(service, 'bytes that are not UTF-8'),
    tooLong: () =>
      incomplete(service, 'sent an answer without an end', 'Set maxOutputTokens, or ask another model.'),
  };
}

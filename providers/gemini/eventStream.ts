/** Checks the server-sent events of a streaming answer. */
import { TeacherError } from '../../core/generate/teacherError';
import { isRecord, parseJson } from '../http/json';
import type { LineChecks } from '../http/lineGuard';
import { malformed } from '../http/networkError';
import { oneLine } from '../http/secrets';
import type { Service } from '../http/service';
import { streamedError } from './apiErrors';

/**
 * Every `data:` line is a JSON object without `error`. Lines that belong to no event are kept aside: an error
 * in the middle of a stream may come as bare JSON over many lines.
 */
export function eventLineChecks(service: Service): LineChecks {
  let stray = '';
  const quote = (text: string): string => oneLine(service.redact(text), 80);

  const check = (text: string): boolean => {
    if (text === '') return stray === '';
    if (/^(?::|event:|id:|retry:)/.test(text) && stray === '') return false;
    if (!text.startsWith('data:')) {
      stray += `${text}\n`;
      return false;
    }
    const data = text.slice('data:'.length);
    const value = parseJson(data);
    if (!isRecord(value)) throw malformed(service, `an event that is not a JSON object: ${quote(data)}`);
    const error = streamedError(value, service);
    if (error !== undefined) throw error;
    return true;
  };

  return {
    line: check,
    tail(text) {
      if (text.startsWith('data:') && parseJson(text.slice('data:'.length)) === undefined) {
        throw new TeacherError(
          'incomplete',
          `${service.label} closed the connection in the middle of an event.`,
          {
            advice: 'Try again.',
          },
        );
      }
      const pass = check(text);
      if (stray !== '') {
        throw (
          streamedError(parseJson(stray), service) ??
          malformed(service, `text that is no event: ${quote(stray)}`)
        );
      }
      return pass && text !== '' ? `${text}\n\n` : '';
    },
    notUtf8: () => malformed(service, 'bytes that are not UTF-8'),
    tooLong: () =>
      new TeacherError('incomplete', `${service.label} sent an answer without an end.`, {
        advice: 'Set maxOutputTokens, or ask another model.',
      }),
  };
}

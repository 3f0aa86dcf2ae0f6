import { metadataField } from '../../sample/sampleText';
import { wholeOf } from '../../text/mappedText';
import { member } from '../../text/valueNode';
import { replaceFix } from '../fixes';
import type { Rule } from '../rule';

export const timestamp: Rule = {
  id: 'metadata/timestamp',
  summary: 'A timestamp that is not ISO 8601',
  severity: 'warning',
  fix: 'suggestion',
  docs: {
    what: 'A `metadata.timestamp` that is not a date, or date and time, of ISO 8601 ("2025-12-04T00:32:50", with or without a fraction and an offset), or that no calendar has.',
    why: 'Tools that sort or filter by time read ISO 8601 and little else.',
    bad: '"timestamp": "12/04/2025 00:32"',
    good: '"timestamp": "2025-12-04T00:32:50Z"',
    misses: 'A record without a timestamp.',
  },
  sample(sample, report) {
    const written = metadataField(sample, 'timestamp');
    if (written === undefined || (typeof written === 'string' && isTimestamp(written))) return;
    const node = member(sample.metadata, 'timestamp');
    if (!node) return;
    const text = node.text();
    const spaced = text?.value
      .trim()
      .replace(/\s{1,3}(?=\d{2}:)/, 'T')
      .replace(/\s{1,3}(?=[+-]\d{2}:?\d{2}$|Z$)/, '');
    const meant = spaced !== undefined && isTimestamp(spaced) ? spaced : undefined;
    report({
      message: 'The timestamp is not an ISO 8601 date and time, such as 2025-12-04T00:32:50Z.',
      span: node.span,
      fixes: text && meant ? replaceFix('suggestion', `Write ${meant}`, text, wholeOf(text), meant) : [],
    });
  },
};

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:T([01]\d|2[0-3]):[0-5]\d(?::(?:[0-5]\d|60)(?:[.,]\d{1,9})?)?(?:Z|[+-](?:0\d|1[0-4])(?::?[0-5]\d)?)?)?$/;

function isTimestamp(text: string): boolean {
  const match = ISO.exec(text);
  if (!match) return false;
  const month = Number(match[2]);
  const day = Number(match[3]);
  if (month < 1 || month > 12 || day < 1) return false;
  // Every month has so many days.
  return day <= 28 || day <= new Date(Date.UTC(Number(match[1]), month, 0)).getUTCDate();
}

import type { Severity } from '../lint/problem';

/** Rules about what stands around the words of a sample, or about other samples: no teacher can put that right. */
const NOT_OF_THE_WORDS = /^(?:json|record|metadata|dataset|upstream)\/|^review\/changed$/;

/** Whether a problem is one that a sample is sent back to a teacher with. */
export function isForTeacher({
  rule,
  severity,
}: {
  readonly rule: string;
  readonly severity: Severity;
}): boolean {
  return (severity === 'error' || severity === 'warning') && !NOT_OF_THE_WORDS.test(rule);
}

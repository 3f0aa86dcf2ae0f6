import type { Rule } from '../rule';

export const invalidLine: Rule = {
  id: 'json/invalid-line',
  summary: 'A line that is not valid JSON',
  severity: 'error',
  fix: null,
  docs: {
    what: 'A line of the dataset that cannot be parsed as one JSON value, or a `.vignette` sample whose metadata is not YAML.',
    why: 'Loaders stop at such a line or drop it silently, so the sample is lost.',
    bad: '{"messages": [{"role": "user", "content": "…"}',
    good: '{"messages": [{"role": "user", "content": "…"}]}',
  },
  record({ error, source }, report) {
    if (!error) return;
    const hint = OPENING.test(source)
      ? ' `vignette convert` puts records that run over several lines on one each.'
      : '';
    report({ message: `Not a record: ${error.message}.${hint}`, span: error.span });
  },
};

/** What a file of indented JSON starts with. */
const OPENING = /^\uFEFF?\s*[[{]\s*$/;

import { metadataField } from '../../sample/sampleText';
import { member } from '../../text/valueNode';
import type { Rule } from '../rule';

export const closedSourceModel: Rule = {
  id: 'upstream/closed-source-model',
  summary: 'A sample by a model without open weights',
  severity: 'error',
  fix: null,
  onlyInProfile: 'upstream',
  docs: {
    what: 'A record whose `metadata.source` or `metadata.provenance` names a model whose weights are not published.',
    why: 'Upstream takes data of open models only: the terms of closed ones restrict training on their output, and nobody can make the data again.',
    bad: '"source": "synthetic-gemini/gemini-2.5-pro"',
    good: '"source": "synthetic-ollama/gpt-oss:120b-cloud"',
    misses: 'A model that the record does not name, and closed models by other names.',
  },
  sample(sample, report) {
    const { metadata } = sample;
    const provenance = member(metadata, 'provenance');
    const repairs = member(provenance, 'repaired')?.items() ?? [];
    const fields = [
      member(metadata, 'source'),
      ...[provenance, ...repairs].map((made) => member(made, 'model')),
    ];
    if (metadataField(sample, 'source') === undefined && !fields[1]) return;
    for (const field of fields) {
      const name = typeof field?.value === 'string' ? CLOSED.exec(field.value)?.[1] : undefined;
      if (!field || name === undefined) continue;
      report({ message: `The weights of ${name} are not open.`, span: field.span });
      return;
    }
  },
};

/** Names of models that cannot be downloaded, at the start of a name or after a slash. */
const CLOSED =
  /(?:^|[/\s-])((?:gemini-(?:\d|pro|flash|exp)|gpt-(?:3|4|5)|chatgpt|o[134](?:-(?:mini|pro|preview))?(?=$|[:\s])|claude|grok-(?:[23]|4)|palm-?2|text-davinci)[\w.:-]*)/i;

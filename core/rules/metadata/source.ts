import { metadataField } from '../../sample/sampleText';
import { member } from '../../text/valueNode';
import type { Rule } from '../rule';

export const source: Rule = {
  id: 'metadata/source',
  summary: 'A source that is not name or name/model',
  severity: 'info',
  fix: null,
  docs: {
    what: 'A `metadata.source` that is not one name, or a name and a model with a slash between them, without white space.',
    why: 'The part after the slash tells which model wrote the sample; statistics and the rules for open weights read it.',
    bad: '"source": "made with gpt-oss"',
    good: '"source": "synthetic-ollama/gpt-oss:120b-cloud"',
    misses: 'A record without a source, and a model that does not exist.',
  },
  sample(sample, report) {
    const written = metadataField(sample, 'source');
    if (written === undefined) return;
    if (typeof written === 'string' && /^[^\s/]+(?:\/[^\s/]+)*$/.test(written)) return;
    const node = member(sample.metadata, 'source');
    if (!node) return;
    report({ message: 'The source must be a name, or a name and a model: "name/model".', span: node.span });
  },
};

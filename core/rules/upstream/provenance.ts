import { member } from '../../text/valueNode';
import type { Rule } from '../rule';

/** What it takes to make a sample again. */
const NEEDED = ['provider', 'model', 'template', 'template_hash', 'parameters', 'seed'] as const;

export const provenance: Rule = {
  id: 'upstream/provenance',
  summary: 'A record that does not say how it was made',
  severity: 'error',
  fix: null,
  onlyInProfile: 'upstream',
  docs: {
    what: `A record without \`metadata.provenance\`, or with one that lacks ${NEEDED.map((name) => `\`${name}\``).join(', ')}.`,
    why: 'Data that cannot be made again cannot be checked.',
    bad: '"metadata": {"id": "…", "source": "synthetic-ollama/gpt-oss:120b-cloud"}',
    good: '"provenance": {"provider": "ollama", "model": "gpt-oss:120b-cloud", "template": "…", "template_hash": "…", "parameters": {…}, "seed": 7}',
    misses: 'Values that are not true.',
  },
  sample({ metadata }, report) {
    if (metadata?.kind !== 'object') return;
    const node = member(metadata, 'provenance');
    if (node?.kind !== 'object') {
      const { start } = metadata.span;
      report({ message: 'The metadata has no provenance.', span: node?.span ?? { start, end: start + 1 } });
      return;
    }
    const missing = NEEDED.filter((name) => !member(node, name));
    if (missing.length === 0) return;
    const { start } = node.span;
    report({ message: `The provenance lacks ${missing.join(', ')}.`, span: { start, end: start + 1 } });
  },
};

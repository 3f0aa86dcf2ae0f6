import { closedSourceModel } from '../../../core/rules/upstream/closed-source-model';
import { provenance } from '../../../core/rules/upstream/provenance';
import { check, checkGood } from '../ruleCases';

describe('upstream/closed-source-model', () => {
  it('reports closed models, once', () => {
    check(
      closedSourceModel,
      { metadata: '{"source":⟦"synthetic-gemini/gemini-2.5-pro"⟧}' },
      /gemini-2\.5-pro/,
    );
    check(closedSourceModel, {
      metadata: '{"source":⟦"x/gpt-4o"⟧,"provenance":{"model":"gpt-4o"}}',
    });
    check(closedSourceModel, { metadata: '{"provenance":{"model":⟦"claude-3-opus"⟧}}' });
    check(closedSourceModel, { metadata: '{"source":⟦"openai/o3-mini"⟧}' });
  });

  it('takes open models and none', () => {
    const open = [
      'synthetic-ollama/gpt-oss:120b-cloud',
      'synthetic-offline/offline',
      'manual',
      'x/gemma3:27b',
    ];
    checkGood(closedSourceModel, ...open.map((source) => ({ metadata: JSON.stringify({ source }) })), {
      metadata: '{}',
    });
  });
});

describe('upstream/provenance', () => {
  const full = { provider: 'ollama', model: 'm', template: 't', template_hash: 'h', parameters: {}, seed: 1 };

  it('reports what is missing', () => {
    check(provenance, { metadata: '⟦{⟧"id":"a"}' }, /no provenance/);
    check(provenance, { metadata: '{"provenance":⟦"yes"⟧}' });
    const json = JSON.stringify({ ...full, seed: undefined });
    check(provenance, { metadata: `{"provenance":⟦{⟧${json.slice(1)}}` }, /lacks seed/);
  });

  it('takes one that says everything', () => {
    checkGood(provenance, { metadata: JSON.stringify({ provenance: full }) });
  });
});

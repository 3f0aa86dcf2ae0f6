import { describeEntity, EntityText, findEntities } from '../../clinical/entities';
import { partSource, textOf } from '../../sample/sampleText';
import type { Rule } from '../rule';

export const unsupportedEntity: Rule = {
  id: 'answer/unsupported-entity',
  summary: 'A medicine, marker, trial or endpoint in the answer that comes from nowhere',
  severity: 'error',
  fix: null,
  docs: {
    what: 'A medicine, a gene or other marker, a trial number, or an endpoint such as progression-free survival in `<answer>` that neither the context nor the question names. Other names of the same thing count (ONC201 is dordaviprone, H3 K27M is H3K27M).',
    why: 'A drug that the context does not hold is a recommendation from memory; in a medical dataset that is the failure to train against.',
    bad: 'context: …the protocol does not name the second-line drug.\nanswer: Bevacizumab should be given.',
    good: 'context: …bevacizumab is the second-line drug.\nanswer: Bevacizumab should be given.',
    misses:
      'Names that are neither in the lexicon nor end like a generic name; diseases, tests and procedures; a thing that the context names in another role.',
  },
  sample(sample, report) {
    const { answer, context } = sample.parts;
    if (!answer || !context) return;
    const reported = new Set<string>();
    let source: EntityText | undefined;
    for (const entity of findEntities(answer.text)) {
      source ??= new EntityText(`${context.text}\n${textOf(sample, 'question')}`);
      const [name = ''] = entity.names;
      if (reported.has(name) || source.has(entity)) continue;
      reported.add(name);
      report({
        message: `Neither the context nor the question names this ${describeEntity(entity.kind)}: ${entity.text}.`,
        span: partSource(answer, entity.span),
      });
    }
  },
};

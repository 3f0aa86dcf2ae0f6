import { namesModel } from '../../prompt/modelName';
import { entryOf } from '../../prompt/yamlEntries';
import { nearestWord } from '../../text/editDistance';
import type { Rule } from '../rule';

export const unknownModel: Rule = {
  id: 'prompt/unknown-model',
  summary: 'A model that the teacher does not have',
  severity: 'warning',
  fix: 'suggestion',
  docs: {
    what: 'A `model` that is not among the models of the chosen teacher. Nothing is reported where their list is not known.',
    why: 'A program that asks the model of the template gets an error; a run here asks the one that is chosen, which is another.',
    bad: '---\nmodel: gpt-os:120b-cloud\n---',
    good: '---\nmodel: gpt-oss:120b-cloud\n---',
  },
  template({ file: { yaml }, context: { models } }, report) {
    const value = entryOf(yaml.root, 'model')?.value;
    if (!models || models.length === 0 || typeof value?.value !== 'string') return;
    const model = value.value;
    if (models.some((name) => namesModel(model, name))) return;
    const instead = nearestWord(model, models, 4);
    const span = value.span;
    report({
      message: `The chosen teacher has no model "${model}".`,
      span,
      fixes:
        instead === undefined
          ? []
          : [{ kind: 'suggestion', title: `Write ${instead}`, edits: [{ span, newText: instead }] }],
    });
  },
};

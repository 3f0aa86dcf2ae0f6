import { readTags, type TemplateAnalysis } from '../../prompt/analyse';
import { type Asked, askedBlocks, jsonKeys, openTags, wantsJson } from '../../prompt/asked';
import { ASSISTANT_TAGS } from '../../sample/tags';
import type { Rule } from '../rule';

export const outputContract: Rule = {
  id: 'prompt/output-contract',
  summary: 'A template that asks for other blocks than it promises',
  severity: 'warning',
  fix: null,
  docs: {
    what: 'A block of `vignette.tags` that the template asks for nowhere, neither in its output schema nor in its words; or a block it asks for that `vignette.tags` does not have.',
    why: 'Samples come back without the block, and every one is rejected and paid for.',
    bad: '---\noutput:\n  schema:\n    think: string\n    answer: string\nvignette.tags: [think, proof, answer]\n---',
    good: '---\noutput:\n  schema:\n    think: string\n    proof(array): string\n    answer: string\nvignette.tags: [think, proof, answer]\n---',
    misses: 'Blocks that are asked for in words alone, without their tags or keys.',
  },
  template(analysis, report) {
    const tags = readTags(analysis.file);
    if (tags.length === 0) return;
    const [asked, what] = askedFor(analysis);
    if (!asked) return;
    for (const { name, span } of tags) {
      if (!asked.has(name)) report({ message: `${what} "${name}", which the samples must have.`, span });
    }
    if (wantsJson(analysis)) return;
    const promised = new Set(tags.map(({ name }) => name));
    const shown = askedBlocks(analysis).filter(
      ({ name }) => (ASSISTANT_TAGS as readonly string[]).includes(name) && !promised.has(name),
    );
    for (const [name, { span, via, partial }] of new Map(
      shown.map((tag): [string, Asked] => [tag.name, tag]),
    )) {
      report({
        message: `The template asks for <${name}>, which \`vignette.tags\` does not have.`,
        span: via ? via.name.span : span,
        related: partial === undefined ? [] : [{ partial, span, message: 'It is asked for here.' }],
      });
    }
  },
};

/** The names a template asks for, and how to say that one is not among them; no names where nothing can be told. */
function askedFor(analysis: TemplateAnalysis): [names: ReadonlySet<string> | undefined, what: string] {
  const { output } = analysis;
  if (!wantsJson(analysis)) {
    return [new Set(openTags(analysis).map(({ name }) => name)), 'The template does not ask for'];
  }
  if (output && output.fields.size > 0) return [new Set(output.fields.keys()), 'The output schema has no'];
  const keys = jsonKeys(analysis);
  return [keys.length > 0 ? new Set(keys.map(({ name }) => name)) : undefined, 'The JSON asked for has no'];
}

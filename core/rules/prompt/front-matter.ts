import type { TemplateAnalysis } from '../../prompt/analyse';
import { FAULTS, type FrontMatterFault } from '../../prompt/frontMatter';
import type { Rule, TemplateFix } from '../rule';

export const frontMatter: Rule = {
  id: 'prompt/front-matter',
  summary: 'Front matter that cannot be read',
  severity: 'error',
  fix: 'suggestion',
  docs: {
    what: 'Front matter that is malformed YAML, not closed, empty, no mapping, or not at the start of the file, and one that no new line follows.',
    why: 'The library sends such front matter to the model as a part of the prompt, and none of its settings hold.',
    bad: '---\nmodel: gpt-oss:120b-cloud\nYou are a careful reader.',
    good: '---\nmodel: gpt-oss:120b-cloud\n---\nYou are a careful reader.',
    misses: 'Text before the front matter is told from a horizontal rule by the keys that follow.',
  },
  template(analysis, report) {
    const { split, yaml } = analysis.file;
    if (analysis.file.isPartial) return;
    if (split.fault) {
      const { kind, span } = split.fault;
      const message = `The model would get the front matter as text: ${FAULTS[kind]}.`;
      report({ message, span, fixes: mend(kind, analysis) });
    }
    for (const { message, span, fix } of yaml.problems) {
      report({
        message: `The model would get the front matter as text, because its YAML is wrong: ${message}.`,
        span,
        fixes: fix ? [{ kind: 'suggestion', ...fix }] : [],
      });
    }
    if (yaml.root && !yaml.root.entries && yaml.problems.length === 0 && split.fault?.kind !== 'empty') {
      report({ message: 'Front matter is a mapping of keys to values.', span: yaml.root.span });
    }
  },
};

function mend(kind: FrontMatterFault, { file: { split, source } }: TemplateAnalysis): TemplateFix[] {
  const { yaml, whole, body } = split;
  if (!yaml || !whole) return [];
  const suggestion = (title: string, start: number, end: number, newText: string): TemplateFix[] => [
    { kind: 'suggestion', title, edits: [{ span: { start, end }, newText }] },
  ];
  switch (kind) {
    case 'unclosed': {
      const atLineStart = /[\r\n]$/.test(source.slice(0, body));
      return suggestion('Close the front matter', body, body, atLineStart ? '---\n' : '\n---\n');
    }
    case 'no-newline':
      return suggestion('Add a new line', whole.end, whole.end, '\n');
    case 'empty':
      return suggestion('Remove the empty front matter', whole.start, body, '');
    case 'text-before':
      if (source.slice(0, whole.start).trim() === '')
        return suggestion('Remove the space before it', 0, whole.start, '');
      return [
        {
          kind: 'suggestion',
          title: 'Move the text below the front matter',
          edits: [
            { span: { start: 0, end: whole.start }, newText: '' },
            { span: { start: body, end: body }, newText: source.slice(0, whole.start) },
          ],
        },
      ];
  }
}

import type { VariableUse } from '../../prompt/analyse';
import { DATA_DOCS, type Frame, namesIn, type Symbols } from '../../prompt/scope';
import { nearestWord } from '../../text/editDistance';
import type { Rule, TemplateFix } from '../rule';
import { declareFix, missingVariables, shownAt } from './missingVariables';

export const undefinedVariable: Rule = {
  id: 'prompt/undefined-variable',
  summary: 'A variable that the template does not have',
  severity: 'error',
  fix: 'suggestion',
  docs: {
    what: 'A name, in the template or in a partial it uses, that neither `input.schema` nor `input.default`, a block or an argument of the partial gives a value; also a field that an object does not have, `@index` outside of `each`, and `../` where nothing is around.',
    why: 'It renders as nothing: the model gets a sentence with a hole.',
    bad: '---\ninput:\n  schema:\n    drug: string\n---\nDose of {{drugs}}',
    good: '---\ninput:\n  schema:\n    drug: string\n---\nDose of {{drug}}',
    misses: 'Templates that declare no inputs: see prompt/undeclared-variable.',
  },
  template(analysis, report) {
    const reported = new Set<string>();
    for (const use of missingVariables(analysis)) {
      const { segment, kind, of } = use.missing as NonNullable<typeof use.missing>;
      const span = use.via ? shownAt(use) : segment.span;
      const id = `${span.start}:${use.partial ?? ''}:${use.via ? segment.name : ''}`;
      if (reported.has(id)) continue;
      reported.add(id);
      const where = use.partial === undefined ? '' : `, which the partial "${use.partial}" uses,`;
      const related =
        use.partial === undefined
          ? []
          : [{ partial: use.partial, span: segment.span, message: `"${segment.name}" is used here.` }];
      const message = MESSAGES[kind](segment.name, where, use);
      report({ message, span, related, fixes: use.via ? declare() : [...rename(), ...declare()] });

      function rename(): TemplateFix[] {
        if (kind === 'depth') return [];
        const names =
          kind === 'variable'
            ? [...namesIn(use.frame, analysis.symbols).keys()]
            : kind === 'field'
              ? [...(of?.fields.keys() ?? [])]
              : [...DATA_DOCS.keys()];
        const instead =
          (kind === 'variable' ? outside(use.frame, segment.name, analysis.symbols) : undefined) ??
          nearestWord(segment.name, names, segment.name.length > 3 ? 2 : 1);
        if (instead === undefined) return [];
        const edits = [{ span: segment.span, newText: instead }];
        return [{ kind: 'suggestion', title: `Write ${instead}`, edits }];
      }
      function declare(): TemplateFix[] {
        if (kind === 'variable' && segment.symbol) return declareFix(analysis, segment.name);
        return of?.type === 'object' ? declareFix(analysis, segment.name, of) : [];
      }
    }
  },
};

/** The name with the `../` that lead to it from inside of blocks. */
function outside({ outer }: Frame, name: string, symbols: Symbols): string | undefined {
  let prefix = '';
  for (let at = outer; at; at = at.outer) {
    prefix += '../';
    if (namesIn(at, symbols).has(name)) return prefix + name;
  }
  return undefined;
}

const MESSAGES: Readonly<
  Record<'variable' | 'field' | 'data' | 'depth', (name: string, where: string, use: VariableUse) => string>
> = {
  variable: (name, where) => `"${name}"${where} is not defined here: it renders as nothing.`,
  field: (name, where, { segments, missing }) => {
    const path = segments.slice(
      0,
      segments.findIndex(({ span }) => span === missing?.segment.span),
    );
    const owner = path.map((segment) => segment.name).join('.');
    const type = missing?.of?.type ?? 'any';
    const is = type === 'object' ? '' : ` is ${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type} and`;
    return `"${owner}"${is} has no field "${name}"${where}: it renders as nothing.`;
  },
  data: (name, where) =>
    `"@${name}"${where} ${DATA_DOCS.has(name) ? 'has a value inside of each only' : 'is nothing that each gives: write @index, @key, @first or @last'}.`,
  depth: (_, where) => `"../"${where} leads out of the template: there is no block around.`,
};

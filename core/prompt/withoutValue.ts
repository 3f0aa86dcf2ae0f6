/** Which inputs a render would leave empty: nothing says so, neither here nor in the library. */
import type { TemplateAnalysis } from './analyse';
import { valueAt } from './yamlEntries';

/** The inputs that a template uses, declared or not, by name. */
export function usedInputs({ uses }: TemplateAnalysis): Set<string> {
  const used = uses.flatMap(({ segments: [first] }) =>
    first?.symbol?.kind === 'input' || first?.symbol?.kind === 'undeclared' ? [first.name] : [],
  );
  return new Set(used);
}

/** Of the used inputs those that have no value: none that is given, no default, and not optional. */
export function inputsWithoutValue(analysis: TemplateAnalysis, given: Iterable<string>): string[] {
  const { inputs, file } = analysis;
  const defaults = valueAt(file.yaml.root, 'input', 'default')?.entries ?? [];
  const known = new Set([...given, ...defaults.map(({ key }) => key)]);
  return [...usedInputs(analysis)].filter(
    (name) => !known.has(name) && inputs.fields.get(name)?.optional !== true,
  );
}

import type { Archetypes } from '../../sample/archetype';
import { ASSISTANT_TAGS } from '../../sample/tags';
import type { TemplateAnalysis } from '../analyse';
import { CONFIG_KEYS, expectation, FRONT_MATTER_KEYS, type KeyShape } from '../frontMatterKeys';
import { PARENTHETICAL } from '../picoschema';
import { SCALAR_TYPES, typeText } from '../schema';
import { valueAt } from '../yamlEntries';
import type { Offer, Offers } from './offers';

/**
 * Keys and values of the front matter. It goes by lines and their indentation: while a key is being typed, the YAML
 * around it is seldom whole.
 */
export function completeFrontMatter(
  analysis: TemplateAnalysis,
  offset: number,
  archetypes: Archetypes,
): Offers | undefined {
  const { source, split } = analysis.file;
  const lines = source.slice(split.yaml?.start ?? 0, offset).split(/\r\n|\r|\n/);
  const line = lines.at(-1) ?? '';
  const [, indent = '', key, gap = '', value = ''] = /^(\s*)([^\s:#]+):(\s+)(.*)$/.exec(line) ?? [];
  const path = parentsOf(lines.slice(0, -1), (/^\s*/.exec(line)?.[0] ?? '').length);
  if (key !== undefined && gap !== '') {
    const word = /[^\s,[\]"']*$/.exec(value)?.[0] ?? '';
    const offers = valueOffers(analysis, [...path, key], archetypes, value);
    return offers && { start: offset - word.length, offers };
  }
  const inParentheses = /^\s*[^\s:#(]+\(([a-z]*)$/.exec(line)?.[1];
  if (inParentheses !== undefined && path[1] === 'schema') {
    const offers = PARENTHETICAL.map((label): Offer => ({ kind: 'type', label }));
    return { start: offset - inParentheses.length, offers };
  }
  const word = /^\s*([^\s:#]*)$/.exec(line)?.[1];
  if (word === undefined || indent !== '') return undefined;
  return { start: offset - word.length, offers: keyOffers(analysis, path) };
}

/** Keys of the mappings that a line of this indentation stands in, outermost first. */
function parentsOf(before: readonly string[], indent: number): string[] {
  const parents: string[] = [];
  let limit = indent;
  for (let i = before.length - 1; i >= 0 && limit > 0; i--) {
    const [, space = '', key] = /^(\s*)([^\s:#]+)\s*:\s*(?:#.*)?$/.exec(before[i] ?? '') ?? [];
    if (key === undefined || space.length >= limit) continue;
    parents.unshift(key);
    limit = space.length;
  }
  return parents;
}

function keyOffers({ file, inputs }: TemplateAnalysis, path: readonly string[]): Offer[] {
  const there = new Set(valueAt(file.yaml.root, ...path)?.entries?.map(({ key }) => key));
  if (path.join('.') === 'input.default') {
    return [...inputs.fields.values()]
      .filter(({ name, declarations }) => declarations.length < 2 && !there.has(name))
      .map(({ name, schema }) => ({
        kind: 'key',
        label: name,
        newText: `${name}: `,
        detail: typeText(schema),
      }));
  }
  let keys: ReadonlyMap<string, KeyShape> | undefined = FRONT_MATTER_KEYS;
  for (const key of path) keys = keys?.get(key)?.keys;
  return [...(keys ?? [])]
    .filter(([key]) => !there.has(key))
    .map(([label, shape]) => ({
      kind: 'key',
      label,
      newText: shape.type === 'mapping' || label === 'schema' ? `${label}:` : `${label}: `,
      detail: expectation(shape),
      documentation: shape.docs,
      ...(shape.values || label === 'model' || label.startsWith('vignette.') ? { retrigger: true } : {}),
    }));
}

function valueOffers(
  { context, file }: TemplateAnalysis,
  path: readonly string[],
  archetypes: Archetypes,
  written: string,
): Offer[] | undefined {
  const [first, second] = path;
  if (second === 'schema' && path.length > 2) {
    // After the comma comes a description.
    if (written.includes(',')) return undefined;
    return SCALAR_TYPES.map((label) => ({ kind: 'type', label }));
  }
  switch (path.join('/')) {
    case 'model':
      return (context.models ?? []).map((label) => ({ kind: 'value', label }));
    case 'vignette.archetype':
      return Object.entries(archetypes).map(([label, { description }]) => ({
        kind: 'archetype',
        label,
        ...(description !== undefined && { documentation: description }),
      }));
    case 'vignette.tags': {
      const there = valueAt(file.yaml.root, 'vignette.tags')?.value;
      const used: readonly unknown[] = Array.isArray(there) ? there : [];
      if (!written.includes('[')) return [{ kind: 'value', label: `[${ASSISTANT_TAGS.join(', ')}]` }];
      return ASSISTANT_TAGS.filter((tag) => !used.includes(tag)).map((label) => ({ kind: 'tag', label }));
    }
    default: {
      const shape =
        first === 'config'
          ? CONFIG_KEYS.get(second ?? '')
          : FRONT_MATTER_KEYS.get(first ?? '')?.keys?.get(second ?? '');
      return shape?.values?.map((label) => ({ kind: 'value', label }));
    }
  }
}

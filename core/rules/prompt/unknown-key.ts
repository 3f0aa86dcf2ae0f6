import { CONFIG_KEYS, FRONT_MATTER_KEYS, type KeyShape } from '../../prompt/frontMatterKeys';
import { entryOf, type YamlValue } from '../../prompt/yamlEntries';
import { nearestWord } from '../../text/editDistance';
import type { Span } from '../../text/span';
import type { Rule, TemplateFix, TemplateReport } from '../rule';

export const unknownKey: Rule = {
  id: 'prompt/unknown-key',
  summary: 'A key that the front matter does not have',
  severity: 'hint',
  fix: 'suggestion',
  docs: {
    what: 'A key of the front matter, of `config`, `input` or `output`, that neither Dotprompt nor Vignette knows. Keys with a dot belong to other programs and are left alone, those of Vignette excepted.',
    why: 'The library drops it: a misspelled `temprature` leaves the temperature as it was.',
    bad: '---\nconfig:\n  temprature: 0.2\n---',
    good: '---\nconfig:\n  temperature: 0.2\n---',
  },
  template({ file: { yaml, isPartial } }, report) {
    if (!isPartial && yaml.problems.length === 0 && yaml.root)
      checkKeys(yaml.root, FRONT_MATTER_KEYS, 'front matter', report);
  },
};

function checkKeys(
  root: YamlValue,
  keys: ReadonlyMap<string, KeyShape>,
  where: string,
  report: TemplateReport,
): void {
  for (const { key, keySpan, value } of root.entries ?? []) {
    const shape = keys.get(key);
    if (shape) {
      if (shape.keys && value.entries) checkKeys(value, shape.keys, `\`${key}\``, report);
      continue;
    }
    const foreign = key.includes('.') && !key.startsWith('vignette.');
    if (foreign || key === '') continue;
    const plain = key.toLowerCase().replaceAll('_', '');
    const parent = keys === FRONT_MATTER_KEYS ? BELONGS[plain] : undefined;
    if (parent !== undefined) {
      const written = OTHER_NAMES[plain] ?? nearestWord(key, [...CONFIG_KEYS.keys()], 1) ?? key;
      const fixes = entryOf(root, parent) ? [] : moveUnder(parent, written, keySpan, value);
      report({
        message: `\`${key}\` belongs under \`${parent}\`: the library ignores it here.`,
        span: keySpan,
        fixes,
      });
      continue;
    }
    const other = OTHER_NAMES[plain];
    const instead =
      other !== undefined && keys.has(other)
        ? other
        : nearestWord(key, [...keys.keys()], key.length > 4 ? 2 : 1);
    const dropped = key === 'metadata' ? 'the library overwrites it' : 'the library ignores it';
    report({
      message: `\`${key}\` is no key of the ${where}: ${dropped}.`.replace('the `', '`'),
      span: keySpan,
      fixes:
        instead === undefined
          ? []
          : [{ kind: 'suggestion', title: `Write ${instead}`, edits: [{ span: keySpan, newText: instead }] }],
    });
  }
}

/** Settings of a model as other programs call them, in small letters. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  maxtokens: 'maxOutputTokens',
  maxnewtokens: 'maxOutputTokens',
  maxcompletiontokens: 'maxOutputTokens',
  numpredict: 'maxOutputTokens',
  topp: 'topP',
  topk: 'topK',
  stop: 'stopSequences',
};

/** Keys that people write at the top of the front matter, in small letters, and what they belong under. */
const BELONGS: Readonly<Record<string, string>> = {
  ...Object.fromEntries([...CONFIG_KEYS.keys()].map((key) => [key.toLowerCase(), 'config'])),
  ...Object.fromEntries(Object.keys(OTHER_NAMES).map((key) => [key, 'config'])),
  schema: 'input',
  default: 'input',
  format: 'output',
};

/** Puts a line under a key that is not there yet. */
function moveUnder(parent: string, key: string, span: Span, { entries, items }: YamlValue): TemplateFix[] {
  if (entries || items) return [];
  const edits = [{ span, newText: `${parent}:\n  ${key}` }];
  return [{ kind: 'suggestion', title: `Put it under ${parent}`, edits }];
}

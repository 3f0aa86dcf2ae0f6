/** The rules as documentation: a page for each, and a table of all. */
import * as z from 'zod';
import type { FixKind, Severity } from '../lint/problem';
import type { Rule } from './rule';

const GROUPS: ReadonlyMap<string, string> = new Map([
  ['json', 'The file and its lines'],
  ['record', 'The shape of a record'],
  ['tags', 'The blocks of a message'],
  ['proof', 'Quotes and the context'],
  ['answer', 'The answer'],
  ['think', 'The reasoning'],
  ['archetype', 'The kind of sample'],
  ['question', 'The question'],
  ['metadata', 'Metadata'],
  ['dataset', 'The dataset as a whole'],
  ['privacy', 'Privacy'],
  ['review', 'What reviewers decided'],
  ['upstream', 'Data that goes upstream'],
  ['prompt', 'Prompt templates'],
]);

const FIXES: Readonly<Record<FixKind, string>> = {
  safe: 'safe: the meaning cannot change, so fix-all and `vignette fix` apply it',
  suggestion: 'a suggestion: a person chooses',
};

/** Path of a rule's page, relative to the folder of rule pages. */
export function ruleDocsPath(id: string): string {
  return `${id}.md`;
}

/** The page of one rule, in Markdown. */
export function renderRuleDocs(rule: Rule): string {
  const { id, summary, severity, fix, docs, options, onlyInProfile } = rule;
  const profile =
    onlyInProfile === undefined
      ? ''
      : `\n- Only in the profile \`${onlyInProfile}\`: \`vignette lint --profile ${onlyInProfile}\`, or \`"profile": "${onlyInProfile}"\` in \`vignette.config.json\``;
  const sections = [
    `# ${id}`,
    `${summary}.`,
    `- Severity: ${severity}\n- Fix: ${fix ? FIXES[fix] : 'none'}${profile}`,
    `## What it reports\n\n${docs.what}`,
    `## Why it matters\n\n${docs.why}`,
    `## Wrong\n\n${fence(docs.bad)}`,
    `## Right\n\n${fence(docs.good)}`,
    ...(docs.misses === undefined ? [] : [`## What it misses\n\n${docs.misses}`]),
    ...(options ? [`## Options\n\n${renderOptions(id, severity, options)}`] : []),
    `## To suppress it\n\n${suppression(id)}`,
  ];
  return `${sections.join('\n\n')}\n`;
}

/** The page that lists the rules, in Markdown. */
export function renderRuleIndex(rules: readonly Rule[]): string {
  return `# Rules

${rules.length} rules. _Error_: the record is unusable or unsafe to train on. _Warning_: a reviewer must look.
_Info_ and _hint_: the rest. A _safe_ fix cannot change the meaning; a _suggestion_ is a person's choice.

${renderRuleTables(rules)}

These pages are written by \`npm run docs\` from the rules' sources.
`;
}

/** The rules by name: a line for each group. `base`: what the links to the pages start with. */
export function renderRuleOverview(rules: readonly Rule[], base: string): string {
  return [...inGroups(rules)]
    .map(([group, own]) => {
      const names = own.map(({ id }) => `[${id}](${base}${ruleDocsPath(id)})`);
      return `- **${GROUPS.get(group) ?? group}**: ${names.join(', ')}`;
    })
    .join('\n');
}

function inGroups(rules: readonly Rule[]): ReadonlyMap<string, readonly Rule[]> {
  const groups = new Map<string, Rule[]>();
  for (const rule of rules) {
    const group = rule.id.slice(0, rule.id.indexOf('/'));
    groups.set(group, [...(groups.get(group) ?? []), rule]);
  }
  return groups;
}

/** The rules as tables, one for each group. */
function renderRuleTables(rules: readonly Rule[]): string {
  return [...inGroups(rules)]
    .map(([group, own]) => {
      const rows = own.map(({ id, summary, severity, fix, onlyInProfile }) => [
        `[\`${id}\`](${ruleDocsPath(id)})`,
        summary.replaceAll('|', '\\|'),
        onlyInProfile === undefined ? severity : `${severity}, in profile ${onlyInProfile}`,
        fix ?? '',
      ]);
      return `### ${GROUPS.get(group) ?? group}\n\n${table([['Rule', 'Reports', 'Severity', 'Fix'], ...rows])}`;
    })
    .join('\n\n');
}

/** A Markdown table with its columns in line, as the formatter keeps it. The first row is the head. */
function table([head = [], ...rows]: readonly (readonly string[])[]): string {
  const widths = head.map((_, i) => Math.max(3, ...[head, ...rows].map((row) => row[i]?.length ?? 0)));
  const write = (cells: readonly string[]): string =>
    `| ${widths.map((width, i) => (cells[i] ?? '').padEnd(width)).join(' | ')} |`;
  return [write(head), write(widths.map((width) => '-'.repeat(width))), ...rows.map(write)].join('\n');
}

const MARKERS = /(<!-- rules -->)[\s\S]*?(<!-- \/rules -->)/;

/** A document with the overview between its markers; undefined when it has no markers. */
export function insertRuleOverview(document: string, overview: string): string | undefined {
  if (!MARKERS.test(document)) return undefined;
  return document.replace(MARKERS, (_, open: string, close: string) => `${open}\n\n${overview}\n\n${close}`);
}

/** The options of a rule with their defaults, and how to choose others. */
function renderOptions(id: string, severity: Severity, options: z.ZodType): string {
  const { properties = {} } = z.toJSONSchema(options, { io: 'input' });
  const described = Object.entries(properties).map(([name, shape]) => {
    const { description = '', default: standard } = typeof shape === 'object' ? shape : {};
    return `- \`${name}\` (default: \`${JSON.stringify(standard)}\`): ${description}`;
  });
  const example = `{ "rules": { "${id}": ["${severity}", ${JSON.stringify(options.parse({}))}] } }`;
  return `${described.join('\n')}\n\nIn \`vignette.config.json\`, with the severity before them:\n\n${fence(example)}`;
}

/** The rules about lines that can be read. */
const OF_RECORDS: ReadonlySet<string> = new Set(['json/duplicate-key', 'json/undecoded']);

function suppression(id: string): string {
  const inConfig = `In \`vignette.config.json\`, for all records:\n\n${fence(`{ "rules": { "${id}": "off" } }`)}`;
  // What cannot be read has no metadata to read a wish from, and a file's own problems belong to no record.
  if (id.startsWith('prompt/')) return inConfig.replace('for all records', 'for all templates');
  if (id.startsWith('json/') && !OF_RECORDS.has(id)) return inConfig;
  const inRecord = `"metadata": { "lint": { "ignore": ["${id}"] } }`;
  const inText = `---\nlint: { ignore: [ ${id} ] }\n---`;
  return `In one record, as the quick fix "Ignore" does:\n\n${fence(inRecord)}\n\nIn a \`.vignette\` sample:\n\n${fence(inText)}\n\n${inConfig}`;
}

function fence(text: string): string {
  return `\`\`\`text\n${text}\n\`\`\``;
}

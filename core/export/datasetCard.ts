/** The README of a dataset on the Hugging Face Hub: front matter that loaders read, and what a reader should know. */
import { stringify } from 'yaml';
import type { DatasetSummary } from '../inspect/summary';
import { measureTable, mixTable, problemTable, sourceTable, templateTable } from '../inspect/summaryMarkdown';
import { formatNumber } from '../text/formatNumber';

export interface CardFacts {
  readonly title: string;
  /** As the Hub calls it: "apache-2.0". */
  readonly license: string | undefined;
  readonly splits: readonly { readonly name: string; readonly path: string; readonly records: number }[];
  /** Of the records that were exported. */
  readonly summary: DatasetSummary;
  /** By reason, how many records were not exported. */
  readonly leftOut: ReadonlyMap<string, number>;
  /** Records with errors that are there all the same. */
  readonly errors: number;
  /** Clusters of records that repeat each other, with records in several splits. */
  readonly straddling: number;
  readonly profile: string;
  /** Paths beside the README. */
  readonly pictures: readonly { readonly title: string; readonly path: string }[];
}

export function datasetCard(facts: CardFacts): string {
  const { title, summary, splits } = facts;
  const sections = [
    `# ${title}`,
    `${formatNumber(summary.records)} grounded-reasoning records: a model reads a \`<context>\`, answers a \`<question>\`, and shows its \`<think>\`, quotes its \`<proof>\` and only then gives its \`<answer>\`.`,
    loading(splits),
    '## Fields',
    FIELDS,
    '## Mix',
    mixTable(summary),
    pictureOf(facts, 'Mix'),
    '## Lengths and grounding',
    measureTable(summary),
    pictureOf(facts, 'Lengths'),
    '## How it was made',
    made(facts),
    '## Checks',
    checks(facts),
    '## Limits',
    limits(facts),
  ];
  return `---\n${frontMatter(facts)}---\n\n${sections
    .map((section) => section.trim())
    .filter((section) => section !== '')
    .join('\n\n')}\n`;
}

function frontMatter({ title, license, splits, summary }: CardFacts): string {
  return stringify({
    pretty_name: title,
    ...(license !== undefined && { license }),
    task_categories: ['question-answering', 'text-generation'],
    size_categories: [sizeCategory(summary.records)],
    tags: ['grounded-reasoning', 'synthetic', 'vignette'],
    configs: [
      {
        config_name: 'default',
        data_files: splits.map(({ name, path }) => ({ split: name, path })),
      },
    ],
  });
}

/** As the Hub counts. */
function sizeCategory(records: number): string {
  const edges = [1e3, 1e4, 1e5, 1e6];
  const names = ['n<1K', '1K<n<10K', '10K<n<100K', '100K<n<1M', '1M<n<10M'];
  return names[edges.filter((edge) => records >= edge).length] ?? '';
}

function loading(splits: CardFacts['splits']): string {
  const rows = splits.map(({ name, records }) => `| ${name} | ${formatNumber(records)} |`);
  return `| Split | Records |\n| --- | ---: |\n${rows.join('\n')}`;
}

const FIELDS = `| Field | |
| --- | --- |
| \`messages\` | role and content of each message: an optional system message, the user's, the assistant's |
| \`id\` | of the record |
| \`archetype\` | the kind of sample |
| \`source\` | who or what made it |
| \`metadata\` | all that the record says of itself, as JSON text: \`json.loads\` reads it |`;

function pictureOf({ pictures }: CardFacts, title: string): string {
  const picture = pictures.find((one) => one.title === title);
  return picture ? `![${title}](${picture.path})` : '';
}

function made({ summary }: CardFacts): string {
  const { time, cost, templates } = summary;
  const said = [time ? daysOf(time) : '', cost ? `For $${cost.usd.toFixed(2)}.` : ''].filter(
    (sentence) => sentence !== '',
  );
  const isKnown = templates.values.some(({ value }) => value !== null);
  return [said.join(' '), sourceTable(summary), isKnown ? templateTable(summary) : '']
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join('\n\n');
}

function daysOf({ first, last }: { readonly first: string; readonly last: string }): string {
  const [from, to] = [first.slice(0, 10), last.slice(0, 10)];
  return from === to ? `On ${from}.` : `Between ${from} and ${to}.`;
}

function checks({ summary, profile, errors }: CardFacts): string {
  const table = problemTable(summary);
  const found =
    table === '' ? 'The lint of Vignette reports nothing.' : `What the lint of Vignette reports:\n\n${table}`;
  const kept =
    errors > 0 ? `\n\n**${formatNumber(errors)} records have errors** and are there all the same.` : '';
  return `Profile \`${profile}\`. ${found}${kept}`;
}

function limits({ leftOut, straddling, license }: CardFacts): string {
  const lines = [
    'Records that a model wrote may be wrong in ways that no check sees. Not for clinical use.',
    ...Array.from(
      leftOut,
      ([reason, count]) => `${formatNumber(count)} records were not exported: ${reason}`,
    ),
    ...(straddling > 0
      ? [`${formatNumber(straddling)} groups of near-duplicates have records in several splits.`]
      : []),
    ...(license === undefined ? ['No license was named yet.'] : []),
  ];
  return lines.map((line) => `- ${line}`).join('\n');
}

/** A plain reading of the sample files in `examples/`, independent of the product's own parsers. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface ExampleRecord {
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly metadata: Readonly<Record<'id' | 'type' | 'source' | 'timestamp', string>>;
}

export function readExample(name: string): string {
  return readFileSync(join(process.cwd(), 'examples', name), 'utf8');
}

export function readRecords(name: string): ExampleRecord[] {
  return readExample(name)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as ExampleRecord);
}

/** All text of a record. */
export function textOf({ messages }: ExampleRecord): string {
  return messages.map(({ content }) => content).join('\n\n');
}

/** What is between a tag's open and close; an empty string without them. */
export function blockOf(text: string, tag: string): string {
  return new RegExp(`<${tag}>\\n(.*?)\\n</${tag}>`, 's').exec(text)?.[1] ?? '';
}

export function quotesOf(text: string): string[] {
  return [...blockOf(text, 'proof').matchAll(/^- "(.*)"$/gm)].map(([, quote]) => quote!);
}

/** The quotes that are not in the context letter by letter. */
export function ungroundedQuotes(text: string): string[] {
  const context = blockOf(text, 'context');
  return quotesOf(text).filter((quote) => !context.includes(quote));
}

/** Every number in a text. */
export function numbersOf(text: string): string[] {
  return text.match(/\d+(?:[.,]\d+)*/g) ?? [];
}

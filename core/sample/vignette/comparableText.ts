import { jsonlToVignette } from './write';

/** Metadata in which samples always differ and that says nothing of their quality. */
const INCIDENTAL: ReadonlySet<string> = new Set(['id', 'timestamp', 'provenance']);

/** A record to be read beside another: its line as `.vignette` text without the metadata that tells records apart. */
export function comparableText(line: string): string {
  return jsonlToVignette(withoutIncidentals(line));
}

function withoutIncidentals(line: string): string {
  const root = parseObject(line);
  const metadata = root && asObject(root.metadata);
  if (!metadata) return line;
  const kept = Object.entries(metadata).filter(([name]) => !INCIDENTAL.has(name));
  return JSON.stringify({ ...root, metadata: Object.fromEntries(kept) });
}

function parseObject(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return asObject(JSON.parse(line));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function asObject(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
}

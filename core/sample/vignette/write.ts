/** Writing records as `.vignette` text. */
import { Document, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { parseJsonNode } from '../../text/jsonNode';
import { minifyJson } from '../../text/minifyJson';
import { isDeeperThan, member, type ValueNode } from '../../text/valueNode';
import { ROLES } from '../record';
import { formatPlainBody, formatWrappedBody } from './body';
import { FRAME_KEY, JSON_KEY, MAX_METADATA_DEPTH, METADATA_PLACEHOLDER, TEXT_PLACEHOLDER } from './frame';
import { vignetteToJsonl } from './read';

/** Text that a file of lines cannot hold as it is: lone carriage returns, other control characters, half pairs. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNWRITABLE = /[\u0000-\u0008\u000b-\u001f\u007f\ufeff\ufffe\uffff]|\p{Cs}/u;

/**
 * One JSONL line as the text of one sample. The plainest form that reads back as the same record is chosen;
 * the last, the line itself under `$json`, holds anything, even a line that is not JSON.
 */
export function jsonlToVignette(line: string): string {
  let root: ValueNode;
  try {
    // A byte order mark before the first record is the file's, not the record's.
    root = parseJsonNode(line.replace(/^\uFEFF/, ''));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return format([[JSON_KEY, quoted(line)]], '');
  }
  const wanted = minifyJson(root.json);
  for (const candidate of [formatPlain, formatWrapped, formatFramed]) {
    const text = candidate(root);
    if (text !== undefined && vignetteToJsonl(text) === wanted) return text;
  }
  return format([[JSON_KEY, quoted(root.json)]], '');
}

interface Shape {
  readonly messages: readonly { readonly role: string; readonly text: string }[];
  readonly metadata: ValueNode | undefined;
}

/** What a record says when it is no more than messages and metadata; undefined when it is more, or other. */
function readShape(root: ValueNode): Shape | undefined {
  const messages = (member(root, 'messages')?.items() ?? []).map((item) => ({
    role: member(item, 'role')?.value,
    text: member(item, 'content')?.value,
  }));
  const valid = messages.filter((message): message is Shape['messages'][number] => {
    const { role, text } = message;
    return typeof role === 'string' && typeof text === 'string' && isRole(role) && !UNWRITABLE.test(text);
  });
  const metadata = member(root, 'metadata');
  if (valid.length !== messages.length || (metadata && isDeeperThan(MAX_METADATA_DEPTH, metadata)))
    return undefined;
  return { messages: valid, metadata };
}

function formatPlain(root: ValueNode): string | undefined {
  const shape = readShape(root);
  if (!shape) return undefined;
  const [system, rest] =
    shape.messages[0]?.role === 'system'
      ? [shape.messages.slice(0, 1), shape.messages.slice(1)]
      : [[], shape.messages];
  const [user, assistant] = rest;
  if (rest.length !== 2 || user?.role !== 'user' || assistant?.role !== 'assistant') return undefined;
  const wrapped = system.length > 0 ? `${formatWrappedBody(system)}\n` : '';
  return format(metadataEntries(shape.metadata), wrapped + formatPlainBody([user.text, assistant.text]));
}

function formatWrapped(root: ValueNode): string | undefined {
  const shape = readShape(root);
  return shape && format(metadataEntries(shape.metadata), formatWrappedBody(shape.messages));
}

function formatFramed(root: ValueNode): string | undefined {
  if (root.kind !== 'object') return undefined;
  const texts: { role: string; text: string }[] = [];
  const metadata = member(root, 'metadata');
  const inFrontMatter =
    metadata?.kind === 'object' &&
    metadata.properties().length > 0 &&
    !isDeeperThan(MAX_METADATA_DEPTH, metadata);
  const frame = root.properties().map(({ key, value }) => {
    const name = JSON.stringify(key);
    if (value === metadata && inFrontMatter) return `${name}:${METADATA_PLACEHOLDER}`;
    if (key === 'messages') return `${name}:${frameMessages(value, texts)}`;
    return `${name}:${minifyJson(value.json)}`;
  });
  const entries: Entry[] = [[FRAME_KEY, quoted(`{${frame.join(',')}}`)]];
  return format([...entries, ...(inFrontMatter ? metadataEntries(metadata) : [])], formatWrappedBody(texts));
}

/** The messages as JSON, with a placeholder for each text that was moved to `texts`. */
function frameMessages(list: ValueNode, texts: { role: string; text: string }[]): string {
  if (list.kind !== 'array') return minifyJson(list.json);
  const messages = list.items().map((item) => {
    if (item.kind !== 'object') return minifyJson(item.json);
    const role = member(item, 'role')?.value;
    const fields = item.properties().map(({ key, value }) => {
      const name = JSON.stringify(key);
      const text = key === 'content' ? value.value : undefined;
      if (typeof text !== 'string' || typeof role !== 'string' || !isRole(role) || UNWRITABLE.test(text)) {
        return `${name}:${minifyJson(value.json)}`;
      }
      texts.push({ role, text });
      return `${name}:${TEXT_PLACEHOLDER}`;
    });
    return `{${fields.join(',')}}`;
  });
  return `[${messages.join(',')}]`;
}

type Entry = readonly [key: string, value: Scalar | YAMLMap | YAMLSeq];

function metadataEntries(metadata: ValueNode | undefined): Entry[] {
  return (metadata?.properties() ?? []).map(({ key, value }) => [key, toYaml(value)]);
}

function format(entries: readonly Entry[], body: string): string {
  const yaml =
    entries.length === 0
      ? ''
      : new Document(yamlMap(entries)).toString({ lineWidth: 0, flowCollectionPadding: false });
  return `---\n${yaml}---\n${body}`;
}

function yamlMap(entries: readonly Entry[]): YAMLMap {
  const map = new YAMLMap();
  map.items = entries.map(([key, value]) => new Pair(new Scalar(key), value));
  return map;
}

/** Nested values stay on the line of their key: a reader of samples looks past provenance. */
function toYaml(node: ValueNode): Scalar | YAMLMap | YAMLSeq {
  if (node.kind === 'object') {
    const map = yamlMap(metadataEntries(node));
    map.flow = true;
    return map;
  }
  if (node.kind === 'array') {
    const list = new YAMLSeq();
    list.items = node.items().map(toYaml);
    list.flow = true;
    return list;
  }
  return node.kind === 'number' ? yamlNumber(node) : new Scalar(node.value);
}

/** A number with the digits it was written with, as far as YAML can be made to write them. */
function yamlNumber(node: ValueNode): Scalar {
  if (/^-?\d{16,}$/.test(node.json)) return new Scalar(BigInt(node.json));
  const scalar = new Scalar(node.value);
  const decimals = /^-?\d+\.(\d+)$/.exec(node.json)?.[1];
  if (decimals) scalar.minFractionDigits = decimals.length;
  return scalar;
}

function quoted(text: string): Scalar {
  const scalar = new Scalar(text);
  scalar.type = UNWRITABLE.test(text) || text.includes('\n') ? Scalar.QUOTE_DOUBLE : Scalar.QUOTE_SINGLE;
  return scalar;
}

function isRole(role: string): boolean {
  return (ROLES as readonly string[]).includes(role);
}

/** Writing records as `.vignette` text. */
import { Document, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { parseJsonNode } from '../../text/jsonNode';
import { minifyJson } from '../../text/minifyJson';
import { isDeeperThan, member, type PropertyNode, type ValueNode } from '../../text/valueNode';
import { roleFor } from '../dialects/chat';
import { type ChatKeys, chatKeysOf, dialectOf, partHoldersOf } from '../dialects/dialect';
import { isMetadataField } from '../dialects/metadata';
import { type Dialect, ROLES } from '../record';
import type { TagName } from '../tags';
import { formatParts, formatPlainBody, formatWrappedBody } from './body';
import {
  FRAME_KEY,
  fieldPlaceholder,
  JSON_KEY,
  MAX_METADATA_DEPTH,
  METADATA_PLACEHOLDER,
  TEXT_PLACEHOLDER,
} from './frame';
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
  for (const candidate of [formatPlain, formatWrapped, formatFramedPlain, formatFramedWrapped]) {
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

interface FramedText {
  /** Of a message; else the name of the part. */
  readonly role: string;
  readonly text: string;
}

/** A record that keeps its JSON in a frame, its texts as those of a plain sample. */
function formatFramedPlain(root: ValueNode): string | undefined {
  return formatFramed(root, (texts) => {
    const [system, rest] = texts[0]?.role === 'system' ? [texts.slice(0, 1), texts.slice(1)] : [[], texts];
    const roles = rest.map(({ role }) => role).join(' ');
    if (roles !== 'user' && roles !== 'user assistant') return undefined;
    const plain = formatPlainBody(rest.map(({ text }) => text));
    return system.length > 0 ? `${formatWrappedBody(system)}\n${plain}` : plain;
  });
}

function formatFramedWrapped(root: ValueNode): string | undefined {
  return formatFramed(root, formatWrappedBody);
}

function formatFramed(
  root: ValueNode,
  formatMessages: (texts: readonly FramedText[]) => string | undefined,
): string | undefined {
  if (root.kind !== 'object') return undefined;
  const dialect = dialectOf(root) ?? 'messages';
  const texts: FramedText[] = [];
  const metadata = member(root, 'metadata');
  const fields: Entry[] = [];
  const placed = ({ key, value }: PropertyNode): string => {
    if (key === 'metadata' && isFrontMatter(value)) {
      if (value !== metadata) return minifyJson(value.json);
      fields.push(...metadataEntries(value));
      return METADATA_PLACEHOLDER;
    }
    const isBeside = dialect !== 'messages' && !metadata && isMetadataField(key);
    if (isBeside && !isDeeperThan(MAX_METADATA_DEPTH, value)) {
      fields.push([key, toYaml(value)]);
      return fieldPlaceholder(key);
    }
    return placeTexts(key, value, dialect, texts) ?? minifyJson(value.json);
  };
  const frame = `{${root
    .properties()
    .map((property) => `${JSON.stringify(property.key)}:${placed(property)}`)
    .join(',')}}`;
  const body = chatKeysOf(dialect) ? formatMessages(texts) : formatParts(texts);
  return body === undefined ? undefined : format([[FRAME_KEY, quoted(frame)], ...fields], body);
}

function isFrontMatter(metadata: ValueNode): boolean {
  return (
    metadata.kind === 'object' &&
    metadata.properties().length > 0 &&
    !isDeeperThan(MAX_METADATA_DEPTH, metadata)
  );
}

/** A field of a record as JSON, with a placeholder for each text that was moved to `texts`; undefined where it has none. */
function placeTexts(
  key: string,
  value: ValueNode,
  dialect: Dialect,
  texts: FramedText[],
): string | undefined {
  const keys = chatKeysOf(dialect);
  if (keys) {
    if (key !== keys.list) return undefined;
    return value.kind === 'array'
      ? placeMessages(value, dialect, keys, texts)
      : dialect === 'prompts'
        ? placeText('user', value, texts)
        : undefined;
  }
  if (key === 'system') return placeText('system', value, texts);
  for (const holder of partHoldersOf(dialect)) {
    if (holder.key === undefined) {
      const field = holder.fields.find((each) => each.key === key);
      if (field) return placePart(field.part, value, texts);
    } else if (holder.key === key && value.kind === 'object') {
      const members = value.properties().map((own) => {
        const field = holder.fields.find((each) => each.key === own.key);
        const json = field ? placePart(field.part, own.value, texts) : minifyJson(own.value.json);
        return `${JSON.stringify(own.key)}:${json}`;
      });
      return `{${members.join(',')}}`;
    }
  }
  return undefined;
}

function placeMessages(list: ValueNode, dialect: Dialect, keys: ChatKeys, texts: FramedText[]): string {
  const messages = list.items().map((item) => {
    if (item.kind !== 'object') return minifyJson(item.json);
    const spoken = member(item, keys.role)?.value;
    const role = typeof spoken === 'string' ? roleFor(dialect, spoken) : '';
    const fields = item.properties().map(({ key, value }) => {
      const json =
        key === keys.content && isRole(role) ? placeText(role, value, texts) : minifyJson(value.json);
      return `${JSON.stringify(key)}:${json}`;
    });
    return `{${fields.join(',')}}`;
  });
  return `[${messages.join(',')}]`;
}

/** A part of several texts, such as a list of quotes, stands in as many stretches of the body. */
function placePart(part: TagName, value: ValueNode, texts: FramedText[]): string {
  if (value.kind !== 'array' || part !== 'proof') return placeText(part, value, texts);
  return `[${value
    .items()
    .map((item) => placeText(part, item, texts))
    .join(',')}]`;
}

function placeText(role: string, node: ValueNode, texts: FramedText[]): string {
  const text = node.value;
  if (typeof text !== 'string' || UNWRITABLE.test(text)) return minifyJson(node.json);
  texts.push({ role, text });
  return TEXT_PLACEHOLDER;
}

type Entry = readonly [key: string, value: Scalar | YAMLMap | YAMLSeq];

function metadataEntries(metadata: ValueNode | undefined): Entry[] {
  return (metadata?.properties() ?? []).map(({ key, value }) => [key, toYaml(value)]);
}

/** A key of metadata with its value, given as JSON, as a line of a sample without its end. */
export function metadataLine(key: string, json: string): string {
  return yamlLines([[key, toYaml(parseJsonNode(json))]]).trimEnd();
}

function format(entries: readonly Entry[], body: string): string {
  return `---\n${entries.length === 0 ? '' : yamlLines(entries)}---\n${body}`;
}

function yamlLines(entries: readonly Entry[]): string {
  return new Document(yamlMap(entries)).toString({ lineWidth: 0, flowCollectionPadding: false });
}

function yamlMap(entries: readonly Entry[]): YAMLMap {
  const map = new YAMLMap();
  map.items = entries.map(([key, value]) => new Pair(new Scalar(key), value));
  return map;
}

/** Nested values stay on the line of their key: a reader of samples looks past provenance. */
function toYaml(node: ValueNode): Scalar | YAMLMap | YAMLSeq {
  if (node.kind === 'object') {
    const map = yamlMap(node.properties().map(({ key, value }) => [key, inFlow(value)]));
    map.flow = true;
    return map;
  }
  if (node.kind === 'array') {
    const list = new YAMLSeq();
    list.items = node.items().map(inFlow);
    list.flow = true;
    return list;
  }
  return node.kind === 'number' ? yamlNumber(node) : new Scalar(node.value);
}

/** A text of several lines stands on one there: left to itself, `yaml` writes some that it cannot read ("-\n!"). */
function inFlow(node: ValueNode): Scalar | YAMLMap | YAMLSeq {
  return typeof node.value === 'string' && node.value.includes('\n') ? quoted(node.value) : toYaml(node);
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

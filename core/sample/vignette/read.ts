/** Reading one sample of a `.vignette` file. */
import { isMap, parseDocument, type YAMLParseError } from 'yaml';
import { parseJsonNode } from '../../text/jsonNode';
import { OpaqueText } from '../../text/mappedText';
import { minifyJson } from '../../text/minifyJson';
import { PlacedNode } from '../../text/placedNode';
import type { Span } from '../../text/span';
import { isDeeperThan, type PropertyNode, type ValueNode } from '../../text/valueNode';
import { mayBeDeeperThan } from '../../text/yamlDepth';
import { yamlNode } from '../../text/yamlNode';
import { readSample } from '../dialects/readSample';
import {
  buildMessage,
  buildSample,
  type Message,
  type ParsedRecord,
  type ReadError,
  type Sample,
} from '../record';
import { type BodyText, readBody, readParts } from './body';
import { fillFrame } from './filledFrame';
import { FRAME_KEY, holdsFields, JSON_KEY, MAX_METADATA_DEPTH } from './frame';
import { isRule } from './split';

interface Layout {
  readonly metadata: ValueNode | undefined;
  readonly texts: readonly BodyText[];
  readonly frame: PropertyNode | undefined;
  /** What the frame holds, when it is JSON. */
  readonly outline: ValueNode | undefined;
  readonly json: PropertyNode | undefined;
}

/** Reads the source of one sample, from its first `---` line (if any) to the next sample. Never throws. */
export function parseVignetteRecord(source: string): ParsedRecord {
  const layout = readLayout(source);
  if ('message' in layout) return { format: 'vignette', source, error: layout };
  if (layout.json ?? layout.frame) return readFramed(source, layout);
  const messages = layout.texts.map(({ role, roleSpan, text }) =>
    buildMessage(role, new OpaqueText(role, roleSpan), text),
  );
  return { format: 'vignette', source, sample: buildSample('messages', messages, layout.metadata) };
}

/** The JSON line that the sample stands for, or why there is none. */
export function vignetteToJsonl(source: string): string | ReadError {
  const layout = readLayout(source);
  if ('message' in layout) return layout;
  return layoutToJson(layout);
}

function layoutToJson(layout: Layout): string | ReadError {
  const { metadata, texts, json, frame } = layout;
  if (json) return String(json.value.value);
  if (frame) {
    const root = fillLayout(layout, frame);
    return 'message' in root ? root : minifyJson(root.json);
  }
  const fields = metadata?.properties() ?? [];
  const messages = texts.map(
    ({ role, text }) => `{"role":${JSON.stringify(role)},"content":${JSON.stringify(text.value)}}`,
  );
  const own = fields.map(({ key, value }) => `${JSON.stringify(key)}:${value.json}`);
  return minifyJson(
    `{"messages":[${messages.join(',')}]${own.length > 0 ? `,"metadata":{${own.join(',')}}` : ''}}`,
  );
}

/** The record of a sample with a frame. */
function fillLayout({ metadata, texts, outline }: Layout, frame: PropertyNode): ValueNode | ReadError {
  if (!outline) return { message: `the JSON under "${FRAME_KEY}" cannot be read`, span: frame.keySpan };
  const fields = (metadata?.properties() ?? []).filter(({ key }) => key !== FRAME_KEY);
  const { root, extra, missing } = fillFrame(outline, frame.value.span, fields, texts);
  const [first] = extra;
  if (first)
    return { message: `"${FRAME_KEY}" has no place for this text: take it away`, span: first.roleSpan };
  if (missing > 0)
    return {
      message: `"${FRAME_KEY}" has a place for a text that is not there: put its lines back`,
      span: frame.keySpan,
    };
  return root;
}

function readLayout(source: string): Layout | ReadError {
  const head = findMetadata(source);
  if (head === undefined)
    return {
      metadata: undefined,
      texts: readBody(source, 0),
      frame: undefined,
      outline: undefined,
      json: undefined,
    };
  if ('message' in head) return head;
  const yaml = source.slice(head.start, head.end);
  if (mayBeDeeperThan(MAX_METADATA_DEPTH + 1, yaml)) return tooDeep(head);
  const document = parseDocument(yaml, {
    keepSourceTokens: false,
    strict: true,
  });
  const [error] = document.errors;
  if (error) return yamlError(error, head);
  const { contents } = document;
  if (contents !== null && !isMap(contents)) {
    return { message: 'the metadata must be "key: value" lines', span: { start: head.start, end: head.end } };
  }
  const metadata = contents === null ? undefined : yamlNode(contents, head.start);
  if (metadata && isDeeperThan(MAX_METADATA_DEPTH, metadata)) return tooDeep(head);
  const frame = metadata?.properties().find(({ key }) => key === FRAME_KEY);
  const outline = frame && outlineOf(frame);
  const read = outline && holdsFields(outline) ? readParts : readBody;
  return {
    metadata,
    texts: read(source.slice(head.bodyStart), head.bodyStart),
    frame,
    outline,
    json: metadata?.properties().find(({ key }) => key === JSON_KEY),
  };
}

/** Undefined when it is not JSON. */
function outlineOf({ value }: PropertyNode): ValueNode | undefined {
  try {
    return parseJsonNode(String(value.value));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function yamlError({ message, pos: [start, end] }: YAMLParseError, head: Span): ReadError {
  const reason = message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '');
  const from = Math.min(head.start + start, head.end - 1);
  return {
    message: `the metadata is not YAML: ${reason}`,
    span: { start: from, end: Math.min(Math.max(head.start + end, from + 1), head.end) },
  };
}

function tooDeep({ start, end }: Span): ReadError {
  return {
    message: `the metadata is nested more than ${MAX_METADATA_DEPTH} levels deep`,
    span: { start, end },
  };
}

/** The YAML between the `---` lines, and where the body starts; undefined when the sample has no metadata. */
function findMetadata(source: string): (Span & { readonly bodyStart: number }) | ReadError | undefined {
  const firstEnd = lineEnd(source, 0);
  if (!isRule(source.slice(0, firstEnd))) return undefined;
  for (let at = firstEnd; at < source.length; ) {
    const next = lineEnd(source, at);
    if (isRule(source.slice(at, next))) return { start: firstEnd, end: at, bodyStart: next };
    at = next;
  }
  return {
    message: 'the metadata is not closed: add a line with "---" after it',
    span: { start: 0, end: 3 },
  };
}

/** Offset just after the line that `at` is in. */
function lineEnd(source: string, at: number): number {
  const newline = source.indexOf('\n', at);
  return newline === -1 ? source.length : newline + 1;
}

/** A sample whose JSON stands in the front matter: texts and metadata keep their places, all else is the frame's. */
function readFramed(source: string, layout: Layout): ParsedRecord {
  const root = layout.json ? wholeRecord(layout.json) : layout.frame && fillLayout(layout, layout.frame);
  if (!root || 'message' in root) return { format: 'vignette', source, ...(root && { error: root }) };
  const read = readSample(root);
  return { format: 'vignette', source, root, ...(read && { sample: withRolesInBody(read, layout.texts) }) };
}

function wholeRecord({ key, value }: PropertyNode): ValueNode | ReadError {
  try {
    return new PlacedNode(parseJsonNode(String(value.value)), value.span);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { message: `the JSON under "${key}" is not valid`, span: value.span };
  }
}

/** A report about a message as a whole is shown where its text stands, not in the frame. */
function withRolesInBody(sample: Sample, texts: readonly BodyText[]): Sample {
  const bodies = new Map(texts.map((body) => [body.text, body]));
  const messages = sample.messages.map((message): Message => {
    const body = bodies.get(message.content);
    return body ? { ...message, roleAt: new OpaqueText(message.roleAt.value, body.roleSpan) } : message;
  });
  return buildSample(sample.dialect, messages, sample.metadata);
}

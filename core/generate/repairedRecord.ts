/** A record with what a teacher made of it when it was sent back: new words in their places, all else as it was. */
import { applyEdits, type JSONPath, modify } from 'jsonc-parser';
import { roleFor } from '../sample/dialects/chat';
import { chatKeysOf, partHoldersOf } from '../sample/dialects/dialect';
import { formatCanonicalRecord, parseJsonlRecord } from '../sample/jsonl';
import type { Message, Part, Sample } from '../sample/record';
import { metadataField, textOf } from '../sample/sampleText';
import type { TagName } from '../sample/tags';
import { member, type ValueNode } from '../text/valueNode';
import { needleOf } from './previousAnswer';

/** Whether a line is a record that a teacher could put right: one with a question and an answer, in any dialect. */
export function isRepairable(line: string): boolean {
  const { root, sample } = parseJsonlRecord(line);
  if (!root || !sample || sample.dialect === 'prompts') return false;
  const provenance = metadataField(sample, 'provenance');
  const isObject = (value: unknown): boolean =>
    value === undefined || (typeof value === 'object' && value !== null && !Array.isArray(value));
  const holders = partHoldersOf(sample.dialect).map(({ key }) => (key ? member(root, key) : undefined));
  const objects = [sample.metadata?.value, provenance, ...holders.map((holder) => holder?.value)];
  if (!objects.every(isObject)) return false;
  const keys = chatKeysOf(sample.dialect);
  const list = keys && member(root, keys.list);
  const metadata = member(root, 'metadata');
  const provenanceNode = member(metadata ?? root, 'provenance');
  // Of a key that is there twice an edit would change the first, and the last counts.
  if ([root, metadata, provenanceNode, ...holders, ...(list?.items() ?? [])].some(hasKeyTwice)) return false;
  const roles = sample.messages.map(({ role }) => role);
  return keys === undefined || (roles.includes('user') && roles.includes('assistant'));
}

function hasKeyTwice(node: ValueNode | undefined): boolean {
  const keys = node?.properties().map(({ key }) => key) ?? [];
  return new Set(keys).size < keys.length;
}

/**
 * `before`: the record, a JSONL line that is repairable. `after`: the record that the repair's run made of the answer.
 * Returns the first with the texts of the second, in its own dialect; of a haystack only the needle is another. What was
 * decided about it is gone, and who repaired it stands at the end of `metadata.provenance.repaired`. Throws RangeError for
 * lines that are no such records.
 */
export function repairedRecord(before: string, after: string): string {
  const { root, sample } = parseJsonlRecord(before);
  const { sample: repaired } = parseJsonlRecord(after);
  if (!root || !sample || !repaired || !isRepairable(before)) throw new RangeError('not a record to repair');
  const edits = [...textEdits(root, sample, repaired), ...metadataEdits(root, sample, repaired)];
  return edits.reduce((line, { path, value }) => {
    const isArrayInsertion = path.at(-1) === -1;
    return applyEdits(line, modify(line, path, value, { isArrayInsertion }));
  }, before);
}

interface Edit {
  readonly path: JSONPath;
  /** Left out, what stands there goes. */
  readonly value?: unknown;
}

/** The words of each part as they are to be. */
type Words = Readonly<Record<TagName, string>>;

function wordsOf(sample: Sample, repaired: Sample): Words {
  const text = (name: TagName): string => textOf(repaired, name);
  return {
    context: contextOf(sample, repaired),
    question: text('question'),
    think: text('think'),
    proof: text('proof'),
    answer: text('answer'),
  };
}

/** A run buries a repaired needle anew; here it takes the place of the old one. */
function contextOf(sample: Sample, repaired: Sample): string {
  const [old, now] = [sample, repaired].map((each) =>
    metadataField(each, 'type') === 'haystack' ? needleOf(each) : undefined,
  );
  if (!old || !now) return textOf(repaired, 'context');
  const context = textOf(sample, 'context');
  return context.slice(0, old.start) + now.text + context.slice(old.start + old.text.length);
}

function textEdits(root: ValueNode, sample: Sample, repaired: Sample): readonly Edit[] {
  const words = wordsOf(sample, repaired);
  const keys = chatKeysOf(sample.dialect);
  if (!keys) return fieldEdits(root, sample, words);
  const roles = (member(root, keys.list)?.items() ?? []).map((item) => {
    const role = member(item, keys.role)?.value;
    const isRead = typeof role === 'string' && member(item, keys.content)?.kind === 'string';
    return isRead ? roleFor(sample.dialect, role) : undefined;
  });
  const [user, assistant] = writtenMessages(words);
  const last = (role: string): Message | undefined => sample.messages.findLast((one) => one.role === role);
  return [
    {
      path: [keys.list, roles.lastIndexOf('user'), keys.content],
      value: askedIn(last('user'), sample, words) ?? user,
    },
    { path: [keys.list, roles.lastIndexOf('assistant'), keys.content], value: assistant },
  ];
}

/** As the canonical record has them. */
function writtenMessages(words: Words): string[] {
  const { messages } = JSON.parse(formatCanonicalRecord({ ...words, metadata: {} })) as {
    messages: { content: string }[];
  };
  return messages.map(({ content }) => content);
}

/** A question's message with other words between its tags; undefined where its tags are not all there. */
function askedIn(message: Message | undefined, sample: Sample, words: Words): string | undefined {
  const { context, question } = sample.parts;
  const isHere = (part: Part | undefined): part is Part =>
    part?.block?.close !== undefined && part.message === message && part.content === message.content;
  if (!isHere(context) || !isHere(question)) return undefined;
  const places = [
    { span: context.span, text: words.context },
    { span: question.span, text: words.question },
  ].sort((a, b) => b.span.start - a.span.start);
  return places.reduce(
    (text, { span, text: now }) => text.slice(0, span.start) + now + text.slice(span.end),
    context.content.value,
  );
}

function fieldEdits(root: ValueNode, { dialect }: Sample, words: Words): readonly Edit[] {
  return partHoldersOf(dialect).flatMap(({ key, fields }) => {
    const holder = key === undefined ? root : member(root, key);
    return fields.flatMap(({ part, key: name, needed }): Edit[] => {
      const there = member(holder, name);
      if (!there && !needed) return [];
      const value = part === 'proof' && there?.kind === 'array' ? quotesIn(words[part]) : words[part];
      return [{ path: key === undefined ? [name] : [key, name], value }];
    });
  });
}

/** The quotes of a proof as the canonical record writes it: `- "…"` on a line each. */
function quotesIn(proof: string): string[] {
  return proof.split(/\n(?=- ")/).map((quote) => quote.replace(/^- "(.*)"$/s, '$1'));
}

function metadataEdits(root: ValueNode, sample: Sample, repaired: Sample): readonly Edit[] {
  // Other dialects keep their metadata beside the sample, and metadata of its own would hide it.
  const isBeside = sample.dialect !== 'messages' && !member(root, 'metadata');
  const at = (...path: JSONPath): JSONPath => (isBeside ? path : ['metadata', ...path]);
  const provenance = sample.metadata?.member('provenance');
  const isList = member(provenance, 'repaired')?.kind === 'array';
  const repair = repairOf(repaired);
  return [
    ...(metadataField(sample, 'review') === undefined ? [] : [{ path: at('review') }]),
    ...(member(provenance, 'rejected') ? [{ path: at('provenance', 'rejected') }] : []),
    isList
      ? { path: at('provenance', 'repaired', -1), value: repair }
      : { path: at('provenance', 'repaired'), value: [repair] },
  ];
}

/** What the provenance of the run's own sample says of the repair. */
function repairOf(repaired: Sample): object {
  const {
    sample: _,
    draw: __,
    needle: ___,
    ...made
  } = (metadataField(repaired, 'provenance') ?? {}) as Readonly<Record<string, unknown>>;
  return { ...made, time: metadataField(repaired, 'timestamp') };
}

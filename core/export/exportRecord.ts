/** A record as trainers take it: what they read, and nothing else. */
import { convertRecord } from '../dataset/convert/convertRecord';
import type { DatasetFormat } from '../dataset/records';
import { groundingOf } from '../grounding/sampleQuotes';
import { parseJsonlRecord } from '../sample/jsonl';
import { type Message, ROLES, type Role, type Sample } from '../sample/record';
import { metadataField } from '../sample/sampleText';

/** What a record can be exported as. */
export const EXPORT_FORMATS = ['openai', 'sharegpt', 'alpaca', 'grpo', 'harmony', 'huggingface'] as const;

export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export type ExportedRecord =
  | {
      /** Without its end. */
      readonly line: string;
      /** Fields of the record, beside its messages and metadata, that the format has no place for. */
      readonly leftOut: readonly string[];
    }
  /** Why there is no such record, one sentence. */
  | { readonly reason: string };

/** `source`: a line of JSON in any dialect, or the text of a `.vignette` sample. Never throws. */
export function exportRecord(format: DatasetFormat, source: string, target: ExportFormat): ExportedRecord {
  const conversion = convertRecord(format, source, 'messages');
  if (!('text' in conversion)) return { reason: conversion.reason };
  const { sample, root } = parseJsonlRecord(conversion.text);
  if (!sample || !root) return { reason: 'It is no sample in any dialect.' };
  const exchange = readExchange(sample, root.member('messages')?.items().length ?? 0);
  if (typeof exchange === 'string') return { reason: exchange };
  const written = WRITERS[target](exchange);
  if (typeof written === 'string') return { reason: written };
  const leftOut = root
    .properties()
    .map(({ key }) => key)
    .filter((key) => key !== 'messages' && key !== 'metadata');
  return { line: JSON.stringify(written), leftOut };
}

interface Turn {
  readonly role: Role;
  readonly content: string;
}

interface Exchange {
  readonly sample: Sample;
  readonly turns: readonly Turn[];
}

/** The messages, or why no trainer would take them. */
function readExchange(sample: Sample, listed: number): Exchange | string {
  const { messages } = sample;
  if (messages.length !== listed) return 'Its messages are not all texts with a role.';
  const unknown = messages.find(({ role }) => !isRole(role));
  if (unknown) return `A message has the role "${unknown.role}", which trainers do not know.`;
  const roles = messages.map(({ role }) => role[0]).join('');
  // Chat templates refuse anything but turns that alternate.
  if (!/^s?(?:ua)*u?$/.test(roles) || !roles.includes('u'))
    return 'Its messages are not an optional system message, and then user and assistant in turn.';
  return {
    sample,
    turns: messages.map(({ role, content }) => ({ role: role as Role, content: content.value })),
  };
}

function isRole(role: string): boolean {
  return (ROLES as readonly string[]).includes(role);
}

type Writer = (exchange: Exchange) => object | string;

const NO_REPLY = 'It ends with the user: there is no reply to learn.';

const WRITERS: Readonly<Record<ExportFormat, Writer>> = {
  openai: ({ turns }) => (hasReply(turns) ? { messages: turns } : NO_REPLY),
  sharegpt: ({ turns }) =>
    hasReply(turns)
      ? { conversations: turns.map(({ role, content }) => ({ from: SPEAKERS[role], value: content })) }
      : NO_REPLY,
  alpaca: writeAlpaca,
  grpo: writeGrpo,
  harmony: writeHarmony,
  huggingface: ({ turns, sample }) => ({
    messages: turns,
    ...identity(sample),
    source: textField(sample, 'source'),
    metadata: sample.metadata ? sample.metadata.json : null,
  }),
};

const SPEAKERS: Readonly<Record<Role, string>> = { system: 'system', user: 'human', assistant: 'gpt' };

function hasReply(turns: readonly Turn[]): boolean {
  return turns.at(-1)?.role === 'assistant';
}

/** The user's words stand whole in `instruction`: what joins it with `input` differs from trainer to trainer. */
function writeAlpaca({ turns }: Exchange): object | string {
  const [system, rest] = turns[0]?.role === 'system' ? [turns[0], turns.slice(1)] : [undefined, turns];
  const [user, assistant, more] = rest;
  if (!user || !assistant) return NO_REPLY;
  if (more) return 'It has several turns, for which the format has no place.';
  return {
    instruction: user.content,
    input: '',
    output: assistant.content,
    system: system?.content ?? '',
  };
}

/** The prompt, and beside it what a reward function holds a completion against: it gets each column by its name. */
function writeGrpo({ turns, sample }: Exchange): object | string {
  const asked = turns.findLastIndex(({ role }) => role === 'user') + 1;
  const { parts } = sample;
  return {
    prompt: turns.slice(0, asked),
    ...identity(sample),
    context: parts.context?.text ?? null,
    question: parts.question?.text ?? null,
    answer: parts.answer?.text ?? null,
    proof: groundingOf(sample)?.quotes.map(({ quote }) => quote.text) ?? [],
  };
}

/** The chat template of gpt-oss writes `thinking` to the analysis channel, and `content` to the final one. */
function writeHarmony({ turns, sample }: Exchange): object | string {
  if (!hasReply(turns)) return NO_REPLY;
  const messages = sample.messages.map((message, i) => {
    const { role, content } = turns[i] as Turn;
    return role === 'assistant' ? channelsOf(message) : { role, content };
  });
  if (messages.some((message) => message === undefined))
    return 'A reply has not one <think> of its own: the analysis channel would be empty.';
  return { messages };
}

function channelsOf({ content: { value }, tags: { blocks } }: Message): object | undefined {
  const [think, other] = blocks.filter(({ name }) => name === 'think');
  if (!think?.close || other || think.parent) return undefined;
  const thinking = value.slice(think.content.start, think.content.end);
  const rest = value.slice(0, think.open.span.start) + value.slice(think.close.span.end);
  return { role: 'assistant', thinking, content: rest.trim() };
}

function identity(sample: Sample): { readonly id: string | null; readonly archetype: string | null } {
  return { id: textField(sample, 'id'), archetype: textField(sample, 'type') };
}

/** Columns have one type in all rows, or loaders refuse them. */
function textField(sample: Sample, name: string): string | null {
  const value = metadataField(sample, name);
  return typeof value === 'string' ? value : null;
}

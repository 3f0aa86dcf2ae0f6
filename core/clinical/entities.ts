/** Finding the named things of a text: medicines, markers, trial numbers, endpoints. */
import { mapMatches } from '../text/mapMatches';
import type { Span } from '../text/span';
import { DRUG_STEMS, DRUGS } from './drugs';
import { MARKERS } from './markers';

export type EntityKind = 'drug' | 'marker' | 'trial' | 'endpoint';

export interface Entity {
  readonly kind: EntityKind;
  readonly span: Span;
  /** As written. */
  readonly text: string;
  /** All spellings that mean the same, as `hasEntity` compares them. */
  readonly names: readonly string[];
}

const KIND_NAMES: Readonly<Record<EntityKind, string>> = {
  drug: 'medicine',
  marker: 'marker',
  trial: 'trial',
  endpoint: 'endpoint',
};

export function describeEntity(kind: EntityKind): string {
  return KIND_NAMES[kind];
}

const JOINTS = /[\s\-‐‑‒–—−]+/g;

/** Without the spaces and hyphens that spellings of one name differ in. */
function joined(name: string): string {
  return name.replace(JOINTS, '');
}

/** Every spelling, joined (and in lower case for medicines and endpoints), with all spellings of the same thing. */
function indexOf(
  groups: readonly (readonly string[])[],
  fold: (name: string) => string,
): Map<string, string[]> {
  const index = new Map<string, string[]>();
  for (const group of groups) {
    const names = [...new Set(group.map(fold))];
    for (const name of names) index.set(name, names);
  }
  return index;
}

const foldName = (name: string): string => joined(name).toLowerCase();
const DRUG_INDEX = indexOf(DRUGS, foldName);
const MARKER_INDEX = indexOf(MARKERS, joined);

/** A name as a pattern in which joints are optional. */
function flexible(name: string): string {
  return name
    .split(JOINTS)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('[\\s\\-‐‑‒–]?');
}

function alternatives(groups: readonly (readonly string[])[]): string {
  const names = [...new Set(groups.flat().map(flexible))];
  return names.sort((a, b) => b.length - a.length).join('|');
}

/** A word, a code such as "onc-201", or words joined by hyphens; of the lower-cased text. */
const DRUG_LIKE = /(?<![a-z\d])[a-z]+(?:[\s\-‐‑]?\d[a-z\d]*)?(?:[-‐‑][a-z\d]+)*/y;

/** How the names of medicines start, by up to three letters, and how the stems of generic names end, by three. */
const DRUG_STARTS = letterTable(
  [...DRUG_INDEX.keys()].flatMap((name) => [1, 2, 3].map((n) => name.slice(0, n))),
);
const STEM_ENDS = letterTable(DRUG_STEMS.map((stem) => stem.slice(-3)));

/** Marks words of one to three letters at their `letterNumber`. */
function letterTable(words: readonly string[]): Uint8Array {
  const table = new Uint8Array(27 ** 3);
  for (const word of words) if (/^[a-z]+$/.test(word)) table[letterNumber(word, 0, word.length)] = 1;
  return table;
}

/** Some letters from a to z as a number that no others have. */
function letterNumber(text: string, start: number, end: number): number {
  let number = 0;
  for (let i = start; i < end; i++) number = 27 * number + text.charCodeAt(i) - 0x60;
  return number;
}

/** How long a name stands at the start of a word or code; 0 when none does. */
function drugLength(written: string): number {
  const letters = /[^a-z]/.test(written) ? (/^[a-z]+/.exec(written)?.[0] ?? '') : written;
  if (letters.length < written.length) {
    const code = /^[a-z]+[\s\-‐‑]?\d[a-z\d]*/.exec(written)?.[0];
    for (const name of [written, code]) if (name && DRUG_INDEX.has(joined(name))) return name.length;
  }
  if (DRUG_INDEX.has(letters)) return letters.length;
  return letters.length > 6 && DRUG_STEMS.some((stem) => letters.endsWith(stem)) ? letters.length : 0;
}

function findDrugs(lower: string, add: (start: number, length: number) => void): void {
  for (let start = 0; start < lower.length; ) {
    let end = start;
    while (isLetter(lower.charCodeAt(end))) end++;
    if (end === start) {
      start++;
      continue;
    }
    const isWhole = !isDigit(lower.charCodeAt(start - 1));
    const mayBeDrug = isWhole && startsOrEndsLikeDrug(lower, start, end);
    if (isWhole && goesOn(lower, end)) {
      DRUG_LIKE.lastIndex = start;
      if (DRUG_LIKE.test(lower)) end = DRUG_LIKE.lastIndex;
    }
    const length = mayBeDrug ? drugLength(lower.slice(start, end)) : 0;
    if (length > 0) add(start, length);
    start = end;
  }
}

/** Cheap: nearly every word does not. */
function startsOrEndsLikeDrug(lower: string, start: number, end: number): boolean {
  if (DRUG_STARTS[letterNumber(lower, start, Math.min(end, start + 3))] === 1) return true;
  return end - start > 2 && STEM_ENDS[letterNumber(lower, end - 3, end)] === 1;
}

/** Whether what follows letters makes more of them than a word: a digit, also after a space, or a hyphen. */
function goesOn(lower: string, at: number): boolean {
  const code = lower.charCodeAt(at);
  if (isDigit(code) || code === 0x2d || code === 0x2010 || code === 0x2011) return true;
  return isDigit(lower.charCodeAt(at + 1)) && lower.charAt(at).trim() === '';
}

function isLetter(code: number): boolean {
  return code >= 0x61 && code <= 0x7a;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** The small letters that markers start with. */
const LOW_STARTS = [...new Set(MARKERS.flat().map((name) => name.charAt(0)))].join('').replace(/[A-Z]/g, '');

/** A listed marker, or a change of one amino acid: "G328V". */
const MARKER = new RegExp(
  `(?=[A-Z${LOW_STARTS}])(?<![\\p{L}\\p{N}])(?:(?:${alternatives(MARKERS)})|[ACDEFGHIKLMNPQRSTVWY]\\d{2,4}[ACDEFGHIKLMNPQRSTVWY])(?![\\p{L}\\p{N}])`,
  'gu',
);

const TRIAL = /\b(?:NCT\d{8}|ISRCTN\d{8}|ACNS\d{4}[A-Z]?|PNOC\d{3}|(?:EudraCT\s*)?\d{4}-\d{6}-\d{2})\b/g;

/** What survival is counted until, and words that say so; plain survival is none, as texts often leave out "overall". */
const ENDPOINTS: readonly (readonly string[])[] = [
  ['progression-free survival', 'PFS', ...withoutAn('progression'), 'time to progression', 'progressed'],
  ['event-free survival', 'EFS', ...withoutAn('event')],
  ['disease-free survival', 'DFS', ...withoutAn('disease')],
  [
    'relapse-free survival',
    'RFS',
    'recurrence-free survival',
    ...withoutAn('relapse'),
    ...withoutAn('recurrence'),
  ],
];
function withoutAn(event: string): string[] {
  return ['without', 'without an', 'without any', 'free of', 'free from', 'before', 'until'].map(
    (word) => `${word} ${event}`,
  );
}

const ENDPOINT_INDEX = indexOf(ENDPOINTS, foldName);
const ENDPOINT =
  /\b(?:(?:progression|event|disease|relapse|recurrence)[\s‐‑-]free[\s‐‑-]survival|[PEDR]FS)\b/gi;

/** Letters, digits and what a marker or trial needs, before the slower patterns run. */
const CAPITAL_NAME = /[A-Z][A-Za-z]*[\s\-‐‑.]?\d|[A-Z]{3}|p53|p16|ClpP|mTOR|opamine|\d{6}-/;

const INDEXES: Readonly<Partial<Record<EntityKind, ReadonlyMap<string, string[]>>>> = {
  drug: DRUG_INDEX,
  marker: MARKER_INDEX,
  endpoint: ENDPOINT_INDEX,
};

/** Several rules ask about one answer one after the other: remembering the last is enough. */
let last: { readonly text: string; readonly entities: readonly Entity[] } | undefined;

/** The named things of a text, in no order. */
export function findEntities(text: string): readonly Entity[] {
  if (last?.text !== text) last = { text, entities: readEntities(text) };
  return last.entities;
}

function readEntities(text: string): Entity[] {
  const entities: Entity[] = [];
  const add = (kind: EntityKind, start: number, length: number, fold: (name: string) => string): void => {
    const span = { start, end: start + length };
    const written = text.slice(span.start, span.end);
    const name = fold(written);
    const names = INDEXES[kind]?.get(name);
    entities.push({ kind, span, text: written, names: names ?? [name] });
  };
  const lower = text.toLowerCase();
  // Where lower-casing changes the length ("İ"), offsets would be wrong.
  if (lower.length === text.length) {
    findDrugs(lower, (start, length) => add('drug', start, length, foldName));
  }
  if (CAPITAL_NAME.test(text)) {
    mapMatches(text, MARKER, ({ 0: name, index }) => add('marker', index, name.length, joined));
    mapMatches(text, TRIAL, ({ 0: name, index }) => add('trial', index, name.length, joined));
  }
  if (/free|[PEDR]FS/i.test(text)) {
    mapMatches(text, ENDPOINT, ({ 0: name, index }) => add('endpoint', index, name.length, foldName));
  }
  return entities;
}

/** A text made ready for looking names up in it, once. */
export class EntityText {
  #joined: string | undefined;
  #lower: string | undefined;

  constructor(private readonly text: string) {}

  /** Whether the text has this thing under any of its names. */
  has({ kind, text, names }: Entity): boolean {
    if (this.text.includes(text)) return true;
    this.#joined ??= joined(this.text);
    if (kind === 'marker' || kind === 'trial') return names.some((name) => this.#joined?.includes(name));
    this.#lower ??= this.#joined.toLowerCase();
    return names.some((name) => this.#lower?.includes(name));
  }
}

/** Finding the named things of a text: medicines, markers, trial numbers. */
import type { Span } from '../text/span';
import { DRUG_STEMS, DRUGS } from './drugs';
import { MARKERS } from './markers';

export type EntityKind = 'drug' | 'marker' | 'trial';

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
};

export function describeEntity(kind: EntityKind): string {
  return KIND_NAMES[kind];
}

const JOINTS = /[\s\-‐‑‒–—−]+/g;

/** Without the spaces and hyphens that spellings of one name differ in. */
function joined(name: string): string {
  return name.replace(JOINTS, '');
}

/** Every spelling, joined (and in lower case for medicines), with all spellings of the same thing. */
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

const foldDrug = (name: string): string => joined(name).toLowerCase();
const DRUG_INDEX = indexOf(DRUGS, foldDrug);
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
const DRUG_LIKE = /(?<![a-z\d])[a-z]+(?:[\s\-‐‑]?\d[a-z\d]*)?(?:[-‐‑][a-z\d]+)*/g;

const STEM_ENDS = new Set(DRUG_STEMS.map((stem) => stem.slice(-3)));

/** How long a name stands at the start of a word or code; 0 when none does. */
function drugLength(written: string): number {
  const letters = /[^a-z]/.test(written) ? (/^[a-z]+/.exec(written)?.[0] ?? '') : written;
  if (letters.length < written.length) {
    const code = /^[a-z]+[\s\-‐‑]?\d[a-z\d]*/.exec(written)?.[0];
    for (const name of [written, code]) if (name && DRUG_INDEX.has(joined(name))) return name.length;
  }
  if (DRUG_INDEX.has(letters)) return letters.length;
  const hasStem = STEM_ENDS.has(letters.slice(-3)) && DRUG_STEMS.some((stem) => letters.endsWith(stem));
  return hasStem && letters.length > 6 ? letters.length : 0;
}

/** A listed marker, or a change of one amino acid: "G328V". */
const MARKER = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:(?:${alternatives(MARKERS)})|[ACDEFGHIKLMNPQRSTVWY]\\d{2,4}[ACDEFGHIKLMNPQRSTVWY])(?![\\p{L}\\p{N}])`,
  'gu',
);

const TRIAL = /\b(?:NCT\d{8}|ISRCTN\d{8}|ACNS\d{4}[A-Z]?|PNOC\d{3}|(?:EudraCT\s*)?\d{4}-\d{6}-\d{2})\b/g;

/** Letters, digits and what a marker or trial needs, before the slower patterns run. */
const CAPITAL_NAME = /[A-Z][A-Za-z]*[\s\-‐‑.]?\d|[A-Z]{3}|p53|p16|ClpP|mTOR|opamine|\d{6}-/;

/** The named things of a text, in no order. */
export function findEntities(text: string): Entity[] {
  const entities: Entity[] = [];
  const add = (kind: EntityKind, start: number, length: number, fold: (name: string) => string): void => {
    const span = { start, end: start + length };
    const written = text.slice(span.start, span.end);
    const name = fold(written);
    const names = (kind === 'drug' ? DRUG_INDEX : kind === 'marker' ? MARKER_INDEX : undefined)?.get(name);
    entities.push({ kind, span, text: written, names: names ?? [name] });
  };
  const lower = text.toLowerCase();
  // Where lower-casing changes the length ("İ"), offsets would be wrong.
  if (lower.length === text.length) {
    for (const { 0: written, index } of lower.matchAll(DRUG_LIKE)) {
      const length = drugLength(written);
      if (length > 0) add('drug', index, length, foldDrug);
    }
  }
  if (CAPITAL_NAME.test(text)) {
    for (const { 0: name, index } of text.matchAll(MARKER)) add('marker', index, name.length, joined);
    for (const { 0: name, index } of text.matchAll(TRIAL)) add('trial', index, name.length, joined);
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
    if (kind !== 'drug') return names.some((name) => this.#joined?.includes(name));
    this.#lower ??= this.#joined.toLowerCase();
    return names.some((name) => this.#lower?.includes(name));
  }
}

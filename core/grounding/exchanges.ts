/** Values that an answer gives to another of the things that its source ties them to. */
import type { Amount } from '../clinical/amounts';
import { findEntities } from '../clinical/entities';
import { findFrequencies } from '../clinical/frequencies';
import { hasNegation } from '../clinical/negation';
import { stemOf } from '../clinical/stem';
import {
  FROM,
  isSameAmount,
  isSameKind,
  namedIn,
  type Tie,
  TO,
  type Value,
  valuesOf,
  type Words,
} from '../clinical/ties';
import { mapMatches } from '../text/mapMatches';
import { sentenceAt } from '../text/sentences';
import { contains, type Span } from '../text/span';

export interface Exchange {
  /** Where the answer has the value. */
  readonly span: Span;
  /** In the context, what it ties to the same thing; the value itself, where it says it of another medicine only. */
  readonly stated: Span;
  readonly ofOther: boolean;
}

/** An answer and what it is held against. */
export interface ValueTexts {
  readonly answer: string;
  readonly context: string;
  readonly question: string;
  /** The sentences of the context that the proof quotes. */
  readonly quoted: readonly Span[];
  /** The values of the answer, and those of the quoted sentences. */
  readonly said: readonly Value[];
  readonly stated: readonly Value[];
}

/** Words that tell two values of one thing apart, as names do. Stems. */
const SIDES = new Set([
  FROM,
  TO,
  ...'alone control placebo combination monotherapy without before after baseline diagnosis historical left right girl boy'
    .split(' ')
    .map(stemOf),
]);

/** Kinds of numbered things ("grade 3", "week 6") that values of different groups have in common. */
const WEAK_NAMES = new Set(['grade', 'stage', 'phase', 'level', 'cycle', 'course', 'day', 'week', 'month']);

/** A sentence with one of these says more of a value than what it belongs to. */
const TURNS =
  /\b(?:if|when|unless|instead|rather|exceed\w*|except|unlike|contrast|may|might|could|would|higher|lower|longer|shorter|more|less|fewer|better|worse|difference|between|until)\b/i;

/**
 * The values of an answer that stand with the wrong one of two things. Reported when the quoted sentences tie each
 * of two values of one kind to words of its own, and the answer has the one with words of the other only: either
 * both are exchanged, or the words are names.
 */
export function findExchanges(texts: ValueTexts): Exchange[] {
  const { said: answer, stated: source } = texts;
  const found: Exchange[] = [];
  const quoted = texts.quoted.map(({ start, end }) => texts.context.slice(start, end)).join('\n');
  const hasOther = hasOtherMedicine(texts.answer, quoted);
  const settled = new Set<Value>();
  const frequencies = hasOther ? findFrequencies(texts.answer) : [];
  for (const value of answer) {
    if (settled.has(value)) continue;
    const [home, another] = source.filter(({ amount }) => isSameAmount(value.amount, amount));
    if (!home || another) continue;
    const isPeriod = frequencies.some(({ span }) => contains(span, value.span));
    if (hasOther && !isPeriod && isOfOtherMedicine(value, home, texts)) {
      found.push({ span: value.span, stated: home.span, ofOther: true });
      continue;
    }
    for (const other of source) {
      if (!isSameKind(home.amount, other.amount) || isSameAmount(home.amount, other.amount)) continue;
      const partner = answer.find(
        ({ amount }) => amount !== value.amount && isSameAmount(other.amount, amount),
      );
      if (!value.tie || !other.mayHave(value.tie.words) || !standsFor(value, partner, home, other, texts))
        continue;
      found.push({ span: value.span, stated: other.span, ofOther: false });
      if (partner) settled.add(partner);
      break;
    }
  }
  return found;
}

/** Whether the answer's value, which the source has at home, stands where the source has the other one. */
function standsFor(
  value: Value,
  partner: Value | undefined,
  { tie: home }: Value,
  { tie: other }: Value,
  texts: ValueTexts,
): boolean {
  const { tie } = value;
  if (!tie || !home || !other || (partner && !partner.tie)) return false;
  const [own, others] = telling(without(home.words, other.near), without(other.words, home.near));
  if (own.size === 0 || !isAstray(tie, own, others)) return false;
  const hits: Words = new Map([...others].filter(([word]) => tie.words.has(word)));
  const isMutual = partner?.tie !== undefined && isAstray(partner.tie, others, own);
  const isSaid = isMutual
    ? !tie.negated && !partner.tie.negated
    : !hasNegation(sentenceAt(texts.answer, value.span.start)) &&
      (partner?.tie
        ? isOnlySaidOf(tie, partner.tie, other, others, hits)
        : isNamedAlone(value, texts, own, hits));
  return isSaid && !isStatedElsewhere(value.amount, hits, texts);
}

const SMALL = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');

/** A number in digits, or a small one as a word, and the start of its unit. */
const FIGURE = new RegExp(
  `(?<![\\p{L}\\d.-])(\\d+(?:[.,]\\d+)*|(?:${SMALL.slice(2).join('|')})(?!\\p{L}))[ -]?(%|[A-Za-zµ]{0,2})`,
  'giu',
);

function figuresOf(text: string): { readonly figure: string; readonly unit: string }[] {
  return mapMatches(text, FIGURE, ([, figure = '', unit = '']) => {
    const small = SMALL.indexOf(figure.toLowerCase());
    return { figure: small === -1 ? figure : String(small), unit };
  });
}

/** What may be exchanged at all: numbers of the proof of which the answer has one, or medicines. Cheap. */
export function mayExchange(answer: string, proof: string): boolean {
  const said = figuresOf(answer);
  if (said.length === 0) return false;
  const stated = figuresOf(proof);
  const shared = stated.filter(({ figure }) => said.some((other) => figure === other.figure));
  if (shared.length === 0) return false;
  const paired = shared.flatMap((a) => stated.filter((b) => a.figure !== b.figure && a.unit === b.unit));
  if (paired.some((b) => shared.includes(b))) return true;
  const medicines = findEntities(answer).filter(({ kind }) => kind === 'drug');
  if (paired.length > 0 && (medicines.length > 0 || NAMED.test(answer))) return true;
  return medicines.length > 0 && hasOtherMedicine(answer, proof);
}

/** Only a name tells of a value that stands alone whose it is: "arm B", "H3.3". */
const NAMED =
  /\b(?:\p{L}{1,6}[.-]?\d|(?:patient|case|child|twin|report|arm|cohort|group|level|cycle|phase|day|week)s? (?:\d|\p{Lu}\b))/iu;

function hasOtherMedicine(answer: string, source: string): boolean {
  const lower = source.toLowerCase();
  return findEntities(answer).some(
    ({ kind, text }) => kind === 'drug' && !lower.includes(text.toLowerCase()),
  );
}

/** Whether a value stands with words of another value and none of its own. */
function isAstray(tie: Tie, own: Words, others: Words): boolean {
  return meets(tie.words, others) && !meets(tie.near, own);
}

/** Whether all that the answer says of the value is what the source says of the other, a name or side among it. */
function isOnlySaidOf(tie: Tie, partner: Tie, other: Tie, others: Words, hits: Words): boolean {
  if (meets(partner.near, others)) return false;
  const isNamed = [...hits].some(([word, kind]) => kind !== '' || SIDES.has(word));
  return isNamed && [...tie.words.keys()].every((word) => other.near.has(word));
}

/** Whether a value stands alone with a name that the source has for another value, and nothing speaks of its own. */
function isNamedAlone({ span }: Value, { answer, question }: ValueTexts, own: Words, hits: Words): boolean {
  const names = namesIn(own);
  if (names.size === 0 || namesIn(hits).size === 0) return false;
  if (meets(names, namedIn(`${question}\n${answer}`))) return false;
  return !TURNS.test(sentenceAt(answer, span.start));
}

/**
 * Whether the answer has a value of one medicine that the context has in one place only, and there of another; the
 * answer's is not spoken of there.
 */
function isOfOtherMedicine(
  { amount, span, tie }: Value,
  home: Value,
  { answer, context }: ValueTexts,
): boolean {
  if (!tie || !home.tie || tie.negated) return false;
  const [said, another] = medicinesIn(tie.near);
  const [stated] = medicinesIn(home.tie.near);
  if (said === undefined || another !== undefined || stated === undefined || said === stated) return false;
  const sentence = sentenceAt(answer, span.start);
  if (TURNS.test(sentence) || namedIn(sentence).has(stated)) return false;
  const { words } = home.tie;
  if (![...tie.words.keys()].some((word) => word !== said && words.has(word))) return false;
  if (namedIn(lineAt(context, home.span.start)).has(said)) return false;
  return valuesOf(context).filter((other) => isSameAmount(amount, other.amount)).length === 1;
}

function medicinesIn(words: Words): string[] {
  return [...words].flatMap(([word, kind]) => (kind === 'drug' ? [word] : []));
}

function lineAt(text: string, at: number): string {
  const end = text.indexOf('\n', at);
  return text.slice(text.lastIndexOf('\n', at - 1) + 1, end === -1 ? text.length : end);
}

/** Whether the context has the value with these words in a sentence that is not quoted. */
function isStatedElsewhere(amount: Amount, words: Words, { context, quoted }: ValueTexts): boolean {
  return valuesOf(context).some(
    (value) =>
      isSameAmount(amount, value.amount) &&
      !quoted.some(({ start, end }) => start <= value.span.start && value.span.start < end) &&
      (value.tie ? meets(words, value.tie.near) : value.mayHave(words)),
  );
}

/** Where both have names or sides, these alone; of those, where there are others, none that only says of what sort or when. */
function telling(a: Words, b: Words): readonly [Words, Words] {
  const [names, others] = [a, b].map((words) => {
    const named = new Map([...words].filter(([word, kind]) => kind !== '' || SIDES.has(word)));
    const sure = new Map([...named].filter(([, kind]) => !WEAK_NAMES.has(kind)));
    return sure.size > 0 ? sure : named;
  });
  return names && others && names.size > 0 && others.size > 0 ? [names, others] : [a, b];
}

function namesIn(words: Words): Words {
  return new Map([...words].filter(([, kind]) => kind !== ''));
}

function without(words: Words, others: Words): Words {
  return new Map([...words].filter(([word]) => !others.has(word)));
}

function meets(a: Words, b: Words): boolean {
  for (const word of a.keys()) if (b.has(word)) return true;
  return false;
}

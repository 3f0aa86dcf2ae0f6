/** What a sentence or clause says, in a form in which two that say it in nearly the same words compare. */
import { contentWords, countShared } from '../text/contentWords';
import { mapMatches } from '../text/mapMatches';
import { splitSentencesOfLines } from '../text/sentences';
import { type Span, trimSpan } from '../text/span';
import { type Amount, findAmounts } from './amounts';
import { areOpposites, hasNegation, isNegative } from './negation';
import { stemOf } from './stem';

/** Where one sentence goes on with a statement of its own. */
const NEXT_CLAUSE = /;\s|,?\s(?=(?:whereas|while|but|although|though)\s)|,\s(?=and\s)/g;

/** "bevacizumab, but not panobinostat, …": of something else. */
const OTHERS = /,?\s(?:but|and) not\s[^,;.]{1,40}/g;

const WORD = /\p{L}[\p{L}\p{N}]*(?:[-‐‑][\p{L}\p{N}]+)*/gu;

/** A statement is known again by so many of its words. */
const LEAST_SHARED = 3;

/** Of so many, when neither has others. */
const LEAST_ALIKE = 2;

/** Words that compare one thing with another, and so may turn with what they compare. */
const COMPARES = /\b(?:than|versus|vs|compared|relative to|whereas|respectively|from|if|when|unless)\b/i;

/** "Without it, …" tells of another case, unless what it is held against speaks of with or without. */
const WITHOUT = /^\W*without\b/i;
const WITH = /\bwith(?:out)?\b/i;

/** Words that make a statement hold in some cases only. */
const CONDITION = /\b(?:if|when|unless|until|except|but)\b/i;

/** Conditions, which leave a statement what it is where both have them. */
const CONDITIONAL = /\b(?:if|when|unless)\b/gi;

/** Words that say that something was there, and so nothing of their own. Stems. */
const FOUND =
  'seen found observed shown showed detected noted occurred evidence reported documented had present occur show'
    .split(' ')
    .map(stemOf);

/** Words that permit, and so nothing of their own. Stems. */
const PERMISSION = 'allowed permitted safe safely recommended yes may can could should must'
  .split(' ')
  .map(stemOf);

/** Negations that are words of their own. */
const DENIED = ['absent', 'lacked', 'lack', 'lacking', 'denied', 'denies', 'failed'].map(stemOf);

/** What must not be done, and what may be. */
const FORBIDS =
  /\b(?:must|should|shall|may|can|could)(?: not|n['’]t)\b|\bcannot\b|\b(?:is|are|was|were) (?:not (?:to be|allowed|permitted|recommended)|contraindicated|prohibited|forbidden)\b/i;
const PERMITS =
  /\b(?:may|can|could|should|must)\b(?! ?not\b)|\b(?:is|are|was|were) (?:\w+ )?(?:allowed|permitted|safe|recommended|to be)\b|^(?:is|are) .*\b(?:allowed|permitted|safe|recommended)\b/i;

/** What it says is worked out as far as it is asked for. */
export class Statement {
  #amounts: readonly Amount[] | undefined;
  #words: ReadonlyMap<string, string> | undefined;
  #stems: ReadonlySet<string> | undefined;
  #negative: boolean | undefined;
  #lower: string | undefined;

  constructor(
    readonly text: string,
    readonly span: Span,
  ) {}

  get amounts(): readonly Amount[] {
    this.#amounts ??= findAmounts(this.text);
    return this.#amounts;
  }

  /** The amounts that do not stand in brackets, where bounds and shares of something else do. */
  get mainAmounts(): readonly Amount[] {
    return this.amounts.filter(({ span }) => {
      const open = this.text.lastIndexOf('(', span.start);
      return open === -1 || this.text.slice(open, span.start).includes(')');
    });
  }

  /** The stems of the words that carry its meaning, without those of its amounts. */
  get stems(): ReadonlySet<string> {
    this.#stems ??= new Set(Array.from(contentWords(this.#withoutAmounts()), stemOf));
    return this.#stems;
  }

  hasWord(word: string): boolean {
    return this.stems.has(stemOf(word));
  }

  get isNegative(): boolean {
    this.#negative ??= isNegative(this.text.replace(OTHERS, ' '));
    return this.#negative;
  }

  /** Whether this is another statement in nearly its words, with a "not" or a turned word ("increase") more or less. */
  isOppositeOf(other: Statement): boolean {
    if (this.text.endsWith('?') || !this.#mayShare(other, LEAST_ALIKE)) return false;
    if (this.#isOtherCase(other) || other.#isOtherCase(this)) return false;
    const [mine, others] = this.#turned(other);
    const turns = mine.length > 0;
    const compares = (text: string): boolean => COMPARES.test(text);
    if (turns && (compares(this.text) || compares(other.text)) && !this.#isSameElse(other, mine, others)) {
      return false;
    }
    if ((this.isNegative !== other.isNegative) === (mine.length % 2 === 1)) return false;
    const rest = without(this.stems, [...mine, ...FOUND]);
    const shared = countShared(rest, other.stems);
    const otherRest = without(other.stems, [...others, ...FOUND, ...DENIED]);
    if (shared < LEAST_SHARED) {
      const isAlike = shared === rest.size && shared === otherRest.size && shared >= LEAST_ALIKE;
      return isAlike && !turns && digitsOf(this.text) === digitsOf(other.text);
    }
    if (shared < 0.85 * rest.size) return false;
    if (shared >= 0.75 * otherRest.size) return true;
    return shared === rest.size && this.#turnsWithin(other, rest, others);
  }

  #isOtherCase(other: Statement): boolean {
    return WITHOUT.test(this.text) && !WITH.test(other.text);
  }

  /** Whether both have the same words but for the turned ones, in sentences that only have a condition. */
  #isSameElse(other: Statement, mine: readonly string[], others: readonly string[]): boolean {
    if (
      mine.length !== 1 ||
      [this, other].some(({ text }) => COMPARES.test(text.replace(CONDITIONAL, ' ')))
    ) {
      return false;
    }
    const rest = without(this.stems, mine);
    const otherRest = without(other.stems, others);
    return rest.size === otherRest.size && countShared(rest, otherRest) === rest.size;
  }

  /** Whether another statement denies what this question asks, and little else. */
  isDeniedBy(other: Statement): boolean {
    if (this.isNegative || !other.isNegative || COMPARES.test(other.text)) return false;
    const asked = without(this.stems, FOUND);
    const others = without(other.stems, [...FOUND, ...DENIED]);
    return asked.size > 0 && countShared(asked, others) === asked.size && others.size <= asked.size + 1;
  }

  /** Whether this allows, or asks about, all that another statement forbids in so many words. */
  isForbiddenBy(other: Statement): boolean {
    if (this.isNegative || !PERMITS.test(this.text) || !FORBIDS.test(other.text)) return false;
    if (CONDITION.test(other.text) || COMPARES.test(this.text)) return false;
    const meant = without(this.stems, PERMISSION);
    return meant.size >= LEAST_ALIKE && countShared(meant, other.stems) === meant.size;
  }

  /** Whether it says what another says, more or less. */
  restates(other: Statement): boolean {
    return (
      this.isNegative === other.isNegative &&
      this.#turned(other)[0].length % 2 === 0 &&
      countShared(this.stems, other.stems) >= 0.7 * this.stems.size
    );
  }

  #withoutAmounts(): string {
    return this.amounts.reduce(
      (text, { span: { start, end } }) => text.slice(0, start) + ' '.repeat(end - start) + text.slice(end),
      this.text,
    );
  }

  /** Whether so many of its words may be among those of another. Cheaper than to know those. */
  #mayShare(other: Statement, least: number): boolean {
    other.#lower ??= other.text.toLowerCase().replace(/[‐‑]/g, '-');
    let found = 0;
    for (const stem of this.stems) if (other.#lower.includes(stem) && ++found >= least) return true;
    return false;
  }

  /** Every word, function words too: in lower case → its stem. */
  #allWords(): ReadonlyMap<string, string> {
    if (!this.#words) {
      const words = new Map<string, string>();
      mapMatches(this.text.toLowerCase(), WORD, ([word]) => words.set(word, stemOf(word)));
      this.#words = words;
    }
    return this.#words;
  }

  /** The words of both that say the opposite of one of the other's, as stems. Negations are counted apart. */
  #turned(other: Statement): readonly [mine: string[], others: string[]] {
    const onlyIn = (a: Statement, b: Statement): string[] => {
      const stems = new Set(b.#allWords().values());
      return Array.from(a.#allWords()).flatMap(([word, stem]) => (stems.has(stem) ? [] : [word]));
    };
    const left = onlyIn(other, this);
    const mine: string[] = [];
    const others: string[] = [];
    for (const word of onlyIn(this, other)) {
      const i = left.findIndex((candidate) => areOpposites(word, candidate) && !hasNegation(candidate));
      if (i === -1 || hasNegation(word)) continue;
      mine.push(stemOf(word));
      others.push(...left.splice(i, 1).map(stemOf));
    }
    return [mine, others];
  }

  /** Whether what turns the other is in the stretch of it that has the shared words, and no condition is around it. */
  #turnsWithin(other: Statement, shared: ReadonlySet<string>, turned: readonly string[]): boolean {
    const wanted = new Set([...shared, ...turned]);
    const at = mapMatches(other.text.toLowerCase(), WORD, ({ 0: word, index }) =>
      wanted.has(stemOf(word)) ? { start: index, end: index + word.length } : undefined,
    ).filter((span) => span !== undefined);
    const start = at[0]?.start ?? 0;
    const end = at.at(-1)?.end ?? 0;
    const within = other.text.slice(start, end);
    const stretch = new Set(Array.from(contentWords(within), stemOf));
    const rest = without(stretch, turned);
    return (
      isNegative(within) === other.isNegative &&
      countShared(rest, shared) >= 0.75 * rest.size &&
      !CONDITION.test(other.text.slice(0, start) + other.text.slice(end))
    );
  }
}

/** The sentences of a text, cut where a clause says something of its own; `offset` is added to their spans. */
export function statementsOf(text: string, offset = 0): Statement[] {
  return splitSentencesOfLines(text).flatMap((sentence) => {
    const words = text.slice(sentence.start, sentence.end);
    const ends = [
      ...mapMatches(words, NEXT_CLAUSE, ({ 0: { length }, index }) => index + length),
      words.length,
    ];
    return ends.map((end, i) => {
      const { start, end: last } = trimSpan(words, { start: ends[i - 1] ?? 0, end });
      const span = { start: sentence.start + start, end: sentence.start + last };
      return new Statement(text.slice(span.start, span.end), {
        start: offset + span.start,
        end: offset + span.end,
      });
    });
  });
}

function without(words: ReadonlySet<string>, others: readonly string[]): ReadonlySet<string> {
  return others.length === 0 ? words : new Set([...words].filter((word) => !others.includes(word)));
}

/** "Patient 1" and "patient 2" differ in these only. */
function digitsOf(text: string): string {
  return (text.match(/\d+/g) ?? []).join(' ');
}

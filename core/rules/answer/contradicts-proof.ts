import { type Amount, findAmounts, saysRounded } from '../../clinical/amounts';
import { findEntities } from '../../clinical/entities';
import { hasNegation, isNegative } from '../../clinical/negation';
import { isBare } from '../../clinical/unitFamilies';
import { AmountSupport } from '../../grounding/amountSupport';
import { groundingOf } from '../../grounding/sampleQuotes';
import { archetypeOf } from '../../sample/archetype';
import { partSource, textOf } from '../../sample/sampleText';
import { contentWords, countShared } from '../../text/contentWords';
import { splitSentencesOfLines } from '../../text/sentences';
import type { Span } from '../../text/span';
import type { Rule } from '../rule';

export const contradictsProof: Rule = {
  id: 'answer/contradicts-proof',
  summary: 'An answer that says something else than its proof',
  severity: 'error',
  fix: null,
  docs: {
    what: 'A sentence of the answer that restates a quoted sentence with another amount of the same unit, or with a "not" more or less.',
    why: 'The sample teaches to quote one thing and to conclude another.',
    bad: 'proof: - "ONC201 did not prolong survival."\nanswer: ONC201 did prolong survival.',
    good: 'proof: - "ONC201 did not prolong survival."\nanswer: ONC201 did not prolong survival.',
    misses:
      'Everything but close restatements: other words for the same thing, sentences with several amounts of one unit, amounts without a unit, antonyms ("stopped" for "continued").',
  },
  sample(sample, report, { archetypes }) {
    const { answer, proof: quoted } = sample.parts;
    if (!answer || !quoted || answer.text.length > LONGEST_ANSWER) return;
    if (archetypeOf(sample, archetypes)?.abstains) return;
    if (!mayClash(answer.text, quoted.text, textOf(sample, 'think'))) return;
    const grounding = groundingOf(sample);
    if (!grounding) return;
    const quotes: Statement[] = [];
    for (const { quote, match } of grounding.quotes) {
      if (match.kind === 'absent' || match.kind === 'altered') continue;
      for (const span of splitSentencesOfLines(quote.text)) {
        const text = quote.text.slice(span.start, span.end);
        const at = { start: quote.span.start + span.start, end: quote.span.start + span.end };
        quotes.push(new Statement(text, at));
      }
    }
    if (quotes.length === 0) return;
    const proof = grounding.proof.content;
    for (const span of splitSentencesOfLines(answer.text)) {
      const statement = new Statement(answer.text.slice(span.start, span.end), span);
      const clash = findClash(statement, quotes, () => isStated(statement, sample));
      if (!clash) continue;
      const { quote, amount } = clash;
      const at = amount ? { start: span.start + amount.span.start, end: span.start + amount.span.end } : span;
      report({
        message: amount
          ? `The proof says ${clash.quoted} where the answer says ${answer.text.slice(at.start, at.end)}.`
          : 'The answer says the opposite of the proof.',
        span: partSource(answer, at),
        related: [{ span: proof.toSource(quote.span), message: 'The quoted words.' }],
      });
    }
  },
};

/** Longer answers argue more than they restate. */
const LONGEST_ANSWER = 1500;

/** A clash takes a negation on one side, or a number that only the answer has and that is no result. */
function mayClash(answer: string, proof: string, think: string): boolean {
  if (hasNegation(answer) || hasNegation(proof)) return true;
  const numbers = answer.match(/\d+(?:[.,]\d+)*/g) ?? [];
  return numbers.some((digits) => !proof.includes(digits) && !think.includes(`= ${digits}`));
}

/** Words that compare, or that make a statement hold in some cases only. */
const OTHER_CASE =
  /\b(?:if|when|unless|versus|vs|compared|than|instead|rather|may|might|could|would|reduc\w*|increas\w*|decreas\w*|improv\w*|differ\w*|longer|shorter|from|until|whereas|respectively|up to|at least|at most)\b/i;

/** Words that name one of several groups. */
const GROUP_WORDS = new Set(
  'control alone placebo historical arm cohort combination monotherapy subgroup group baseline follow-up first second third fourth initial new original reduced remaining overall progression-free maximum minimum'.split(
    ' ',
  ),
);

/** A sentence; what it says is worked out as far as it is asked for. */
class Statement {
  #amounts: readonly Amount[] | undefined;
  #words: ReadonlySet<string> | undefined;
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

  /** Without those of its amounts. */
  get words(): ReadonlySet<string> {
    this.#words ??= contentWords(
      this.amounts.reduce(
        (text, { span: { start, end } }) => text.slice(0, start) + ' '.repeat(end - start) + text.slice(end),
        this.text,
      ),
    );
    return this.#words;
  }

  /** Whether so many of the words of another may be among its own. Cheaper than to know its own. */
  mayShare(words: ReadonlySet<string>, least: number): boolean {
    this.#lower ??= this.text.toLowerCase().replace(/[‐‑]/g, '-');
    let missing = 0;
    for (const word of words) {
      if (!this.#lower.includes(word) && ++missing > words.size - least) return false;
    }
    return words.size >= least;
  }

  get isNegative(): boolean {
    this.#negative ??= isNegative(this.text);
    return this.#negative;
  }
}

interface Clash {
  readonly quote: Statement;
  readonly amount?: Amount;
  readonly quoted?: string;
}

function findClash(
  answer: Statement,
  quotes: readonly Statement[],
  stated: () => (amount: Amount) => boolean,
): Clash | undefined {
  for (const quote of quotes) {
    if (isOpposite(answer, quote)) {
      // Another quote may say what the answer says.
      const backed = quotes.some((other) => other !== quote && isRestatement(answer, other));
      if (!backed) return { quote };
    }
    const amount = otherAmount(answer, quote, quotes);
    if (amount && stated()(amount.amount)) return { quote, ...amount };
  }
  return undefined;
}

function isOpposite(answer: Statement, quote: Statement): boolean {
  if (answer.isNegative === quote.isNegative || answer.text.endsWith('?')) return false;
  if (!quote.mayShare(answer.words, 3) || !quote.mayShare(answer.words, 0.85 * answer.words.size))
    return false;
  const shared = countShared(answer.words, quote.words);
  return shared >= 3 && shared >= 0.85 * answer.words.size && shared >= 0.75 * quote.words.size;
}

function isRestatement(answer: Statement, quote: Statement): boolean {
  return (
    answer.isNegative === quote.isNegative &&
    countShared(answer.words, quote.words) >= 0.7 * answer.words.size
  );
}

function otherAmount(
  answer: Statement,
  quote: Statement,
  quotes: readonly Statement[],
): { readonly amount: Amount; readonly quoted: string } | undefined {
  for (const amount of answer.amounts) {
    if (isBare(amount.unit)) continue;
    const sameUnit = ({ unit }: Amount): boolean => unit === amount.unit;
    const [quoted] = quote.amounts.filter(sameUnit);
    if (!quoted || quote.amounts.filter(sameUnit).length > 1 || answer.amounts.filter(sameUnit).length > 1)
      continue;
    const backed = quotes.some(({ amounts }) =>
      amounts.some(({ value, unit }) => saysRounded(amount, value, unit)),
    );
    if (backed) continue;
    if (!saysTheSameElse(answer, quote)) return undefined;
    return { amount, quoted: quote.text.slice(quoted.span.start, quoted.span.end) };
  }
  return undefined;
}

/** Whether two sentences are about the same, their amounts aside. */
function saysTheSameElse(answer: Statement, quote: Statement): boolean {
  const shared = countShared(answer.words, quote.words);
  if (shared < 2 || shared < 0.8 * answer.words.size) return false;
  return !OTHER_CASE.test(answer.text) && !OTHER_CASE.test(quote.text) && !namesOther(answer, quote);
}

/** Whether one of the two speaks of a group or a named thing that the other does not. */
function namesOther(answer: Statement, quote: Statement): boolean {
  for (const word of GROUP_WORDS) if (answer.words.has(word) !== quote.words.has(word)) return true;
  return findEntities(answer.text).some(({ text }) => !quote.text.includes(text));
}

/** Whether the sample states the amount elsewhere; what comes from nowhere is `answer/unsupported-number`. */
function isStated(
  { text: answer }: Statement,
  sample: Parameters<NonNullable<Rule['sample']>>[0],
): (amount: Amount) => boolean {
  const support = new AmountSupport({
    context: textOf(sample, 'context'),
    question: textOf(sample, 'question'),
    think: textOf(sample, 'think'),
    proof: textOf(sample, 'proof'),
    answer,
  });
  return (amount) => support.supports(amount) && !support.isWorkedOut(amount);
}

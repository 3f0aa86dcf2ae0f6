import { type Amount, saysRounded } from '../../clinical/amounts';
import { findTurnedChanges } from '../../clinical/changes';
import { findEntities } from '../../clinical/entities';
import { hasNegation, mayOppose } from '../../clinical/negation';
import { Statement, statementsOf } from '../../clinical/statement';
import { valuesOf } from '../../clinical/ties';
import { isBare } from '../../clinical/unitFamilies';
import { AmountSupport } from '../../grounding/amountSupport';
import { findBoundClashes, mayBound } from '../../grounding/bounds';
import { findExchanges, mayExchange } from '../../grounding/exchanges';
import type { Misplaced } from '../../grounding/misplaced';
import { findOtherCells } from '../../grounding/otherCells';
import { findOtherDates } from '../../grounding/otherDates';
import { findMisplaced, type MisplacedTexts, mayMisplace } from '../../grounding/otherHolders';
import { groundingOf } from '../../grounding/sampleQuotes';
import { archetypeOf } from '../../sample/archetype';
import type { Part, Sample } from '../../sample/record';
import { partSource, textOf } from '../../sample/sampleText';
import { countShared } from '../../text/contentWords';
import { sentencesAround } from '../../text/sentences';
import { overlaps, type Span } from '../../text/span';
import type { Report, Rule } from '../rule';

export const contradictsProof: Rule = {
  id: 'answer/contradicts-proof',
  summary: 'An answer that says something else than its proof',
  severity: 'error',
  fix: null,
  docs: {
    what: 'A sentence or clause of the answer that restates a quoted one with another amount of the same unit, with a "not" more or less, or with a word turned into its opposite ("decreased" for "increased"), or the other side ("left" for "right") of the same thing. A value that the quoted sentences tie to another drug, group, patient or time ("14 months with A, 9 with B" answered as "9 with A, 14 with B"), and a bound that has become another ("at least 2 weeks" answered as "more than 2 weeks"). What the context, quoted or not, says of another patient, report or arm only ("Report B shows H3 K27M" where report A does), and a marker or finding of imaging whose status it denies or affirms throughout: "ACVR1 is mutated" for its "wild-type", "methylated" for "unmethylated", "contrast enhancement" for "no contrast enhancement". A value from another row or column of a table, or another line of a list of names and values, than the answer names, and a date that the context gives to another event ("biopsy on 3 May" where that was the MRI). A "yes" to a question that a quote denies, or to what one forbids. A value that "rose from 12.4 to 9.8".',
    why: 'The sample teaches to quote one thing and to conclude another.',
    bad: 'proof: - "ONC201 did not prolong survival."\nanswer: ONC201 did prolong survival.',
    good: 'proof: - "ONC201 did not prolong survival."\nanswer: ONC201 did not prolong survival.',
    misses:
      'Everything but close restatements: other words for the same thing, amounts without a unit that are not exchanged, opposites that are not in the lexicon or stand in a comparison. Exchanged values where the answer names the things otherwise than the quoted sentences ("the girl" for "patient 1"), or where one piece of a sentence has several values of one kind, or "respectively"; in tables, small counts, and rows and columns that the answer does not name by the words that tell them apart; dates in figures only, such as 3/5/2024, and those whose event the answer names in other words. Patients and reports that are not named with a number, letter or code ("the girl", "the first report"), and anything that the context may say of several or says in a sentence that names nobody, a section under a label such as "Report A:" aside. A status that the context has both ways, or with a condition, a share or a doubt, or of a kind of tumours. Bounds in a sentence that says more than its source, or where the context has a value that could be held against the bound.',
  },
  sample(sample, report, { archetypes }) {
    const { answer, proof: quoted } = sample.parts;
    if (!answer || !quoted || answer.text.length > LONGEST_ANSWER) return;
    if (archetypeOf(sample, archetypes)?.abstains) return;
    const wrong = reportValues(sample, answer, report);
    reportMisplaced(sample, answer, report, wrong);
    for (const { span, verb, does } of findTurnedChanges(answer.text)) {
      const isKnown = wrong.some((value) => overlaps(value, span));
      if (isKnown || textOf(sample, 'context').includes(answer.text.slice(span.start, span.end))) continue;
      report({ message: `It says "${verb}" of what ${does}.`, span: partSource(answer, span) });
    }
    if (!mayClash(answer.text, quoted.text, textOf(sample, 'think'))) return;
    const grounding = groundingOf(sample);
    if (!grounding) return;
    const quotes: Statement[] = [];
    for (const { quote, match } of grounding.quotes) {
      if (match.kind === 'absent' || match.kind === 'altered') continue;
      quotes.push(...statementsOf(quote.text, quote.span.start));
    }
    if (quotes.length === 0) return;
    const proof = grounding.proof.content;
    for (const statement of statementsOf(answer.text)) {
      const { span } = statement;
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
    const yes = YES.exec(answer.text);
    const denied = yes && deniedBy(textOf(sample, 'question'), quotes);
    if (denied) {
      report({
        message: 'The proof denies what the question asks.',
        span: partSource(answer, { start: yes[0].length - 3, end: yes[0].length }),
        related: [{ span: proof.toSource(denied.span), message: 'The quoted words.' }],
      });
    }
    for (const { span, said, quote } of otherSides(answer.text, quotes, textOf(sample, 'context'))) {
      report({
        message: `The proof says "${said}", which is the other side.`,
        span: partSource(answer, span),
        related: [{ span: proof.toSource(quote.span), message: 'The quoted words.' }],
      });
    }
  },
};

/** Reports values that stand with the wrong one of two things, and bounds that have become others; returns where. */
function reportValues(sample: Sample, answer: Part, report: Report): Span[] {
  const exchanges = mayExchange(answer.text, textOf(sample, 'proof'));
  const bounds = mayBound(answer.text);
  if (!exchanges && !bounds) return [];
  const grounding = groundingOf(sample);
  if (!grounding) return [];
  const { context, quotes } = grounding;
  const spans = quotes.flatMap(({ match }) =>
    match.kind === 'verbatim' || match.kind === 'typographic' ? [match.span] : [],
  );
  const quoted = sentencesAround(context.text, spans);
  const texts = {
    answer: answer.text,
    context: context.text,
    question: textOf(sample, 'question'),
    quoted,
    said: valuesOf(answer.text),
    stated: quoted.flatMap((sentence) => valuesOf(context.text, sentence)),
  };
  const reported: Span[] = [];
  const reportAt = (span: Span, stated: Span, message: string): void => {
    reported.push(span);
    report({
      message,
      span: partSource(answer, span),
      related: [{ span: partSource(context, stated), message: 'The context says it here.' }],
    });
  };
  const otherwise = (said: Span, stated: Span): string =>
    `The context says ${context.text.slice(stated.start, stated.end)} where the answer says ${answer.text.slice(said.start, said.end)}.`;
  for (const { span, stated, ofOther } of exchanges ? findExchanges(texts) : []) {
    const written = answer.text.slice(span.start, span.end);
    const message = ofOther
      ? `The context says ${written} of another medicine only.`
      : otherwise(span, stated);
    reportAt(span, stated, message);
  }
  for (const { said, stated } of bounds ? findBoundClashes(texts) : [])
    reportAt(said, stated, otherwise(said, stated));
  return reported;
}

/** Reports what the context says of another, or denies; adds where. */
function reportMisplaced(sample: Sample, answer: Part, report: Report, known: Span[]): void {
  const { context } = sample.parts;
  if (!context) return;
  const texts = {
    answer: answer.text,
    context: context.text,
    question: textOf(sample, 'question'),
    think: textOf(sample, 'think'),
  };
  const isExchanged = known.length > 0;
  for (const { span, stated, message, isAmount } of misplacedIn(texts)) {
    if ((isAmount && isExchanged) || known.some((other) => overlaps(other, span))) continue;
    known.push(span);
    report({
      message,
      span: partSource(answer, span),
      related: [{ span: partSource(context, stated), message: 'The context says it here.' }],
    });
  }
}

function misplacedIn(texts: MisplacedTexts): Misplaced[] {
  const { answer, context, question, think } = texts;
  return [
    ...(mayMisplace(answer) ? findMisplaced(texts) : []),
    ...findOtherCells(answer, context, question, think),
    ...findOtherDates(answer, context),
  ];
}

/** Longer answers argue more than they restate. */
const LONGEST_ANSWER = 1500;

/** A clash takes a negation on one side, words that are opposites, or a number that only the answer has. */
function mayClash(answer: string, proof: string, think: string): boolean {
  if (hasNegation(answer) || hasNegation(proof) || mayOppose(answer, proof)) return true;
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

/** An answer that says yes, and in its sentence does not go on to say no. */
const YES = /^\W*yes(?![^.!?\n]*\b(?:not?|none|never|without|but|however)\b)(?=\W|$)/i;

/** A question to be answered by yes or no, without a choice. */
const POLAR =
  /^(?:is|are|was|were|did|does|do|has|have|had|can|may|could|should|must)\b(?!.*\b(?:or|whether)\b)[^?]*\?$/i;

/** The quoted statement that denies what a question asks. */
function deniedBy(question: string, quotes: readonly Statement[]): Statement | undefined {
  if (!POLAR.test(question)) return undefined;
  const asked = new Statement(question, { start: 0, end: question.length });
  const affirmed = quotes.some((quote) => !quote.isNegative && asked.restates(quote));
  return affirmed ? undefined : quotes.find((quote) => asked.isDeniedBy(quote) || asked.isForbiddenBy(quote));
}

interface Clash {
  readonly quote: Statement;
  readonly amount?: Amount;
  readonly quoted?: string;
}

const SIDE = /\b(left|right)\s+(\p{L}{3,})/giu;

/** Where the answer says "left" of what quotes say "right" of, and the context nowhere says "left". */
function* otherSides(
  answer: string,
  quotes: readonly Statement[],
  context: string,
): Generator<{ readonly span: Span; readonly said: string; readonly quote: Statement }> {
  for (const { 0: words, 1: side = '', 2: of = '', index } of answer.matchAll(SIDE)) {
    const said = `${side.toLowerCase() === 'left' ? 'right' : 'left'} ${of.toLowerCase()}`;
    const quote = quotes.find(({ text }) => text.toLowerCase().includes(said));
    if (!quote || context.toLowerCase().includes(words.toLowerCase())) continue;
    yield { span: { start: index, end: index + words.length }, said, quote };
  }
}

function findClash(
  answer: Statement,
  quotes: readonly Statement[],
  stated: () => (amount: Amount) => boolean,
): Clash | undefined {
  for (const quote of quotes) {
    if (answer.isOppositeOf(quote) || answer.isForbiddenBy(quote)) {
      // Another quote may say what the answer says.
      const backed = quotes.some((other) => other !== quote && answer.restates(other));
      if (!backed) return { quote };
    }
    const amount = otherAmount(answer, quote, quotes);
    if (amount && stated()(amount.amount)) return { quote, ...amount };
  }
  return undefined;
}

function otherAmount(
  answer: Statement,
  quote: Statement,
  quotes: readonly Statement[],
): { readonly amount: Amount; readonly quoted: string } | undefined {
  for (const amount of answer.mainAmounts) {
    if (isBare(amount.unit)) continue;
    const sameUnit = ({ unit }: Amount): boolean => unit === amount.unit;
    const [quoted, another] = quote.mainAmounts.filter(sameUnit);
    if (!quoted || another || answer.mainAmounts.filter(sameUnit).length > 1) continue;
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
  const shared = countShared(answer.stems, quote.stems);
  if (shared < 2 || shared < 0.8 * answer.stems.size) return false;
  return !OTHER_CASE.test(answer.text) && !OTHER_CASE.test(quote.text) && !namesOther(answer, quote);
}

/** Whether one of the two speaks of a group or a named thing that the other does not. */
function namesOther(answer: Statement, quote: Statement): boolean {
  for (const word of GROUP_WORDS) if (answer.hasWord(word) !== quote.hasWord(word)) return true;
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

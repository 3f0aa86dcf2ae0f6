import { stanceOf } from '../../clinical/abstention';
import { type Amount, findAmounts, saysSame } from '../../clinical/amounts';
import { isBare } from '../../clinical/unitFamilies';
import { partSource } from '../../sample/sampleText';
import type { Rule } from '../rule';

export const leaksAnswer: Rule = {
  id: 'question/leaks-answer',
  summary: 'A question that holds its answer',
  severity: 'warning',
  fix: null,
  docs: {
    what: 'A question that contains the amount it asks for, or the words of a short answer. Questions that can be answered by yes or no, or that offer a choice, are left alone.',
    why: 'The model learns to copy from the question instead of looking into the context.',
    bad: 'question: What median survival of 14.5 months was reported?\nanswer: 14.5 months.',
    good: 'question: What median survival was reported?\nanswer: 14.5 months.',
    misses:
      'Answers given away in other words, and questions that lead to theirs ("surely not more than 20 mg?").',
  },
  sample({ parts: { question, answer } }, report) {
    if (!question || !answer || answer.text === '') return;
    const words = answer.text.replace(/[.!]{1,3}$/, '').replace(/^\W+/, '');
    const at = isPhrase(words) ? question.text.toLowerCase().indexOf(words.toLowerCase()) : -1;
    const sharesDigits =
      /\d/.test(question.text) &&
      (answer.text.match(/\d+/g) ?? []).some((digits) => question.text.includes(digits));
    if (at === -1 && !sharesDigits) return;
    if (!ASKS.test(question.text) || CHOICE.test(question.text) || YES_NO.test(answer.text)) return;
    if (stanceOf(answer.text) !== 'answers') return;
    if (at !== -1) {
      const span = { start: at, end: at + words.length };
      report({ message: 'The question holds the words of the answer.', span: partSource(question, span) });
      return;
    }
    const leak = leakedAmount(question.text, answer.text);
    if (leak)
      report({
        message: 'The question holds the amount it asks for.',
        span: partSource(question, leak.span),
      });
  },
};

/** The amount of a question that asks for one, when the answer has no other. */
function leakedAmount(question: string, answer: string): Amount | undefined {
  if (!ASKS_AMOUNT.test(question)) return undefined;
  const answered = findAmounts(answer).filter(({ unit }) => !isBare(unit));
  const asked = findAmounts(question).filter(({ unit }) => !isBare(unit));
  const inBoth = (a: Amount, others: readonly Amount[]): boolean =>
    others.some(({ value, unit }) => saysSame(a, value, unit));
  if (!answered.every((amount) => inBoth(amount, asked))) return undefined;
  return asked.find((amount) => inBoth(amount, answered));
}

const ASKS = /\b(?:what|which|how|who|when|where|why|calculate|determine|compute|state|give|name)\b/i;
const CHOICE = /\b(?:or|either|whether|versus|vs)\b/i;
const YES_NO = /^\W*(?:yes|no)\b/i;

/** The question is after an amount, and not after what has the amount. */
const ASKS_AMOUNT =
  /\b(?:how (?:many|much|long|large|old|often|high|big)|(?:what|which) (?:is |was |were |are )?(?:the |a )?(?:[\w-]+ ){0,4}?(?:dose|dosage|amount|rate|percentage|proportion|share|number|survival|duration|interval|time|volume|size|diameter|count|age|level|concentration|half-life|ratio|reduction|increase|difference|threshold|limit)\b)/i;

const FOUR_WORDS = /\s\S+\s+\S+\s/;

/** Long enough to be an answer, and not a name that the question has to use. */
function isPhrase(words: string): boolean {
  return words.length >= 16 && words.length <= 200 && FOUR_WORDS.test(words);
}

import { overlaps, type Span } from '../../text/span';
import { replaceFix } from '../fixes';
import type { Rule } from '../rule';

export const identifier: Rule = {
  id: 'privacy/identifier',
  summary: 'Something that identifies a person',
  severity: 'error',
  fix: 'suggestion',
  docs: {
    what: 'An e-mail address, a telephone number, a US social security number, a medical record number or a full date of birth in a message.',
    why: "Synthetic data must hold no one's; a model repeats what it has learnt.",
    bad: 'The child (MRN 00482913, born 14 March 2017) was referred.',
    good: 'The seven-year-old child was referred.',
    misses: 'Names, addresses, and numbers without a word or a form that says what they are.',
  },
  sample({ messages }, report) {
    for (const { content } of messages) {
      for (const { span, what } of findIdentifiers(content.value)) {
        report({
          message: `This looks like ${what}. Synthetic data must hold no one's.`,
          span: content.toSource(span),
          fixes: replaceFix('suggestion', 'Replace with "[removed]"', content, span, '[removed]'),
        });
      }
    }
  },
};

interface Kind {
  readonly what: string;
  /** Every match holds this, which is found or not in less time. */
  readonly holds: RegExp;
  /** The first group, where there is one, is the identifier itself. */
  readonly pattern: RegExp;
}

const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?';
const FULL_DATE = `(?:\\d{4}-\\d{2}-\\d{2}|\\d{1,2}[/.-]\\d{1,2}[/.-]\\d{2,4}|${MONTH} \\d{1,2}(?:st|nd|rd|th)?,? \\d{4}|\\d{1,2}(?:st|nd|rd|th)? (?:of )?${MONTH},? \\d{4})`;

/** A year, or digits as far apart as in the shortest of the other numbers and dates. */
const LONG_NUMBER = /\d(?:\d{3}|[\d ()./-]{3}[\d ()./-]*\d)/;

const KINDS: readonly Kind[] = [
  {
    what: 'an e-mail address',
    holds: /@/,
    pattern: /(?<![\w.+-])[\w.+-]{1,64}@(?:[A-Za-z\d-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![\w-])/g,
  },
  {
    what: 'a social security number',
    holds: /\d-\d\d-\d/,
    pattern: /(?<![\w.-])(?!000|666|9\d\d)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\w-])/g,
  },
  {
    what: 'a telephone number',
    holds: /\d[-.]\d{4}/,
    pattern: /(?<![\w.-])(?:\+?1[-. ])?(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[-.])[2-9]\d{2}[-.]\d{4}(?![\w-])/g,
  },
  {
    what: 'a telephone number',
    holds: /\+\d/,
    pattern: /(?<![\w+])\+[1-9]\d{0,2}(?:[ .-]?\(?\d{2,4}\)?){2,5}(?![\w-])(?<=(?:\d\D?){9})/g,
  },
  {
    what: 'a telephone number',
    holds: /\d[\d ().-]{5,20}\d/,
    pattern:
      /\b(?:phone|tel|telephone|fax|mobile|call)\.?(?: (?:number|no\.?))?(?: (?:is|at|on))?[:\s]\s*(\(?\+?\d[\d ().-]{5,20}\d)(?!\w)/gi,
  },
  {
    what: 'a medical record number',
    holds: /\d[\d -]{3,20}\d/,
    pattern:
      /\b(?:MRN|medical record (?:number|no\.?)|hospital (?:number|no\.?)|patient (?:ID|identifier|number)|NHS (?:number|no\.?)|chart (?:number|no\.?))(?: is)?\s*[:#]?\s*#?([A-Z]{0,4}-?\d[\d -]{3,20}\d)(?!\w)/gi,
  },
  {
    what: 'a full date of birth',
    holds: /(?:orn|irth|DOB|dob|D\.O\.B|eb\.|eboren|née? le)(?:[A-Za-z.:,]*\s+){0,6}[A-Za-z.:,]*\d/,
    pattern: new RegExp(
      `\\b(?:born|date of birth|birth ?da(?:te|y)|dob|d\\.o\\.b\\.|geb\\.|geboren|née? le)(?: (?:was|is|on|in|am))?\\s*[:,]?\\s*(?:on\\s+)?(${FULL_DATE})(?!\\d)`,
      'gi',
    ),
  },
];

function findIdentifiers(text: string): { readonly span: Span; readonly what: string }[] {
  const found: { span: Span; what: string }[] = [];
  if (!text.includes('@') && !LONG_NUMBER.test(text)) return found;
  for (const { what, holds, pattern } of KINDS) {
    if (!holds.test(text)) continue;
    for (const match of text.matchAll(pattern)) {
      const [whole, group = whole] = match;
      const start = match.index + whole.lastIndexOf(group);
      const span = { start, end: start + group.length };
      // What two patterns see is reported once.
      if (!found.some((other) => overlaps(other.span, span))) found.push({ span, what });
    }
  }
  return found;
}

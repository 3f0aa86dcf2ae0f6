/** The marks of calculations as people write them in running text. */

export type Token =
  /** A number; `decimals` are those shown, fewer than none for 2e6. */
  | {
      readonly kind: 'number';
      readonly value: number;
      readonly decimals: number;
      readonly start: number;
      readonly end: number;
    }
  /** `+ - * / ** ( ) √`, in plain form. `tight`: without white space on either side. */
  | {
      readonly kind: 'operator';
      readonly operator: Operator;
      readonly tight: boolean;
      readonly start: number;
      readonly end: number;
    }
  | { readonly kind: 'percent'; readonly start: number; readonly end: number }
  /** `=` and `≈`. */
  | { readonly kind: 'relation'; readonly exact: boolean; readonly start: number; readonly end: number }
  /** A word, or a unit such as `mg/m²`. */
  | { readonly kind: 'word'; readonly text: string; readonly start: number; readonly end: number }
  /** Punctuation and anything else that a calculation does not run across. */
  | { readonly kind: 'break'; readonly start: number; readonly end: number };

export type Operator = '+' | '-' | '*' | '/' | '**' | '(' | ')' | '√';

const TOKEN =
  /(\d{1,3}(?:[,\u2009\u202f\u00a0]\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?(?:[eE][+-]?\d{1,2}(?![\p{L}\d]))?|\.\d+)|(%)|(=+|[≈≃≅∼~]=?)|(\s[x×·⋅∙✕*]\s|[×·⋅∙✕]|\\times|\\cdot)|([\p{L}µ°][\p{L}µ°\d²³]*(?:[/·⋅-][\p{L}µ][\p{L}µ\d²³]*)*|\/[\p{L}µ][\p{L}µ\d²³]*)|([⁰¹²³⁴⁵⁶⁷⁸⁹]+)|(\*{1,2}|[-+−–÷/^√()[\]{}])|[^\s]/uy;

const PLAIN: Readonly<Record<string, Operator>> = {
  '+': '+',
  '-': '-',
  '−': '-',
  '–': '-',
  '÷': '/',
  '/': '/',
  '^': '**',
  '**': '**',
  '*': '*',
  '√': '√',
  '(': '(',
  '[': '(',
  '{': '(',
  ')': ')',
  ']': ')',
  '}': ')',
};

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** The marks of one line. Offsets are of the line. */
export function tokenize(line: string): Token[] {
  const tokens: Token[] = [];
  const text = withSigns(blankEmphasis(line));
  for (let start = 0, end = 0; start < text.length; start = end) {
    end = plainEnd(text, start);
    if (end > start) {
      const plain = plainToken(text, start, end);
      if (plain) tokens.push(plain);
      continue;
    }
    TOKEN.lastIndex = start;
    const match = TOKEN.exec(text);
    end = start + (match?.[0].length ?? 1);
    if (!match) continue;
    const [, digits, percent, relation, times, word, power, operator] = match;
    if (digits !== undefined) {
      const [mantissa = '', exponent = '0'] = digits.toLowerCase().split('e');
      const decimals = (mantissa.split('.')[1]?.length ?? 0) - Number(exponent);
      tokens.push({ kind: 'number', value: Number(digits.replace(/[^\d.e+-]/gi, '')), decimals, start, end });
    } else if (word !== undefined) tokens.push(wordToken(word, start, end));
    else if (percent !== undefined) tokens.push({ kind: 'percent', start, end });
    else if (relation !== undefined) tokens.push({ kind: 'relation', exact: relation === '=', start, end });
    else if (times !== undefined) tokens.push({ kind: 'operator', operator: '*', tight: false, start, end });
    else if (power !== undefined) {
      tokens.push({ kind: 'operator', operator: '**', tight: true, start, end: start });
      const value = Number([...power].map((char) => SUPERSCRIPTS.indexOf(char)).join(''));
      tokens.push({ kind: 'number', value, decimals: 0, start, end });
    } else if (operator !== undefined) {
      const tight = /\S/.test(line[start - 1] ?? ' ') && /\S/.test(line[end] ?? ' ');
      tokens.push({ kind: 'operator', operator: PLAIN[operator] as Operator, tight, start, end });
    } else tokens.push({ kind: 'break', start, end });
  }
  return tokens;
}

function wordToken(text: string, start: number, end: number): Token {
  if (text === 'sqrt') return { kind: 'operator', operator: '√', tight: false, start, end };
  return { kind: 'word', text, start, end };
}

/** What most of a text consists of, so that it can be cut without the pattern. */
const Plain = { other: 0, letter: 1, digit: 2, space: 3, stop: 4 } as const;

const PLAIN_KINDS = Uint8Array.from({ length: 0x80 }, (_, code) => {
  const char = String.fromCharCode(code);
  if (/[A-Za-z]/.test(char)) return Plain.letter;
  if (/\d/.test(char)) return Plain.digit;
  if (char === ' ') return Plain.space;
  return /[.,:;]/.test(char) ? Plain.stop : Plain.other;
});

function plainKind(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code < 0x80) return PLAIN_KINDS[code] as number;
  return at < text.length ? Plain.other : Plain.space;
}

/** The end of a word, a whole number, a space or a stop of ASCII that nothing beside it makes more of; else `start`. */
function plainEnd(text: string, start: number): number {
  const kind = plainKind(text, start);
  if (kind === Plain.other) return start;
  let end = start + 1;
  if (kind === Plain.letter || kind === Plain.digit) while (plainKind(text, end) === kind) end++;
  const after = plainKind(text, end);
  switch (kind) {
    // A sign of multiplication takes the spaces around it.
    case Plain.space:
      return (after === Plain.letter && !text.startsWith('x', end)) || after === Plain.digit ? end : start;
    case Plain.letter:
      return after === Plain.space || after === Plain.stop ? end : start;
    case Plain.digit:
      return after === Plain.space ? end : start;
    default:
      return after === Plain.space ? end : start;
  }
}

function plainToken(text: string, start: number, end: number): Token | undefined {
  switch (plainKind(text, start)) {
    case Plain.letter:
      return wordToken(text.slice(start, end), start, end);
    case Plain.digit:
      return { kind: 'number', value: Number(text.slice(start, end)), decimals: 0, start, end };
    case Plain.stop:
      return { kind: 'break', start, end };
    default:
      return undefined;
  }
}

/** A word that may stand for a sign; others cost no more than this look. */
const SIGN_WORD = /equal|\b(?:plus|minus|times|by)\b/;

/** Writes the signs that words before a number stand for, length for length. */
function withSigns(line: string): string {
  if (!SIGN_WORD.test(line)) return line;
  return line.replace(
    /\b(?:(equals|is equal to)|(plus)|(minus)|(times|multiplied by)|divided by)(?= [\d.(√])/g,
    (words, equals, plus, minus, times) =>
      (equals ? '=' : plus ? '+' : minus ? '−' : times ? '·' : '÷').padEnd(words.length),
  );
}

/** Blanks out the marks of bold type and the back slashes of formulas, length for length. */
function blankEmphasis(line: string): string {
  if (!line.includes('**') && !line.includes('\\')) return line;
  return line
    .replace(/\*\*/g, (marks, at: number) =>
      /\d/.test(line[at - 1] ?? '') && /\d/.test(line[at + 2] ?? '') ? marks : '  ',
    )
    .replace(/\\(?:text|mathrm)\{([^{}]*)\}/g, (whole, inner: string) =>
      inner.padStart(whole.length - 1).padEnd(whole.length),
    )
    .replace(/\\approx/g, '≈      ')
    .replace(/\\div/g, '÷   ')
    .replace(/\\([%, ])/g, ' $1');
}

/** The marks of calculations as people write them in running text. */

export type Token =
  /** A number; `decimals` are those shown. */
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
  /(?<number>\d{1,3}(?:[,\u2009\u202f]\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?|\.\d+)|(?<percent>%)|(?<relation>=+|[≈≃≅∼~]=?)|(?<times>\s[x×·⋅∙✕*]\s|[×·⋅∙✕]|\\times|\\cdot)|(?<word>[\p{L}µ°][\p{L}µ°\d²³]*(?:[/·⋅-][\p{L}µ][\p{L}µ\d²³]*)*|\/[\p{L}µ][\p{L}µ\d²³]*)|(?<power>[⁰¹²³⁴⁵⁶⁷⁸⁹]+)|(?<operator>\*{1,2}|[-+−–÷/^√()[\]{}])|(?<break>[^\s])/gu;

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
  for (const match of blankEmphasis(line).matchAll(TOKEN)) {
    const start = match.index;
    const end = start + match[0].length;
    const groups = match.groups ?? {};
    if (groups.number !== undefined) {
      const digits = groups.number;
      const decimals = /\.(\d+)$/.exec(digits)?.[1]?.length ?? 0;
      tokens.push({ kind: 'number', value: Number(digits.replace(/[^\d.]/g, '')), decimals, start, end });
    } else if (groups.percent !== undefined) tokens.push({ kind: 'percent', start, end });
    else if (groups.relation !== undefined) {
      tokens.push({ kind: 'relation', exact: groups.relation === '=', start, end });
    } else if (groups.times !== undefined) {
      tokens.push({ kind: 'operator', operator: '*', tight: false, start, end });
    } else if (groups.word !== undefined) tokens.push({ kind: 'word', text: groups.word, start, end });
    else if (groups.power !== undefined) {
      tokens.push({ kind: 'operator', operator: '**', tight: true, start, end: start });
      const value = Number([...groups.power].map((char) => SUPERSCRIPTS.indexOf(char)).join(''));
      tokens.push({ kind: 'number', value, decimals: 0, start, end });
    } else if (groups.operator !== undefined) {
      const tight = /\S/.test(line[start - 1] ?? ' ') && /\S/.test(line[end] ?? ' ');
      tokens.push({ kind: 'operator', operator: PLAIN[groups.operator] as Operator, tight, start, end });
    } else tokens.push({ kind: 'break', start, end });
  }
  return tokens;
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

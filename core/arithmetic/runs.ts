/** Cutting calculations out of running text: the stretches of marks that form an expression. */
import { apply, evaluate } from './evaluate';
import type { Token } from './tokens';

/** A step of an expression, in the notation that `evaluate` reads. A number is kept apart from its sign of percent. */
type Piece =
  | { readonly kind: 'number'; readonly value: number; readonly decimals: number; readonly percent: boolean }
  | { readonly kind: 'mark'; readonly text: string };

export interface Run {
  readonly start: number;
  /** End of the last number or bracket; units after it are not part of it. */
  readonly end: number;
  readonly pieces: readonly Piece[];
  /** True when there is something to work out: an operator, a root. */
  readonly compound: boolean;
  /** Words that stand after numbers, most of them units. */
  readonly units: readonly string[];
  /** A dash without spaces between two numbers may be a range and not a difference. */
  readonly doubtful: boolean;
  /** Index of the token after the run. */
  readonly next: number;
}

/** A unit may take this many words: "mg per square metre daily". */
const UNIT_WORDS = 5;

/** How many marks the left side of an equation may have; a longer one is not read. */
const LOOK_BACK = 60;

/** Words that make a number after them the rest of a calculation in words: "divided by 20 × 2". */
const OPERATION = /^(?:times|plus|minus|multiplied|divided|log|ln|than|x)$/i;

/** Words that do so after another number: "30 fractions of 1.8 Gy × 2". */
const BINDING_WORD = /^(?:of|per|to|from|over|between)$/i;

/** How many marks back that number may stand. */
const BINDING_REACH = 6;

/**
 * The expression that starts at token `from`, as far as it goes before token `limit`. Undefined when none starts
 * there, or when it goes on in a way that is not understood ("15 mg × BSA").
 */
export function readRun(tokens: readonly Token[], from: number, limit: number): Run | undefined {
  const pieces: Piece[] = [];
  const units: string[] = [];
  let depth = 0;
  let compound = false;
  let doubtful = false;
  let operand = true;
  let end = 0;
  /** Where the expression could stop: after an operand, with all brackets closed. */
  let complete: { readonly pieces: number; readonly next: number; readonly end: number } | undefined;
  let i = from;
  /** Roots whose argument is a bare number have to be closed after it. */
  let openRoot = false;

  const note = (at: number): void => {
    if (depth === 0) complete = { pieces: pieces.length, next: at, end };
  };

  for (; i < limit; i++) {
    const token = tokens[i] as Token;
    if (operand) {
      if (token.kind === 'number') {
        const percent = tokens[i + 1]?.kind === 'percent' && i + 1 < limit;
        pieces.push({ kind: 'number', value: token.value, decimals: token.decimals, percent });
        if (percent) i++;
        end = (tokens[i] as Token).end;
        if (openRoot) pieces.push({ kind: 'mark', text: ')' });
        openRoot = false;
        operand = false;
        note(i + 1);
      } else if (token.kind === 'operator' && token.operator === '(') {
        pieces.push({ kind: 'mark', text: '(' });
        openRoot = false;
        depth++;
      } else if (token.kind === 'operator' && token.operator === '√') {
        const next = tokens[i + 1];
        const bare = next?.kind === 'number';
        pieces.push({ kind: 'mark', text: bare ? 'sqrt(' : 'sqrt' });
        openRoot = bare;
        compound = true;
      } else if (token.kind === 'operator' && token.operator === '-' && startsGroup(pieces)) {
        pieces.push({ kind: 'mark', text: '-' });
      } else break;
      continue;
    }
    if (token.kind === 'word') {
      const after = skipWords(tokens, i, limit);
      if (pieces.at(-1)?.kind === 'number' && isOf(token.text) && percentBefore(pieces)) {
        if (tokens[i + 1]?.kind !== 'number') break;
        pieces.push({ kind: 'mark', text: '*' });
        compound = true;
        operand = true;
        continue;
      }
      if (after === undefined) break;
      for (const word of tokens.slice(i, after)) if (word.kind === 'word') units.push(word.text);
      i = after - 1;
      note(i + 1);
      continue;
    }
    if (token.kind !== 'operator') break;
    const { operator } = token;
    if (operator === ')') {
      if (depth === 0) break;
      pieces.push({ kind: 'mark', text: ')' });
      depth--;
      end = token.end;
      note(i + 1);
    } else if (operator === '(' || operator === '√') break;
    else {
      const next = tokens[i + 1];
      const leads =
        next?.kind === 'number' ||
        (next?.kind === 'operator' && (next.operator === '(' || next.operator === '√'));
      // "= 15 mg - which is": a dash of the sentence. Any other operator before words leaves a gap.
      if ((!leads || i + 1 >= limit) && operator === '-' && !token.tight) break;
      if (operator === '-' && token.tight) doubtful = true;
      pieces.push({ kind: 'mark', text: operator });
      compound = true;
      operand = true;
    }
  }
  if (complete === undefined || operand) return undefined;
  const used = pieces.slice(0, complete.pieces);
  return {
    start: (tokens[from] as Token).start,
    end: complete.end,
    pieces: used,
    compound: compound && used.length > 1,
    units,
    doubtful,
    next: complete.next,
  };
}

/** The expression that ends right before token `to`, not reaching back before token `from`. */
export function readRunBefore(tokens: readonly Token[], from: number, to: number): Run | undefined {
  for (let start = Math.max(from, to - LOOK_BACK); start < to; start++) {
    const token = tokens[start] as Token;
    const opens =
      token.kind === 'number' ||
      (token.kind === 'operator' && (token.operator === '(' || token.operator === '√')) ||
      isSign(token, tokens[start + 1]);
    if (!opens || !standsFree(tokens, start, from)) continue;
    const run = readRun(tokens, start, to);
    if (run?.next === to) return run;
  }
  return undefined;
}

/** Whether a dash is the sign of the number right after it. */
function isSign(token: Token, next: Token | undefined): boolean {
  if (token.kind !== 'operator' || token.operator !== '-' || token.tight) return false;
  return next?.kind === 'number' && next.start === token.end;
}

/** Whether nothing before the token binds it to something else. */
function standsFree(tokens: readonly Token[], at: number, from: number): boolean {
  const before = at > from ? tokens[at - 1] : undefined;
  if (before === undefined || before.kind === 'break') return true;
  if (before.kind === 'operator') {
    // A bullet, "2)" or an opening bracket; "BSA × 20" is not read.
    if (isSign(before, tokens[at])) return false;
    const marksItem = at === 1 || (at === 2 && before.operator === ')' && tokens[0]?.kind === 'number');
    return before.operator === '(' || marksItem;
  }
  if (before.kind !== 'word' || OPERATION.test(before.text)) return false;
  const earlier = tokens[at - 2];
  if (earlier?.kind === 'word' && OPERATION.test(earlier.text)) return false;
  return !BINDING_WORD.test(before.text) || !numberBefore(tokens, at - 1, from);
}

/** Whether a number stands shortly before a word and in the same clause. */
function numberBefore(tokens: readonly Token[], word: number, from: number): boolean {
  for (let i = word - 1; i >= Math.max(from, word - BINDING_REACH); i--) {
    const { kind } = tokens[i] as Token;
    if (kind === 'break' || kind === 'relation') return false;
    if (kind === 'number') return true;
  }
  return false;
}

/** All expressions of a line that have something to work out. */
export function findRuns(tokens: readonly Token[]): Run[] {
  const runs: Run[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const { kind } = tokens[i] as Token;
    if ((kind !== 'number' && kind !== 'operator') || !standsFree(tokens, i, 0)) continue;
    const run = readRun(tokens, i, tokens.length);
    if (!run?.compound) continue;
    runs.push(run);
    i = run.next - 1;
  }
  return runs;
}

function startsGroup(pieces: readonly Piece[]): boolean {
  const last = pieces.at(-1);
  return last === undefined || (last.kind === 'mark' && last.text.endsWith('('));
}

function isOf(word: string): boolean {
  return word.toLowerCase() === 'of';
}

function percentBefore(pieces: readonly Piece[]): boolean {
  const last = pieces.at(-1);
  return last?.kind === 'number' && last.percent;
}

/** The end of the words from `at` when they can be a unit: few, and followed by a mark of the calculation. */
function skipWords(tokens: readonly Token[], at: number, limit: number): number | undefined {
  let i = at;
  while (i < limit && i - at < UNIT_WORDS && tokens[i]?.kind === 'word') i++;
  // "m^2"
  const raised = tokens[i];
  if (raised?.kind === 'operator' && raised.operator === '**' && i + 1 < limit) i += 2;
  if (i === limit) return i;
  const after = tokens[i] as Token;
  if (after.kind === 'relation') return i;
  return after.kind === 'operator' && after.operator !== '(' && after.operator !== '√' ? i : undefined;
}

/** How percentages are read. People mean any of these. */
export type PercentReading = 'share' | 'number' | 'relative';

/** The value of an expression; `shift` moves its n-th number, to see how much rounding matters. */
export function runValue(
  { pieces }: Run,
  reading: PercentReading,
  shift?: { readonly index: number; readonly by: number },
): number | undefined {
  const simple = simpleValue(pieces, reading, shift);
  if (simple !== undefined) return simple;
  let index = 0;
  let expression = '';
  for (const [at, piece] of pieces.entries()) {
    if (piece.kind === 'mark') {
      expression += piece.text;
      continue;
    }
    const value = piece.value + (shift?.index === index ? shift.by : 0);
    index++;
    if (!piece.percent || reading === 'number') {
      expression += `${value}`;
      continue;
    }
    // "40 mg - 25 %" takes 25 % of 40 mg.
    const sign = pieces[at - 1];
    const relative =
      reading === 'relative' && sign?.kind === 'mark' && (sign.text === '-' || sign.text === '+');
    expression = relative
      ? `(${expression.slice(0, -1)})*(1${sign.text}${value}/100)`
      : `${expression}(${value}/100)`;
  }
  return evaluate(expression);
}

/** Numbers with operators of one rank between them, worked out from left to right: most of what people write, and no work for a parser. */
function simpleValue(
  pieces: readonly Piece[],
  reading: PercentReading,
  shift: { readonly index: number; readonly by: number } | undefined,
): number | undefined {
  let value: number | undefined;
  let rank: string | undefined;
  for (let i = 0; i < pieces.length; i += 2) {
    const number = pieces[i];
    if (number?.kind !== 'number' || (number.percent && reading !== 'number')) return undefined;
    const operand = number.value + (shift?.index === i / 2 ? shift.by : 0);
    if (value === undefined) value = operand;
    else {
      const operator = (pieces[i - 1] as Extract<Piece, { kind: 'mark' }>).text;
      rank ??= rankOf(operator);
      if (rank === undefined || rank !== rankOf(operator)) return undefined;
      value = apply(operator, value, operand);
      if (value === undefined) return undefined;
    }
    const next = pieces[i + 1];
    if (next && next.kind !== 'mark') return undefined;
  }
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}

function rankOf(operator: string): string | undefined {
  if (operator === '*' || operator === '/') return 'product';
  return operator === '+' || operator === '-' ? 'sum' : undefined;
}

/** The only number of an expression that is nothing else. */
export function soleNumber({ pieces }: Run): Extract<Piece, { kind: 'number' }> | undefined {
  const [piece] = pieces;
  return pieces.length === 1 && piece?.kind === 'number' ? piece : undefined;
}

/** The numbers of an expression. */
export function numbersOf({ pieces }: Run): Extract<Piece, { kind: 'number' }>[] {
  return pieces.filter((piece) => piece.kind === 'number');
}

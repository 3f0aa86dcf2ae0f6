/** Values that an answer takes from another row or column of a table than the one it names. */
import { type Amount, findAmounts, sameValue } from '../clinical/amounts';
import {
  FROM,
  isSameAmount,
  isSameKind,
  TO,
  type Value,
  valuesOf,
  type Words,
  wordsIn,
} from '../clinical/ties';
import { isBare, isCount } from '../clinical/unitFamilies';
import { overlaps } from '../text/span';
import { type Cell, findLists, findTables, type Table, withUnit } from '../text/tables';
import type { Misplaced } from './misplaced';

/** A sentence with one of these says more of a value than where it stands. */
const TURNS =
  /\b(?:if|when|unless|instead|rather|except|unlike|than|between|may|might|could|would|not|no|never|without|differ\w*|compar\w*|respectively|total|sum|mean|average|overall (?!survival)|altogether|twice|half|better|worse|best|worst|more|less|fewer|higher|lower|highest|lowest|longer|longest|shorter|shortest|against|versus|vs|controls?|comparator|others?|another|rest)\b|n['’]t\b|\?/i;

export function findOtherCells(
  answer: string,
  context: string,
  question: string,
  think: string,
): Misplaced[] {
  const tables = [...findTables(context), ...findLists(context)];
  if (tables.length === 0) return [];
  const values = valuesOf(answer).filter(
    ({ amount, sentence }) => isTelling(amount) && !TURNS.test(sentence),
  );
  return values.flatMap((value) => {
    if (!value.tie || isResult(value.amount, think)) return [];
    const found = tables.map((table) => otherCell(value, table)).filter((cell) => cell !== undefined);
    const [wrong, another] = found;
    const isElsewhere = (text: string, without: readonly Table[]): boolean =>
      valuesOf(text).some(
        (other) =>
          isSameAmount(value.amount, other.amount) && !without.some(({ span }) => overlaps(span, other.span)),
      );
    if (!wrong || another || isElsewhere(context, tables) || isElsewhere(question, [])) return [];
    const { home, meant, cell } = wrong;
    const written = answer.slice(value.span.start, value.span.end);
    const message = `The context gives ${written} for ${home}; for ${meant} it says ${cell.text}.`;
    return [{ span: value.span, stated: cell.span, message, isAmount: true }];
  });
}

/** Not a small count, which stands anywhere. */
function isTelling({ value, unit }: Amount): boolean {
  return (!isBare(unit) && !isCount(unit)) || value > 10 || !Number.isInteger(value);
}

function isResult({ value }: Amount, think: string): boolean {
  return new RegExp(`[=≈] *${value}(?![\\d.])`).test(think);
}

interface OtherCell {
  /** The name of the row or column that the value stands in, and of the one that the answer names. */
  readonly home: string;
  readonly meant: string;
  readonly cell: Cell;
}

function otherCell({ amount, tie, sentenceWords }: Value, table: Table): OtherCell | undefined {
  if (!tie) return undefined;
  const { header, rows } = table;
  const rowLabels = rows.map(([first]) => labelOf(first?.text ?? '', header[0]?.text ?? ''));
  const columnLabels = header.map(({ text }, c) => (c === 0 ? '' : text));
  // "… to 9.7 g/dL on day 8" goes on about what the sentence names.
  const goesOn = [...tie.words.keys()].every(
    (word) => word === FROM || word === TO || columnLabels.some((label) => wordsIn(label).has(word)),
  );
  const named = namedBy(rowLabels, goesOn ? [tie.near, sentenceWords] : [tie.words, tie.near]);
  if (named === undefined) return undefined;
  const row = rows[named] ?? [];
  const places = rows.flatMap((cells, r) =>
    cells.flatMap((cell, c) =>
      c > 0 && saysIn(cell, amount, header[c]?.text, cells[0]?.text) ? [{ r, c }] : [],
    ),
  );
  const [place] = places;
  if (!place) return undefined;
  const homeRow = rows[place.r];
  if (!homeRow) return undefined;
  if (!places.some(({ r }) => r === named)) {
    const cell = row[place.c];
    const isOther = places.every(({ c }) => c === place.c) && cell && hasKind(cell, amount);
    return isOther ? { home: homeRow[0]?.text ?? '', meant: row[0]?.text ?? '', cell } : undefined;
  }
  const home = homeRow[place.c];
  if (header.length < 3 || places.length > 1 || !home || tie.words.has(FROM)) return undefined;
  const column = namedBy(columnLabels, [tie.words]);
  const cell = column === undefined ? undefined : row[column];
  if (column === undefined || column === place.c || !cell || !areAlike(home, cell)) return undefined;
  return { home: header[place.c]?.text ?? '', meant: header[column]?.text ?? '', cell };
}

/** A row's name; a number or letter takes that of its column: "Dose level 2". */
function labelOf(first: string, header: string): string {
  return /^\p{L}{2}/u.test(first) ? first : `${header} ${first}`;
}

/** Which label the words name, and no other: by all its words that other labels do not have. */
function namedBy(labels: readonly string[], by: readonly Words[]): number | undefined {
  const words = labels.map((label) => [...wordsIn(label.replace(/\([^)]*\)|\bplus\b/gi, ' ')).keys()]);
  const telling = words.map((own, i) =>
    own.filter((word) => !words.some((other, j) => i !== j && other.includes(word))),
  );
  for (const said of by) {
    const named = telling.flatMap((own, i) =>
      own.length > 0 && own.every((word) => said.has(word)) ? [i] : [],
    );
    if (named.length > 0) return named.length === 1 ? named[0] : undefined;
  }
  return undefined;
}

function saysIn({ text }: Cell, amount: Amount, header = '', label = ''): boolean {
  const units = [header, label].flatMap((name) => withUnit(text, name) ?? []);
  const stated = [text, ...units].flatMap(findAmounts);
  return stated.some(
    (other) => isSameAmount(amount, other) || (isBare(other.unit) && sameValue(other.value, amount.value)),
  );
}

/** Whether two cells state what measures the same, so that one could be taken for the other. */
function areAlike(a: Cell, b: Cell): boolean {
  const [[one], [other]] = [findAmounts(a.text), findAmounts(b.text)];
  return one !== undefined && other !== undefined && isSameKind(one, other);
}

/** Whether a cell has something that measures the same, or a plain number. */
function hasKind({ text }: Cell, amount: Amount): boolean {
  return findAmounts(text).some((other) => isSameKind(amount, other) || isBare(other.unit));
}

/** Tables of a text: Markdown pipes, or columns between tabs. */
import { mapMatches } from './mapMatches';
import { type Span, trimSpan } from './span';

export interface Cell {
  /** Without the white space around it. */
  readonly span: Span;
  readonly text: string;
}

export interface Table {
  readonly header: readonly Cell[];
  readonly rows: readonly (readonly Cell[])[];
  /** From the start of its first line to the end of its last. */
  readonly span: Span;
}

/** The line below a Markdown header: "|---|:--:|". */
const RULE = /^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$/;

/** The tables of a text, in order: at least a header and one row, all with as many cells. */
export function findTables(text: string): Table[] {
  if (!text.includes('|') && !text.includes('\t')) return [];
  const tables: Table[] = [];
  let lines: (readonly Cell[])[] = [];
  let span: Span = { start: 0, end: 0 };
  const close = (): void => {
    const [header, ...rows] = lines;
    if (header && rows.length > 0) tables.push({ header, rows, span });
    lines = [];
  };
  for (let start = 0; start <= text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    const cells = cellsOf(text, { start, end });
    if (cells.length !== (lines[0]?.length ?? cells.length)) close();
    if (cells.length > 1) {
      if (lines.length === 0) span = { start, end };
      if (!RULE.test(text.slice(start, end))) lines.push(cells);
      span = { start: span.start, end };
    }
    start = end + 1;
  }
  close();
  return tables;
}

function cellsOf(text: string, { start, end }: Span): Cell[] {
  const line = text.slice(start, end);
  const isPiped = /^\s*\|.*\|\s*$/.test(line);
  if (!isPiped && !line.includes('\t')) return [];
  const mark = isPiped ? '|' : '\t';
  const first = isPiped ? line.indexOf('|') + 1 : 0;
  const last = isPiped ? line.lastIndexOf('|') : line.length;
  const cells: Cell[] = [];
  for (let at = first; at <= last; ) {
    const next = line.indexOf(mark, at);
    const to = next === -1 || next > last ? last : next;
    const span = trimSpan(text, { start: start + at, end: start + to });
    cells.push({ span, text: text.slice(span.start, span.end) });
    at = to + 1;
    if (to === last) break;
  }
  return cells;
}

/** "Dexamethasone: 2 mg twice daily", with or without a bullet. */
const ITEM = /^[ \t]*(?:[-*•][ \t]+)?(\p{L}[^:|\t\n.]{1,40}): +(\S.*)$/gmu;

/** With its bullet, in UTF-16 units. */
const LONGEST_NAME = 60;

/** Runs of lines with a name, a colon and what it has, as tables without a header: two columns, at least two rows. */
export function findLists(text: string): Table[] {
  if (!mayHaveLists(text)) return [];
  const items = mapMatches(text, ITEM, ({ 0: line, 1: name = '', 2: rest = '', index }) => {
    const end = index + line.length;
    const at = index + line.indexOf(name);
    const cells = [
      { span: { start: at, end: at + name.length }, text: name },
      { span: { start: end - rest.length, end }, text: rest.trimEnd() },
    ];
    return { span: { start: index, end }, cells };
  });
  const lists: { span: Span; rows: (readonly Cell[])[] }[] = [];
  for (const { span, cells } of items) {
    const last = lists.at(-1);
    if (last && text.slice(last.span.end, span.start).trim() === '' && span.start - last.span.end < 3) {
      last.rows.push(cells);
      last.span = { start: last.span.start, end: span.end };
    } else lists.push({ span, rows: [cells] });
  }
  return lists.filter(({ rows }) => rows.length > 1).map((list) => ({ header: [], ...list }));
}

/** Whether two lines may start with a name and a colon. Cheap. */
function mayHaveLists(text: string): boolean {
  let items = 0;
  for (let at = text.indexOf(': '); at !== -1; at = text.indexOf(': ', at + 1)) {
    const isNearStart = at < LONGEST_NAME || text.slice(at - LONGEST_NAME, at).includes('\n');
    if (isNearStart && ++items > 1) return true;
  }
  return false;
}

/** A bare number of a cell with the unit that its row or column has in brackets: "ALT (U/L)". */
export function withUnit(cell: string, name: string): string | undefined {
  const unit = /\(([^()\d][^()]*)\)/.exec(name)?.[1];
  return unit !== undefined && /^[<>≤≥~≈]?\s?\d[\d.,]*$/.test(cell) ? `${cell} ${unit}` : undefined;
}

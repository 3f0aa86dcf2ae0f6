/** Dates that a text states, and the time between them. */
import { mapMatches } from '../text/mapMatches';
import type { Span } from '../text/span';
import { type Amount, isRounding } from './amounts';

export interface PlainDate {
  readonly year: number;
  /** 1 to 12; undefined where only a year is stated. */
  readonly month?: number;
  /** 1 to 31; undefined where no day is stated. */
  readonly day?: number;
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const YEAR = '((?:19|20)\\d\\d)(?!\\d)';

/** "2021-06-14", "14 June 2021", "June 14, 2021", "June 2021", "in 2021". */
const DATE = new RegExp(
  `(?<!\\d)(?:${YEAR}-(\\d\\d)-(\\d\\d)(?!\\d)|(?:(\\d{1,2})(?:st|nd|rd|th)?\\s+)?\\b${MONTH}\\s+(?:(\\d{1,2})(?:st|nd|rd|th)?,?\\s+)?${YEAR}|(?<=\\b(?:in|since|from|until|to)\\s)${YEAR})`,
  'gi',
);

/** The dates of a text, in order. */
export function findDates(text: string): PlainDate[] {
  if (!/(?:19|20)\d\d/.test(text)) return [];
  return Array.from(text.matchAll(DATE), (match) => {
    const [, isoYear, isoMonth, isoDay, dayBefore, name, dayAfter, year, yearAlone] = match;
    if (isoYear !== undefined) return { year: Number(isoYear), month: Number(isoMonth), day: Number(isoDay) };
    if (name === undefined) return { year: Number(yearAlone) };
    const month = MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
    const day = dayBefore ?? dayAfter;
    return { year: Number(year), month, ...(day !== undefined && { day: Number(day) }) };
  });
}

export interface CalendarDate extends Omit<PlainDate, 'year'> {
  /** Undefined where none is stated. */
  readonly year: number | undefined;
  readonly month: number;
  readonly span: Span;
}

/** As `DATE`, a year left out where there is a day, and none without a month. */
const CALENDAR_DATE = new RegExp(
  `(?<!\\d)(?:${YEAR}-(\\d\\d)-(\\d\\d)(?!\\d)|(?:(\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?)?\\b${MONTH}(?!\\p{L})(?:\\s+(\\d{1,2})(?:st|nd|rd|th)?(?!\\d|[.,]\\d|\\s?[%\\p{L}]))?(?:,?\\s+${YEAR})?)`,
  'giu',
);

/** No such date does without. */
const CALENDAR_HINT = /\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|\d-\d\d-\d/i;

/** The dates of a text that have a month, and a day or a year, in order. */
export function findCalendarDates(text: string): CalendarDate[] {
  if (!CALENDAR_HINT.test(text)) return [];
  return mapMatches(text, CALENDAR_DATE, (match): CalendarDate | undefined => {
    const [words, isoYear, isoMonth, isoDay, dayBefore, name, dayAfter, year] = match;
    const span = { start: match.index, end: match.index + words.length };
    if (name === undefined)
      return { year: Number(isoYear), month: Number(isoMonth), day: Number(isoDay), span };
    const day = dayBefore ?? dayAfter;
    // "Children under 5 may …" is none.
    if ((day === undefined && year === undefined) || /^ma[ry]/.test(name)) return undefined;
    const month = MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
    return {
      year: year === undefined ? undefined : Number(year),
      month,
      ...(day !== undefined && { day: Number(day) }),
      span,
    };
  }).filter((date) => date !== undefined);
}

/** Whether two dates may be the same, as far as both are stated. */
export function isSameDate(a: CalendarDate, b: CalendarDate): boolean {
  const agree = (x: number | undefined, y: number | undefined): boolean =>
    x === undefined || y === undefined || x === y;
  return a.month === b.month && agree(a.day, b.day) && agree(a.year, b.year);
}

/** A month, in days. */
const MONTH_DAYS = 365.25 / 12;

/** Whether an amount of days, weeks, months or years is the time between two of the dates, as far as they are stated. */
export function isBetweenDates({ value, unit, decimals }: Amount, dates: readonly PlainDate[]): boolean {
  return dates.some((from, i) =>
    dates.slice(i + 1).some((to) => {
      const months = Math.abs(monthsOf(to) - monthsOf(from));
      const days = Math.abs(daysOf(to) - daysOf(from));
      const shows = (exact: number): boolean => isRounding(value, decimals, exact);
      // Whole months and years may count from day to day, weeks and months only where there are days and months.
      const cut = (exact: number): boolean => decimals === 0 && Math.floor(exact + 1e-9) === value;
      const hasMonths = from.month !== undefined && to.month !== undefined;
      const hasDays = from.day !== undefined && to.day !== undefined;
      if (unit === 'year') return shows(months / 12) || cut(months / 12);
      if (unit === 'month') return hasMonths && (shows(months) || cut(months) || shows(days / MONTH_DAYS));
      if (!hasDays) return false;
      // "From 3 to 5 May" are two days, or three with both of them.
      return unit === 'week'
        ? shows(days / 7) || cut(days / 7)
        : unit === 'day' && (shows(days) || shows(days + 1));
    }),
  );
}

/** Months from the year 0, days as parts of one. */
function monthsOf({ year, month = 1, day = 1 }: PlainDate): number {
  return 12 * year + month - 1 + (day - 1) / MONTH_DAYS;
}

function daysOf({ year, month = 1, day = 1 }: PlainDate): number {
  return Date.UTC(year, month - 1, day) / 86_400_000;
}

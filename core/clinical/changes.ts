/** What a text says of a value that rose or fell "from … to …", and whether it did. */
import { mapMatches } from '../text/mapMatches';
import type { Span } from '../text/span';
import { type Amount, findAmounts, sameUnitFactor } from './amounts';

export interface TurnedChange {
  /** From the verb to the second amount. */
  readonly span: Span;
  readonly verb: string;
  /** What the amounts do. */
  readonly does: 'rises' | 'falls';
}

const RISES = 'rose|risen|increased|grew|grown|climbed|went up';
const FALLS = 'fell|fallen|decreased|dropped|declined|shrank|shrunk|went down|tapered';
const CHANGE = new RegExp(`\\b(?:(${RISES})|(?:${FALLS})) (?:[^\\s.;:\\d]+ ){0,3}from (?=[\\d.])`, 'giu');

/** The changes of a text whose verb says the opposite of their amounts: "rose from 12.4 g/dL to 9.8 g/dL". */
export function findTurnedChanges(text: string): TurnedChange[] {
  return mapMatches(text, CHANGE, ({ 0: words, 1: rise, index }) => {
    const [from, to] = findAmounts(text.slice(index, index + words.length + REACH));
    if (!from || !to || !/^(?:\s\S+)? to $/.test(text.slice(index + from.span.end, index + to.span.start))) {
      return undefined;
    }
    const change = changeOf(from, to);
    if (change === 0 || Number.isNaN(change) || change > 0 === (rise !== undefined)) return undefined;
    return {
      span: { start: index, end: index + to.span.end },
      verb: words.slice(0, words.indexOf(' ')),
      does: change > 0 ? ('rises' as const) : ('falls' as const),
    };
  }).filter((change) => change !== undefined);
}

/** How far the two amounts and their units reach, in UTF-16 units. */
const REACH = 80;

function changeOf(from: Amount, to: Amount): number {
  if ([from, to].some(({ comparator }) => comparator !== '')) return Number.NaN;
  return to.value - from.value * (sameUnitFactor(from.unit, to.unit) ?? Number.NaN);
}

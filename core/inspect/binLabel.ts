import { formatNumber, formatShare } from '../text/formatNumber';
import type { Bin } from './histogram';
import { MEASURES, type MeasureId } from './measure';

/** The values of a bin as people read them: `480 to 499 words`, `3 steps`, `880 tokens and more`, `10 to 20 %`, `no value`. */
export function binLabel(measure: MeasureId, { from, to }: Omit<Bin, 'count'> | NoValue): string {
  if (from === null) return 'no value';
  const { kind, unit } = { unit: undefined, ...MEASURES[measure] };
  if (kind === 'share') return shareLabel(from, to);
  if (to === null) return `${formatNumber(from)} ${unit} and more`;
  const last = to - 1;
  const values = last === from ? formatNumber(from) : `${formatNumber(from)} to ${formatNumber(last)}`;
  return `${values} ${last === 1 ? singular(unit) : unit}`;
}

/** The mark of the records that have no value. */
interface NoValue {
  readonly from: null;
  readonly to: null;
}

/** The last bin of a share holds 100 % too. */
function shareLabel(from: number, to: number | null): string {
  return from === 1 ? formatShare(1) : `${formatShare(from).replace(' %', '')} to ${formatShare(to ?? 1)}`;
}

function singular(unit: string | undefined): string {
  return unit?.replace(/s$/, '') ?? '';
}

/** Which units measure the same, and by what factor they differ. Names are those of `core/grounding/units.ts`. */

/** Family → unit → how many of the family's smallest unit it is. */
const FAMILIES: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  mass: { pg: 1, ng: 1e3, μg: 1e6, mg: 1e9, g: 1e12, kg: 1e15 },
  volume: { nL: 1, μL: 1e3, mL: 1e6, dL: 1e8, L: 1e9 },
  length: { nm: 1, μm: 1e3, mm: 1e6, cm: 1e7, m: 1e9 },
  time: { second: 1, minute: 60, hour: 3600, day: 86_400, week: 604_800 },
  calendar: { month: 1, year: 12 },
  count: { '/L': 1, '/dL': 10, '/mL': 1e3, '/μL': 1e6, '/mm³': 1e6, '/nL': 1e9 },
  radiation: { mGy: 1, cGy: 10, Gy: 1000 },
};

interface Measure {
  readonly family: string;
  readonly factor: number;
}

const MEASURES: ReadonlyMap<string, Measure> = new Map(
  Object.entries(FAMILIES).flatMap(([family, units]) =>
    Object.entries(units).map(([unit, factor]) => [unit, { family, factor }] as const),
  ),
);

/** Words for what is counted. */
const COUNTED: ReadonlySet<string> = new Set([
  'fraction',
  'cycle',
  'course',
  'dose',
  'patient',
  'child',
  'participant',
  'cell',
  'copy',
  'time',
  'fold',
]);

/** Whether a number with this "unit" is a bare one: it has none, or what follows it is a multiplication sign. */
export function isBare(unit: string): boolean {
  return unit === '' || unit === 'x' || unit === '×';
}

/** Whether the unit is a word for things counted. */
export function isCount(unit: string): boolean {
  return COUNTED.has(unit);
}

/** The factor that turns an amount in `from` into `to`; undefined when the units do not measure the same. */
export function unitFactor(from: string, to: string): number | undefined {
  if (from === to || (isCount(from) && isCount(to))) return 1;
  const a = MEASURES.get(from);
  const b = MEASURES.get(to);
  return a && b && a.family === b.family ? a.factor / b.factor : undefined;
}

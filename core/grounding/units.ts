/** Units of the clinical texts we read: spelling → canonical name. Case matters (mg is not Mg). */

const MASSES = ['kg', 'g', 'mg', 'μg', 'ng', 'pg'];
const VOLUMES = ['L', 'dL', 'mL', 'μL', 'nL'];
const LENGTHS = ['m', 'cm', 'mm', 'μm', 'nm'];
const MOLES = ['mol', 'mmol', 'μmol', 'nmol', 'pmol', 'M', 'mM', 'μM', 'nM', 'pM'];
const DOSES = ['Gy', 'cGy', 'mGy', 'Sv', 'mSv', 'IU', 'U'];
const OTHERS = [
  'Hz',
  'kHz',
  'MHz',
  'mmHg',
  'T',
  'bp',
  'kb',
  'Mb',
  'kDa',
  'x',
  '×',
  '°C',
  '°F',
  '°',
  '%',
  '‰',
];

/** Words and abbreviations of one unit, the canonical name first. */
const SYNONYMS: readonly (readonly string[])[] = [
  ['mg', 'milligram', 'milligrams', 'mgs'],
  ['g', 'gram', 'grams'],
  ['kg', 'kilogram', 'kilograms', 'kgs'],
  ['μg', 'mcg', 'ug', 'microgram', 'micrograms'],
  ['mL', 'ml', 'millilitre', 'millilitres', 'milliliter', 'milliliters', 'cc'],
  ['L', 'l', 'litre', 'litres', 'liter', 'liters'],
  ['dL', 'dl'],
  ['μL', 'ul', 'uL', 'μl', 'microlitre', 'microliter'],
  ['cm', 'centimetre', 'centimetres', 'centimeter', 'centimeters'],
  ['mm', 'millimetre', 'millimetres', 'millimeter', 'millimeters'],
  ['Gy', 'gray', 'Gray', 'grays'],
  ['%', 'percent', 'per cent'],
  ['second', 'seconds', 'sec', 's'],
  ['minute', 'minutes', 'min', 'mins'],
  ['hour', 'hours', 'h', 'hr', 'hrs'],
  ['day', 'days', 'd'],
  ['week', 'weeks', 'wk', 'wks'],
  ['month', 'months', 'mo', 'mos'],
  ['year', 'years', 'y', 'yr', 'yrs'],
  ['fraction', 'fractions', 'fx'],
  ['cycle', 'cycles'],
  ['course', 'courses'],
  ['dose', 'doses'],
  ['patient', 'patients'],
  ['child', 'children'],
  ['participant', 'participants'],
  ['cell', 'cells'],
  ['copy', 'copies'],
  ['time', 'times'],
  ['fold', 'folds'],
];

const DENOMINATORS = [
  'kg',
  'm²',
  'day',
  'dose',
  'week',
  'hour',
  'h',
  'min',
  'minute',
  'month',
  'year',
  ...VOLUMES,
];

function buildUnits(): Map<string, string> {
  const units = new Map<string, string>();
  const simple = [
    ...MASSES,
    ...VOLUMES,
    ...LENGTHS,
    ...MOLES,
    ...DOSES,
    ...OTHERS,
    'm²',
    'cm²',
    'mm²',
    'm³',
    'cm³',
    'mm³',
  ];
  for (const unit of simple) units.set(unit, unit);
  for (const [name = '', ...others] of SYNONYMS) {
    for (const spelling of [name, ...others]) units.set(spelling, name);
  }
  const canonical = (spelling: string): string => units.get(spelling) ?? spelling;
  const numerators = [...units.keys()];
  const single = numerators.flatMap((top) => DENOMINATORS.map((bottom) => [top, bottom] as const));
  for (const [top, bottom] of single) {
    const name = `${canonical(top)}/${canonical(bottom)}`;
    units.set(`${top}/${bottom}`, name);
    for (const last of ['day', 'd', 'dose', 'week', 'hour', 'h', 'min']) {
      if (bottom === 'm²' || bottom === 'kg')
        units.set(`${top}/${bottom}/${last}`, `${name}/${canonical(last)}`);
    }
  }
  for (const volume of [...VOLUMES, 'mm³']) units.set(`/${volume}`, `/${volume}`);
  return units;
}

export const UNITS: ReadonlyMap<string, string> = buildUnits();

/** Amounts that are one step of arithmetic away from others that a sample mentions. */
import { type Amount, isRounding, sameValue } from '../clinical/amounts';
import { isBare, isCount } from '../clinical/unitFamilies';

export interface Known {
  readonly value: number;
  readonly unit: string;
}

/** More known amounts than this are not combined with one another: some pair would fit by chance. */
const MOST_COMBINED = 30;

/** What a sentence says was done; without such a word no step of its kind is taken. */
const LOWERS = /\b(?:reduc|decreas|lower|cut|less|minus|fell|drop|shr[aiu]nk|below|declin|spared|not\b)/i;
const RAISES = /\b(?:increas|rais|higher|more|grew|grow|above|escalat)/i;
const DIFFERS =
  /\b(?:differ|longer|shorter|more|less|fewer|improv|gain|versus|vs|compared|between|reduc|lower|increas|decreas|remain|left|rest|chang|fell|rose|drop|extend|exten|delay|after|before|other|spared|not\b|short of|exceed)/i;
const ADDS = /\b(?:total|together|altogether|sum|combined|overall|in all|both|after|plus|add|until|later)/i;

const EACH = /\b(?:each|per|every|fractions?|doses?|daily)\b|[×x]/i;

/**
 * Whether an amount follows from one or two known ones: "six months longer (18 against 12)", "20 mg reduced by
 * 25 %", "20 mg/m² for 1.1 m²". `sentence` is where the answer states it, `words` are think and answer.
 */
export function isOneStep(amount: Amount, known: readonly Known[], sentence: string, words: string): boolean {
  if (known.length > MOST_COMBINED) return false;
  const shows = (value: number): boolean => isRounding(amount.value, amount.decimals, value);
  const lowers = LOWERS.test(words);
  const raises = RAISES.test(words);
  const differs = DIFFERS.test(sentence);
  const adds = ADDS.test(sentence);
  if (known.some((a) => isShare(amount, a, lowers, shows))) return true;
  return known.some((a, i) =>
    known.some((b, j) => {
      if (i === j) return false;
      const likeA = sameKind(a.unit, amount.unit);
      if (likeA && b.unit === '%' && amount.unit !== '%') {
        if (lowers && shows(a.value * (1 - b.value / 100))) return true;
        if (raises && shows(a.value * (1 + b.value / 100))) return true;
      }
      if (likeA && sameKind(b.unit, amount.unit) && !isBare(amount.unit)) {
        if ((differs && shows(a.value - b.value)) || (adds && shows(a.value + b.value))) return true;
      }
      // 20 Gy in 10 fractions are 2 Gy each.
      if (likeA && isCount(b.unit) && b.value > 1 && EACH.test(sentence) && shows(a.value / b.value))
        return !isBare(amount.unit) && !isCount(amount.unit);
      // 20 mg/m² for 1.1 m² is 22 mg.
      if (amount.unit !== '' && a.unit === `${amount.unit}/${b.unit}` && shows(a.value * b.value))
        return true;
      if (amount.unit !== '%' || a.unit === '%' || isBare(a.unit) || !sameKind(a.unit, b.unit)) return false;
      return differs && b.value !== 0 && shows((100 * Math.abs(a.value - b.value)) / b.value);
    }),
  );
}

/** A percentage as a factor, what it leaves of the whole, and a ratio as a percentage. */
function isShare(amount: Amount, a: Known, lowers: boolean, shows: (value: number) => boolean): boolean {
  if (a.unit === '%') {
    if (amount.unit === '%') return lowers && shows(100 - a.value);
    if (!isBare(amount.unit)) return false;
    return sameValue(amount.value, a.value / 100) || sameValue(amount.value, 1 - a.value / 100);
  }
  if (amount.unit !== '%' || !isBare(a.unit) || a.value <= 0 || a.value >= 1) return false;
  return shows(100 * (1 - a.value)) || shows(100 * a.value);
}

function sameKind(a: string, b: string): boolean {
  return a === b || (isCount(a) && isCount(b));
}

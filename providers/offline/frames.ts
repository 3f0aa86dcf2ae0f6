/** Fills the frames of the data files. */

/** Values by slot name. */
export type Slots = Readonly<Record<string, string>>;

const SLOT = /\{(\w+)\}/g;

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * Replaces each `{slot}` by its value; `{Slot}` stands for the value of `slot` with a capital.
 * @throws RangeError for a slot without a value: the data and its generator do not fit
 */
export function fill(frame: string, slots: Slots): string {
  return frame.replace(SLOT, (_, name: string) => {
    const exact = slots[name];
    if (exact !== undefined) return exact;
    const lower = slots[name.charAt(0).toLowerCase() + name.slice(1)];
    if (lower === undefined) throw new RangeError(`no value for {${name}} in "${frame}"`);
    return capitalised(lower);
  });
}

/**
 * A number as text, without the noise of binary fractions. Sums and products of numbers with few decimals
 * come out exact, since rounding is to the sixth decimal.
 */
export function exact(value: number): string {
  return String(Math.round(value * 1e6) / 1e6);
}

/** A whole number with commas between the thousands, as blood counts are written. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** A half-open stretch of a text: UTF-16 offsets, 0-based, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** Whether two stretches have a place in common. */
export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

export function shift({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}

/** The last of what stands in order of place that starts at an offset or before it. */
export function lastUpTo<T extends { readonly span: Span }>(
  placed: readonly T[],
  offset: number,
): T | undefined {
  let low = 0;
  let high = placed.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((placed[middle] as T).span.start <= offset) low = middle + 1;
    else high = middle;
  }
  return placed[low - 1];
}

/** The span without the white space at its ends; an all-white span shrinks to its start. */
export function trimSpan(text: string, { start, end }: Span): Span {
  let first = start;
  while (first < end && isWhite(text.charCodeAt(first))) first++;
  if (first >= end) return { start, end: start };
  let last = end;
  while (isWhite(text.charCodeAt(last - 1))) last--;
  return { start: first, end: last };
}

/** Whether a unit is what `trim` takes away. */
function isWhite(code: number): boolean {
  if (code < 0x80) return code === 0x20 || (code >= 0x09 && code <= 0x0d);
  return String.fromCharCode(code).trim() === '';
}

/** A half-open stretch of a text: UTF-16 offsets, 0-based, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** The span without the white space at its ends; an all-white span shrinks to its start. */
export function trimSpan(text: string, { start, end }: Span): Span {
  const stretch = text.slice(start, end);
  const trimmed = stretch.trimStart();
  if (trimmed.length === 0) return { start, end: start };
  return { start: end - trimmed.length, end: start + stretch.trimEnd().length };
}

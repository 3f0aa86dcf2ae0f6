/** Texts with marks: ⟦ ⟧ around the stretches that a test speaks of, ⟪ ⟫ around those that are related. */
import type { Span } from '../../core/text/span';

export interface MarkedText {
  /** Without the marks. */
  readonly text: string;
  /** The stretches in ⟦ ⟧, in the order in which they open. */
  readonly spans: Span[];
  /** The stretches in ⟪ ⟫. */
  readonly related: Span[];
}

export function markedText(marked: string): MarkedText {
  const spans: { start: number; end: number }[] = [];
  const related: typeof spans = [];
  const open: typeof spans = [];
  let text = '';
  for (const piece of marked.split(/([⟦⟧⟪⟫])/)) {
    if (piece === '⟦' || piece === '⟪') {
      const span = { start: text.length, end: -1 };
      (piece === '⟦' ? spans : related).push(span);
      open.push(span);
    } else if (piece === '⟧' || piece === '⟫') {
      const span = open.pop();
      if (!span) throw new Error(`a ${piece} closes nothing: ${marked}`);
      span.end = text.length;
    } else text += piece;
  }
  if (open.length > 0) throw new Error(`a mark is not closed: ${marked}`);
  return { text, spans, related };
}

/** A text without its marks. */
export function unmarked(marked: string): string {
  return markedText(marked).text;
}

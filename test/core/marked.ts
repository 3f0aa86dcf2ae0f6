/** Texts in which ⟦ and ⟧ mark the stretches that a test speaks of. */
import type { Span } from '../../core/text/span';

/** The text without its marks, and the marked spans in the order in which they open. */
export function markedText(marked: string): { readonly text: string; readonly spans: Span[] } {
  const spans: { start: number; end: number }[] = [];
  const open: { start: number; end: number }[] = [];
  let text = '';
  for (const char of marked.split(/([⟦⟧])/)) {
    if (char === '⟦') {
      const span = { start: text.length, end: -1 };
      spans.push(span);
      open.push(span);
    } else if (char === '⟧') {
      const span = open.pop();
      if (!span) throw new Error(`a ⟧ closes nothing: ${marked}`);
      span.end = text.length;
    } else text += char;
  }
  if (open.length > 0) throw new Error(`a ⟦ is not closed: ${marked}`);
  return { text, spans };
}

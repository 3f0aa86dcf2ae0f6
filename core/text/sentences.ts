/** Cutting running text into sentences, well enough for rules that look at one statement at a time. */
import { type Span, trimSpan } from './span';

/** A line end, or closing punctuation with what may stand after it, before white space. */
const BREAK = /\n|[.!?]+["”’)\]*_]*(?=\s)/g;

/** Words whose full stop ends no sentence. */
const ABBREVIATION =
  /(?:^|[\s("“[])(?:[Ee]\.g|[Ii]\.e|vs|[Aa]pprox|ca|cf|al|Dr|Prof|Mr|Mrs|Ms|St|No|no|Fig|fig|resp|max|min|incl|excl)\.$/;

/** The number of a list item: "1." */
const LIST_NUMBER = /^[\s\-*•]*\d{1,2}\.$/;

/** The sentences of a stretch of text, without the white space around them. A line end always ends one. */
export function splitSentences(text: string, within: Span = { start: 0, end: text.length }): Span[] {
  const sentences: Span[] = [];
  const stretch = text.slice(within.start, within.end);
  let start = 0;
  const add = (end: number): void => {
    const span = trimSpan(text, { start: within.start + start, end: within.start + end });
    if (span.end > span.start) sentences.push(span);
    start = end;
  };
  for (const { 0: mark, index } of stretch.matchAll(BREAK)) {
    const end = index + mark.length;
    if (mark !== '\n' && !endsSentence(stretch, start, end)) continue;
    add(end);
  }
  add(stretch.length);
  return sentences;
}

function endsSentence(text: string, start: number, end: number): boolean {
  if (text[end - 1] !== '.') return true;
  const tail = text.slice(Math.max(start, end - 12), end);
  if (ABBREVIATION.test(tail) || (end - start < 12 && LIST_NUMBER.test(text.slice(start, end)))) return false;
  return !/^\s+\p{Ll}/u.test(text.slice(end, end + 4));
}

/** Whether a tag is closed by the braces that it was opened with. */
import type { Span } from '../text/span';
import { HELPERS } from './helpers';
import type { SyntaxProblem, Tag } from './tree';

/** What closes a tag, by its braces. */
const CLOSERS = { '}}': /^~?\}\}/, '}}}': /^\}~?\}\}/, '}}}}': /^\}{4}/ } as const;

type Braces = keyof typeof CLOSERS;

/** What is wrong with the braces that close a tag of `source`; undefined for a tag that is closed as it should be. */
export function findBraceProblem(source: string, tag: Tag): SyntaxProblem | undefined {
  const text = source.slice(tag.span.start, tag.span.end);
  const braces = bracesOf(tag, text);
  if (tag.closed) return findWrongBraces(source, tag, braces);
  const { start } = tag.span;
  const [half] = /^\{\{[^{}]*[^{}\s][ \t]*\}(?:[ \t]*\})?/.exec(text) ?? [];
  if (half !== undefined && braces === '}}') return halfClosed({ start, end: start + half.length }, half);
  const end = endOfName(source, tag) ?? start + text.trimEnd().length;
  return missingBraces({ start, end }, braces);
}

/** Of the two closing braces one is missing, or a space stands between them. */
function halfClosed(span: Span, text: string): SyntaxProblem {
  const place = { start: span.start + text.indexOf('}'), end: span.end };
  return {
    message: 'The braces are not closed: }} is missing.',
    span,
    fix: { title: 'Close them with }}', span: place, newText: '}}' },
  };
}

/** Where the name in a tag ends that stands alone between its braces: what follows is text. */
function endOfName(source: string, { kind, tokens }: Tag): number | undefined {
  const [first] = tokens;
  if (kind !== 'mustache' || first?.kind !== 'id' || HELPERS.has(first.text)) return undefined;
  const name = /^[^\s{}"'()|=]*/.exec(source.slice(first.span.start))?.[0] ?? '';
  return first.span.start + name.length;
}

function bracesOf({ kind }: Tag, text: string): Braces {
  if (kind.startsWith('raw')) return '}}}}';
  return /^\{\{~?\{/.test(text) ? '}}}' : '}}';
}

/** Handlebars reads as many closing braces as there are, whatever it has opened. */
function findWrongBraces(
  source: string,
  { kind, span, inner }: Tag,
  braces: Braces,
): SyntaxProblem | undefined {
  const rest = source.slice(inner.end, inner.end + 5);
  if (!CLOSERS[braces].test(rest)) {
    if (!rest.startsWith('~}}}')) return missingBraces(span, braces);
    const place = { start: inner.end, end: inner.end + 4 };
    return {
      message: 'Of three braces the "~" stands after the first.',
      span: place,
      fix: { title: 'Write }~}}', span: place, newText: '}~}}' },
    };
  }
  if (kind === 'else' || kind.startsWith('raw')) return undefined;
  const written = /^\}*/.exec(rest)?.[0] ?? '';
  const taken = Math.min(written.length, 4);
  if (taken <= braces.length) return undefined;
  const place = { start: inner.end + braces.length, end: inner.end + braces.length };
  return {
    message: `${written.slice(0, taken)} does not close ${'{'.repeat(braces.length)}: put a space between.`,
    span: { start: inner.end, end: inner.end + taken },
    fix: { title: 'Put a space between the braces', span: place, newText: ' ' },
  };
}

function missingBraces(span: Span, braces: Braces): SyntaxProblem {
  return {
    message: `The braces are not closed: ${braces} is missing.`,
    span,
    fix: { title: `Close them with ${braces}`, span: { start: span.end, end: span.end }, newText: braces },
  };
}

/** What is wrong with YAML, in the words of who wrote it and not of its grammar. */
import type { YAMLParseError } from 'yaml';
import { lineStart } from '../text/lineText';
import type { Span } from '../text/span';

export interface YamlMistake {
  /** One sentence without its capital and full stop: it follows a colon. */
  readonly message: string;
  readonly span: Span;
  /** What would mend it. */
  readonly fix?: {
    readonly title: string;
    readonly edits: readonly { readonly span: Span; readonly newText: string }[];
  };
}

/** Offsets are those of `text`. */
export function describeYamlError(
  text: string,
  { code, message, pos: [from, to] }: Pick<YAMLParseError, 'code' | 'message' | 'pos'>,
): YamlMistake {
  const start = Math.min(from, text.length);
  const end = Math.min(Math.max(to, start), text.length);
  switch (code) {
    case 'TAB_AS_INDENT':
      return {
        message: 'lines are indented with spaces, not with tabs',
        span: { start, end },
        fix: { title: 'Indent with spaces', edits: tabsToSpaces(text) },
      };
    case 'BLOCK_AS_IMPLICIT_KEY':
      return textWithColon(text, start);
    case 'BAD_SCALAR_START': {
      const span = restOfLine(text, start);
      return {
        message: `a value that starts with ${text[start]} needs quotation marks`,
        span,
        ...quoted(text, span),
      };
    }
    case 'DUPLICATE_KEY': {
      const span = widen(text, start, end);
      return { message: `the key "${text.slice(span.start, span.end)}" stands there already`, span };
    }
    case 'MULTILINE_IMPLICIT_KEY':
      return { message: 'a colon is missing after the key', span: restOfLine(text, start) };
    case 'BAD_INDENT': {
      const bracket = /\b(?:sequence|map)\b.*([\]}])$/.exec(message)?.[1];
      if (bracket) return { message: `${bracket} is missing before this`, span: widen(text, start, end) };
      const indent = /^[ \t]*/.exec(text.slice(start))?.[0].length ?? 0;
      const reason = 'the line is indented otherwise than those that belong with it';
      return { message: reason, span: restOfLine(text, start + indent) };
    }
    case 'MISSING_CHAR': {
      const quote = /closing (["'])/.exec(message)?.[1];
      if (quote)
        return { message: `the quotation mark ${quote} is not closed`, span: widen(text, start, end) };
      break;
    }
    case 'UNEXPECTED_TOKEN':
      if (/["']\s*$/.test(text.slice(lineStart(text, start), start))) {
        const reason = 'the value ends at the quotation mark before this, and text follows it';
        return { message: reason, span: restOfLine(text, start) };
      }
  }
  return {
    message: message.replace(/\.$/, '').replace(/^[A-Z](?=[a-z])/, (first) => first.toLowerCase()),
    span: widen(text, start, end),
  };
}

/** A key where a value began: a colon in a text without quotation marks, or lines under a key that has a value. */
function textWithColon(text: string, start: number): YamlMistake {
  const value = restOfLine(text, start);
  if (!/:(?:\s|$)/.test(text.slice(value.start, value.end)))
    return { message: 'a key with a value on its line can have no keys under it', span: value };
  const line = lineStart(text, start);
  const [, indent = '', key = ''] = /^(\s*(?:-\s+)*)(.*)$/.exec(text.slice(line, start)) ?? [];
  const close = text.slice(start, value.end).search(/\)\s*:/);
  const inKey = close !== -1 && /\([^)]*$/.test(key);
  const span = inKey ? { start: line + indent.length, end: start + close + 1 } : value;
  return {
    message: `a ${inKey ? 'name' : 'text'} with ": " in it needs quotation marks`,
    span,
    ...quoted(text, span),
  };
}

function quoted(text: string, span: Span): Pick<YamlMistake, 'fix'> {
  const newText = JSON.stringify(text.slice(span.start, span.end));
  return { fix: { title: 'Put it in quotation marks', edits: [{ span, newText }] } };
}

/** Up to the end of the line or its comment. */
function restOfLine(text: string, start: number): Span {
  const rest = /^[^\r\n]*/.exec(text.slice(start))?.[0] ?? '';
  return { start, end: start + rest.replace(/\s#.*$/, '').trimEnd().length };
}

function tabsToSpaces(text: string): { readonly span: Span; readonly newText: string }[] {
  return [...text.matchAll(/^ *\t[ \t]*/gm)].map(({ 0: indent, index }) => ({
    span: { start: index, end: index + indent.length },
    newText: indent.replaceAll('\t', '  '),
  }));
}

/** Errors of `yaml` often name one character, or none: the word there is shown, or the character before. */
function widen(text: string, start: number, end: number): Span {
  const word = /^[\w.-]+/.exec(text.slice(start))?.[0].length ?? 0;
  if (word > 0 || text.slice(start, end).trim() !== '') return { start, end: Math.max(end, start + word) };
  const before = text.slice(0, start).trimEnd().length;
  return { start: Math.max(0, before - 1), end: before };
}

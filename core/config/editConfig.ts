/** Writing a value into the text of a configuration, its comments and layout kept. */
import { type JSONPath, modify } from 'jsonc-parser';
import type { Span } from '../text/span';

export interface ConfigEdit {
  readonly span: Span;
  readonly newText: string;
}

/** The edits that set a value in a text that can be read. */
export function setInConfig(text: string, path: JSONPath, value: unknown): readonly ConfigEdit[] {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const formattingOptions = { insertSpaces: !/^\t/m.test(text), tabSize: 2, eol };
  return modify(text, path, value, { formattingOptions }).map(({ offset, length, content }) => ({
    span: { start: offset, end: offset + length },
    newText: content,
  }));
}

import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { LineText } from '../core/text/lineText';

/** The text of an open document of no great size. */
export class OpenText {
  /** Another one each time the document is opened: versions start over then. */
  readonly id = globalThis.crypto.randomUUID();
  #text: string;

  constructor(
    readonly uri: string,
    readonly languageId: string,
    public version: number,
    text: string,
  ) {
    this.#text = text;
  }

  getText(): string {
    return this.#text;
  }

  update(changes: readonly TextDocumentContentChangeEvent[], version: number): void {
    for (const change of changes) {
      if ('range' in change) {
        const lines = new LineText(this.#text);
        lines.replace(change.range, change.text);
        this.#text = lines.toString();
      } else this.#text = change.text;
    }
    this.version = version;
  }
}

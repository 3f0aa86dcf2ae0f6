import type { TextDocumentContentChangeEvent, TextDocuments } from 'vscode-languageserver';
import { CONFIG_FILE } from '../core/config/schema';
import { PROMPT_EXTENSION } from '../core/prompt/templateFile';
import { ConfigDocument } from './configDocument';
import { DatasetDocument } from './document';
import { DOTPROMPT, PromptDocument } from './promptDocument';

export type OpenDocument = DatasetDocument | PromptDocument | ConfigDocument;

export type OpenDocuments = TextDocuments<OpenDocument>;

/** What `TextDocuments` needs to keep our documents, each of the class of its language. */
export const documentKinds = {
  create: (uri: string, languageId: string, version: number, text: string): OpenDocument => {
    if (languageId === DOTPROMPT || uri.endsWith(PROMPT_EXTENSION))
      return new PromptDocument(uri, languageId, version, text);
    if (uri.endsWith(`/${CONFIG_FILE}`)) return new ConfigDocument(uri, languageId, version, text);
    return new DatasetDocument(uri, languageId, version, text);
  },
  update: (
    document: OpenDocument,
    changes: TextDocumentContentChangeEvent[],
    version: number,
  ): OpenDocument => {
    document.update(changes, version);
    return document;
  },
};

export function openDataset(documents: OpenDocuments, uri: string): DatasetDocument | undefined {
  const document = documents.get(uri);
  return document instanceof DatasetDocument ? document : undefined;
}

export function openPrompt(documents: OpenDocuments, uri: string): PromptDocument | undefined {
  const document = documents.get(uri);
  return document instanceof PromptDocument ? document : undefined;
}

/** The configurations that are open in the editor. */
export function openConfigs(documents: OpenDocuments): readonly ConfigDocument[] {
  return documents.all().filter((document) => document instanceof ConfigDocument);
}

import type { Connection } from 'vscode-languageserver';
import type { FileConfig } from '../core/config/resolveConfig';
import { DatasetView, ReadRecords } from '../core/language/datasetView';
import type { Configurations } from './configurations';
import type { DatasetDocument } from './document';
import { type OpenDocuments, openDataset } from './openDocuments';
import type { Prompts } from './prompts';
import type { Settings } from './settings';

/** A dataset as it is now. Valid until the next `await`. */
export interface OpenDataset {
  readonly view: DatasetView;
  readonly document: DatasetDocument;
  readonly config: FileConfig;
}

interface Known {
  /** Of the document when it was opened. */
  readonly id: string;
  readonly version: number;
  readonly view: DatasetView;
  readonly records: ReadRecords;
}

/** The language features' view of each open dataset: one per version, over records that stay read between them. */
export class LanguageViews {
  readonly #known = new Map<string, Known>();

  constructor(
    private readonly documents: OpenDocuments,
    private readonly configurations: Configurations,
  ) {
    documents.onDidClose(({ document }) => this.#known.delete(document.uri));
  }

  /** Undefined for a document that is not open or no dataset. */
  async open(uri: string): Promise<OpenDataset | undefined> {
    const config = await this.configurations.of(uri);
    const document = openDataset(this.documents, uri);
    return document?.isDataset(config) ? { view: this.#view(document), document, config } : undefined;
  }

  async view(uri: string): Promise<DatasetView | undefined> {
    return (await this.open(uri))?.view;
  }

  #view(document: DatasetDocument): DatasetView {
    const { uri, id, version, format, lines } = document;
    const known = this.#known.get(uri);
    if (known?.id === id && known.version === version) return known.view;
    const records = known?.id === id ? known.records : new ReadRecords(format);
    const view = new DatasetView(format, lines, records, document.records);
    this.#known.set(uri, { id, version, view, records });
    return view;
  }
}

/** What a language feature is served with. */
export interface LanguageService {
  readonly connection: Connection;
  readonly documents: OpenDocuments;
  readonly views: LanguageViews;
  readonly settings: Settings;
  readonly prompts: Prompts;
}

import type { Connection, TextDocuments } from 'vscode-languageserver';
import { DatasetView, ReadRecords } from '../core/language/datasetView';
import type { DatasetDocument } from './document';

/** The language features' view of each open dataset: one per version, over records that stay read between them. */
export class LanguageViews {
  readonly #known = new Map<string, { version: number; view: DatasetView; readonly records: ReadRecords }>();

  constructor(private readonly documents: TextDocuments<DatasetDocument>) {
    documents.onDidClose(({ document }) => this.#known.delete(document.uri));
  }

  /** Undefined for a document that is not open or no dataset. Use it before the next `await`. */
  get(uri: string): DatasetView | undefined {
    const document = this.documents.get(uri);
    if (!document?.isDataset) return undefined;
    const { format, version } = document;
    const known = this.#known.get(uri);
    if (known?.version === version && known.view.format === format) return known.view;
    const records = known?.view.format === format ? known.records : new ReadRecords(format);
    const view = new DatasetView(format, document.lines, records);
    this.#known.set(uri, { version, view, records });
    return view;
  }
}

/** What a language feature is served with. */
export interface LanguageService {
  readonly connection: Connection;
  readonly documents: TextDocuments<DatasetDocument>;
  readonly views: LanguageViews;
}

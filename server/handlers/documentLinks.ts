import { findDocumentLinks } from '../../core/language/documentLinks';
import type { LanguageService } from '../languageViews';

/** Trials, DOIs and addresses lead to their pages. */
export function provideDocumentLinks({ connection, views }: LanguageService): void {
  connection.onDocumentLinks(({ textDocument: { uri } }) => {
    const view = views.get(uri);
    return view ? findDocumentLinks(view) : [];
  });
}

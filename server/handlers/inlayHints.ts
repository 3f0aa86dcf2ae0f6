import { MarkupKind } from 'vscode-languageserver';
import { findInlayHints } from '../../core/language/inlayHints';
import type { LanguageService } from '../languageViews';

/** How much of a proof is grounded, and where its quotes come from. */
export function provideInlayHints({ connection, views }: LanguageService): void {
  connection.languages.inlayHint.on(({ textDocument: { uri }, range }) => {
    const view = views.get(uri);
    return (view ? findInlayHints(view, range) : []).map(({ position, label, tooltip, target }) => ({
      position,
      label: [
        {
          value: label,
          tooltip: { kind: MarkupKind.Markdown, value: tooltip },
          ...(target && { location: { uri, range: target } }),
        },
      ],
      paddingLeft: true,
    }));
  });
}

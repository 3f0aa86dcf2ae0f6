import { MarkupKind } from 'vscode-languageserver';
import { findInlayHints } from '../../core/language/inlayHints';
import type { LanguageService } from '../languageViews';

/** How much of a proof is grounded, and where its quotes come from. */
export function provideInlayHints({ connection, views }: LanguageService): void {
  connection.languages.inlayHint.on(async ({ textDocument: { uri }, range }) => {
    const open = await views.open(uri);
    // Asked for what is in view.
    open?.document.lookAt(range.start.line);
    return (open ? findInlayHints(open.view, range) : []).map(({ position, label, tooltip, target }) => ({
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

import { MarkupKind } from 'vscode-languageserver';
import { findHover } from '../../core/language/hover';
import type { LanguageService } from '../languageViews';
import type { Settings } from '../settings';

/** What a quote matches, what a tag is for, why a rule complains. */
export function provideHover({ connection, documents, views }: LanguageService, settings: Settings): void {
  connection.onHover(async ({ textDocument: { uri }, position }) => {
    const config = await settings.lintConfig();
    const view = views.get(uri);
    const hover = view && findHover(view, position, documents.get(uri)?.lint(config).diagnostics ?? []);
    return hover ? { contents: { kind: MarkupKind.Markdown, value: hover.text }, range: hover.range } : null;
  });
}

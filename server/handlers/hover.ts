import { MarkupKind } from 'vscode-languageserver';
import { findHover } from '../../core/language/hover';
import { withOwnArchetypes } from '../../core/sample/archetype';
import type { LanguageService } from '../languageViews';
import { hoverInPrompt } from './promptFeatures';

/** What a quote matches, what a tag is for, why a rule complains. */
export function provideHover({ connection, views, prompts }: LanguageService): void {
  connection.onHover(async ({ textDocument: { uri }, position }) => {
    const prompt = await prompts.open(uri);
    if (prompt) return hoverInPrompt(prompt, position);
    const dataset = await views.open(uri);
    if (!dataset) return null;
    const { view, document, config } = dataset;
    const hover = findHover(
      view,
      position,
      document.knownAt(config, position.line).diagnostics,
      withOwnArchetypes(config.archetypes),
    );
    return hover ? { contents: { kind: MarkupKind.Markdown, value: hover.text }, range: hover.range } : null;
  });
}

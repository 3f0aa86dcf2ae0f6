import {
  type DocumentSymbol,
  FoldingRangeKind,
  type SelectionRange,
  SymbolKind,
} from 'vscode-languageserver';
import { findFoldingRanges } from '../../core/language/folding';
import { RecordMemo } from '../../core/language/recordMemo';
import { findSelections } from '../../core/language/selection';
import {
  type DocumentSymbol as CoreSymbol,
  findSymbols,
  OUTLINE_LIMITS,
  type RecordOutline,
} from '../../core/language/symbols';
import type { LanguageService } from '../languageViews';
import { foldsInPrompt, selectionsInPrompt, symbolsInPrompt } from './promptFeatures';

const SYMBOL_KINDS: Readonly<Record<CoreSymbol['kind'], SymbolKind>> = {
  record: SymbolKind.Object,
  metadata: SymbolKind.Property,
  message: SymbolKind.String,
  block: SymbolKind.Field,
  more: SymbolKind.Array,
};

/** The outline, folding and growing selections. */
export function provideStructure(
  { connection, documents, views, prompts }: LanguageService,
  foldLimit: number | undefined,
): void {
  const outlines = new Map<string, RecordMemo<RecordOutline>>();
  documents.onDidClose(({ document }) => outlines.delete(document.uri));

  connection.onDocumentSymbol(async ({ textDocument: { uri } }) => {
    const prompt = await prompts.open(uri);
    if (prompt) return symbolsInPrompt(prompt);
    const view = await views.view(uri);
    if (!view) return [];
    const memo = outlines.get(uri) ?? new RecordMemo();
    outlines.set(uri, memo);
    return findSymbols(view, OUTLINE_LIMITS, memo).map(toSymbol);
  });

  connection.onFoldingRanges(async ({ textDocument: { uri } }) => {
    const prompt = await prompts.open(uri);
    if (prompt) return foldsInPrompt(prompt, foldLimit);
    const view = await views.view(uri);
    return (view ? findFoldingRanges(view, foldLimit) : []).map(({ startLine, endLine }) => ({
      startLine,
      endLine,
      kind: FoldingRangeKind.Region,
    }));
  });

  connection.onSelectionRanges(async ({ textDocument: { uri }, positions }) => {
    const prompt = await prompts.open(uri);
    const view = prompt ? undefined : await views.view(uri);
    return positions.map((position): SelectionRange => {
      const ranges = prompt
        ? selectionsInPrompt(prompt, position)
        : view
          ? findSelections(view, position)
          : [];
      const outermost = ranges.at(-1) ?? { start: position, end: position };
      return ranges
        .slice(0, -1)
        .reduceRight<SelectionRange>((parent, range) => ({ range, parent }), { range: outermost });
    });
  });
}

function toSymbol({ name, detail, kind, range, selection, children }: CoreSymbol): DocumentSymbol {
  return {
    name,
    detail,
    kind: SYMBOL_KINDS[kind],
    range,
    selectionRange: selection,
    children: children.map(toSymbol),
  };
}

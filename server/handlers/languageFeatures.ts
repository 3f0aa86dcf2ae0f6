import type { ClientCapabilities, Connection, ServerCapabilities } from 'vscode-languageserver';
import type { InitializationOptions } from '../../core/protocol';
import type { Configurations } from '../configurations';
import { type LanguageService, LanguageViews } from '../languageViews';
import type { OpenDocuments } from '../openDocuments';
import type { Prompts } from '../prompts';
import type { Settings } from '../settings';
import { provideCodeLenses } from './codeLenses';
import { provideCompletion, TRIGGER_CHARACTERS } from './completion';
import { provideDecisions } from './decisions';
import { provideDocumentLinks } from './documentLinks';
import { provideFormatting } from './formatting';
import { provideHover } from './hover';
import { provideInlayHints } from './inlayHints';
import { providePromptFeatures } from './promptFeatures';
import { provideQuoteLinks } from './quoteLinks';
import { provideSemanticTokens, TOKENS_LEGEND } from './semanticTokens';
import { provideStructure } from './structure';

/** Files by whose names others call them. */
const PARTIALS = '**/_*.prompt';

/** Everything that reads a dataset without judging it. Returns what to tell the client of. */
export function provideLanguageFeatures(
  connection: Connection,
  documents: OpenDocuments,
  configurations: Configurations,
  settings: Settings,
  prompts: Prompts,
  { textDocument, workspace }: ClientCapabilities,
  { canReview = false, canDecide = false, canAskAgain = false, promptCommands = [] }: InitializationOptions,
): ServerCapabilities {
  const service: LanguageService = {
    connection,
    documents,
    views: new LanguageViews(documents, configurations),
    settings,
    prompts,
  };
  provideHover(service);
  provideQuoteLinks(service, textDocument?.definition?.linkSupport === true);
  provideCompletion(service, textDocument?.completion?.completionItem?.snippetSupport === true);
  provideStructure(service, textDocument?.foldingRange?.rangeLimit);
  provideSemanticTokens(service);
  provideInlayHints(service);
  provideDecisions(service);
  provideCodeLenses(service, { canReview, canDecide, canAskAgain, promptCommands });
  const edits = workspace?.workspaceEdit;
  const canRename = edits?.documentChanges === true && edits.resourceOperations?.includes('rename') === true;
  const asks = workspace?.fileOperations?.willRename === true;
  providePromptFeatures(service, canRename ? (asks ? 'asks' : 'given') : 'none');
  provideFormatting(service);
  provideDocumentLinks(service);
  return {
    hoverProvider: true,
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    completionProvider: { triggerCharacters: [...TRIGGER_CHARACTERS] },
    documentSymbolProvider: { label: 'Vignette' },
    foldingRangeProvider: true,
    selectionRangeProvider: true,
    semanticTokensProvider: { legend: TOKENS_LEGEND, full: { delta: true }, range: true },
    inlayHintProvider: true,
    codeLensProvider: { resolveProvider: true },
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    documentLinkProvider: {},
    renameProvider: textDocument?.rename?.prepareSupport ? { prepareProvider: true } : true,
    signatureHelpProvider: { triggerCharacters: [' ', '('] },
    workspace: { fileOperations: { willRename: { filters: [{ pattern: { glob: PARTIALS } }] } } },
  };
}

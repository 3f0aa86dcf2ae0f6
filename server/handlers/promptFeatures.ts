/** The language features of prompt templates, in the protocol's terms. */
import {
  type CodeLens,
  type DocumentHighlight,
  DocumentHighlightKind,
  type DocumentLink,
  type DocumentSymbol,
  type FoldingRange,
  FoldingRangeKind,
  type Hover,
  type Location,
  LSPErrorCodes,
  MarkupKind,
  type Position,
  RenameFile,
  ResponseError,
  SymbolKind,
  type TextDocumentEdit,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { formatPrompt } from '../../core/prompt/language/format';
import { hoverPrompt } from '../../core/prompt/language/hover';
import { findOccurrences, refuseName, symbolAt } from '../../core/prompt/language/occurrences';
import { foldsOf, type OutlineItem, outlineOf } from '../../core/prompt/language/outline';
import {
  callsOfPartial,
  type PartialCall,
  partialNameOf,
  refusePartialName,
  writtenName,
} from '../../core/prompt/language/partialNames';
import { selectionsAt } from '../../core/prompt/language/selections';
import { signatureAt } from '../../core/prompt/language/signature';
import { tokensOf } from '../../core/prompt/language/tokens';
import type { PromptFolder } from '../../core/prompt/promptFolder';
import { partialFileName } from '../../core/prompt/templateFile';
import { PROMPT_COMMANDS } from '../../core/protocol';
import { withOwnArchetypes } from '../../core/sample/archetype';
import type { Range } from '../../core/text/lineText';
import type { Span } from '../../core/text/span';
import type { LanguageService } from '../languageViews';
import { besideUri, fileNameOf, type OpenPrompt, offsetIn, rangeIn } from '../prompts';
import type { PlacedToken } from './placedToken';

/** How a client renames files: not at all; with all edits given; or asking what else to change, as it does for any rename. */
export type FileRenames = 'none' | 'given' | 'asks';

/** Requests that only templates answer: rename and signature help. */
export function providePromptFeatures(
  { connection, prompts }: LanguageService,
  fileRenames: FileRenames,
): void {
  const canRename = fileRenames !== 'none';
  connection.onPrepareRename(async ({ textDocument: { uri }, position }) => {
    const prompt = await prompts.open(uri);
    if (!prompt) return null;
    const offset = offsetIn(prompt, position);
    const call = partialAt(prompt, offset);
    if (call) return call.target && canRename ? toRange(prompt, call.statement.name.span) : null;
    const found = symbolAt(prompt.folder, prompt.fileName, offset);
    return found ? toRange(prompt, found.span) : null;
  });
  connection.onRenameRequest(async ({ textDocument: { uri }, position, newName }) => {
    const prompt = await prompts.open(uri);
    if (!prompt) return null;
    const name = partialAt(prompt, offsetIn(prompt, position))?.name;
    if (name !== undefined)
      return canRename ? renamePartial(prompt, name, newName, fileRenames === 'asks') : null;
    return rename(prompt, position, newName);
  });
  connection.workspace.onWillRenameFiles(async ({ files }) => {
    const changes: Record<string, TextEdit[]> = {};
    for (const { oldUri, newUri } of files) {
      const [before, after] = [oldUri, newUri].map((uri) => partialNameOf(fileNameOf(uri)));
      const isBeside = besideUri(oldUri, fileNameOf(newUri)) === besideUri(newUri, fileNameOf(newUri));
      if (before === undefined || after === undefined || !isBeside) continue;
      const folder = await prompts.folderAround(oldUri);
      for (const call of callsOfPartial(folder, before)) {
        const uri = besideUri(oldUri, call.fileName);
        changes[uri] = [...(changes[uri] ?? []), editOf(folder, call, after)];
      }
    }
    return { changes };
  });
  connection.onSignatureHelp(async ({ textDocument: { uri }, position }) => {
    const prompt = await prompts.open(uri);
    const found = prompt && signatureAt(prompt.analysis, offsetIn(prompt, position));
    if (!found) return null;
    const parameters = found.parameters.map(({ label, docs }) => ({ label, documentation: docs }));
    const activeParameter = found.active ?? null;
    return {
      signatures: [{ label: found.label, documentation: found.docs, parameters }],
      activeSignature: 0,
      activeParameter,
    };
  });
}

function editOf(folder: PromptFolder, { fileName, span }: PartialCall, name: string): TextEdit {
  const range = rangeIn(folder.files.get(fileName)?.source ?? '')(span);
  return { range, newText: writtenName(name) };
}

/** The file of a partial and its calls; the file alone for a client that asks what else to change. */
function renamePartial(
  prompt: OpenPrompt,
  name: string,
  newName: string,
  asks: boolean,
): WorkspaceEdit | null {
  const { folder, uri } = prompt;
  if (newName === name) return null;
  const refused = refusePartialName(folder, newName);
  if (refused !== undefined) throw new ResponseError(LSPErrorCodes.RequestFailed, refused);
  const calls = callsOfPartial(folder, name);
  if (calls.length === 0) return null;
  const edits = calls.map(
    (call): TextDocumentEdit => ({
      textDocument: { uri: addressOf(prompt, call.fileName), version: null },
      edits: [editOf(folder, call, newName)],
    }),
  );
  const [oldUri, newUri] = [name, newName].map((each) => besideUri(uri, partialFileName(each)));
  return { documentChanges: [...(asks ? [] : edits), RenameFile.create(oldUri ?? '', newUri ?? '')] };
}

function rename(prompt: OpenPrompt, position: Position, newName: string): WorkspaceEdit | null {
  const refused = refuseName(newName);
  if (refused !== undefined) throw new ResponseError(LSPErrorCodes.RequestFailed, refused);
  const { folder, fileName, uri } = prompt;
  const changes: Record<string, TextEdit[]> = {};
  for (const place of findOccurrences(folder, fileName, offsetIn(prompt, position))) {
    const address = addressOf(prompt, place.fileName);
    const edits = changes[address] ?? [];
    changes[address] = edits;
    edits.push({ range: rangeOf(prompt, place), newText: newName });
  }
  return uri in changes ? { changes } : null;
}

export function hoverInPrompt(prompt: OpenPrompt, position: Position): Hover | null {
  const { folder, fileName, analysis, config } = prompt;
  const archetypes = withOwnArchetypes(config.archetypes);
  const hover = hoverPrompt(folder, fileName, analysis, offsetIn(prompt, position), archetypes);
  return (
    (hover && {
      contents: { kind: MarkupKind.Markdown, value: hover.text },
      range: toRange(prompt, hover.span),
    }) ??
    null
  );
}

/** Where a variable is declared, and the file of a partial. */
export function definitionsInPrompt(prompt: OpenPrompt, position: Position): Location[] {
  const offset = offsetIn(prompt, position);
  const call = partialAt(prompt, offset);
  if (call?.target) {
    const start = { line: 0, character: 0 };
    return [{ uri: besideUri(prompt.uri, partialFileName(call.name ?? '')), range: { start, end: start } }];
  }
  return findOccurrences(prompt.folder, prompt.fileName, offset)
    .filter(({ isDeclaration }) => isDeclaration)
    .map((place) => ({ uri: addressOf(prompt, place.fileName), range: rangeOf(prompt, place) }));
}

/** Every place of a variable, and every call of a partial. */
export function referencesInPrompt(
  prompt: OpenPrompt,
  position: Position,
  includeDeclaration: boolean,
): Location[] {
  const offset = offsetIn(prompt, position);
  const called = partialAt(prompt, offset);
  if (called?.target && called.name !== undefined) {
    return callsOfPartial(prompt.folder, called.name).map((call) => ({
      uri: addressOf(prompt, call.fileName),
      range: rangeOf(prompt, call),
    }));
  }
  return findOccurrences(prompt.folder, prompt.fileName, offset)
    .filter(({ isDeclaration }) => includeDeclaration || !isDeclaration)
    .map((place) => ({ uri: addressOf(prompt, place.fileName), range: rangeOf(prompt, place) }));
}

export function highlightsInPrompt(prompt: OpenPrompt, position: Position): DocumentHighlight[] {
  return findOccurrences(prompt.folder, prompt.fileName, offsetIn(prompt, position))
    .filter(({ fileName }) => fileName === prompt.fileName)
    .map((place) => ({
      range: rangeOf(prompt, place),
      kind: place.isDeclaration ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
    }));
}

const SYMBOL_KINDS: Readonly<Record<OutlineItem['kind'], SymbolKind>> = {
  'front-matter': SymbolKind.Namespace,
  key: SymbolKind.Property,
  variable: SymbolKind.Variable,
  message: SymbolKind.String,
  block: SymbolKind.Struct,
  partial: SymbolKind.Module,
};

export function symbolsInPrompt(prompt: OpenPrompt): DocumentSymbol[] {
  const range = rangeIn(prompt.analysis.file.source);
  const toSymbol = ({ name, detail, kind, span, selection, children }: OutlineItem): DocumentSymbol => ({
    name: name === '' ? '?' : name,
    detail,
    kind: SYMBOL_KINDS[kind],
    range: range(span),
    selectionRange: range(selection),
    children: children.map(toSymbol),
  });
  return outlineOf(prompt.analysis).map(toSymbol);
}

export function foldsInPrompt(prompt: OpenPrompt, limit = Number.POSITIVE_INFINITY): FoldingRange[] {
  const range = rangeIn(prompt.analysis.file.source);
  return foldsOf(prompt.analysis)
    .map(range)
    .filter(({ start, end }) => end.line > start.line)
    .slice(0, limit)
    .map(({ start, end }) => ({
      startLine: start.line,
      endLine: end.line,
      kind: FoldingRangeKind.Region,
    }));
}

/** The stretches around a position, innermost first. */
export function selectionsInPrompt(prompt: OpenPrompt, position: Position): Range[] {
  return selectionsAt(prompt.analysis, offsetIn(prompt, position)).map((span) => toRange(prompt, span));
}

export function linksInPrompt(prompt: OpenPrompt): DocumentLink[] {
  return prompt.analysis.calls.flatMap(({ partial, target, name, statement }) =>
    partial === undefined && target && name !== undefined
      ? [
          {
            range: toRange(prompt, statement.name.span),
            target: besideUri(prompt.uri, partialFileName(name)),
            tooltip: partialFileName(name),
          },
        ]
      : [],
  );
}

/** What can be done with a template; `commands`: those that the client has. */
export function lensesInPrompt(prompt: OpenPrompt, commands: readonly string[]): CodeLens[] {
  if (prompt.analysis.file.isPartial) return [];
  const start = { line: 0, character: 0 };
  const { preview, run, runCases } = PROMPT_COMMANDS;
  const lenses: readonly (readonly [title: string, command: string, ...more: unknown[]])[] = [
    ['Preview', preview],
    ['Run 1', run, { count: 1 }],
    ['Run N…', run],
    ['Run on cases', runCases],
  ];
  return lenses
    .filter(([, command]) => commands.includes(command))
    .map(([title, command, ...more]) => ({
      range: { start, end: start },
      command: { title, command, arguments: [prompt.uri, ...more] },
    }));
}

export function formattingOfPrompt(prompt: OpenPrompt): TextEdit[] {
  const range = rangeIn(prompt.analysis.file.source);
  return formatPrompt(prompt.analysis.file).map(({ span, newText }) => ({ range: range(span), newText }));
}

export function tokensInPrompt(prompt: OpenPrompt): PlacedToken[] {
  const range = rangeIn(prompt.analysis.file.source);
  return tokensOf(prompt.analysis).flatMap(({ span, type }) => {
    const { start, end } = range(span);
    // Tokens stand on one line; a name in brackets could hold a line break.
    if (start.line !== end.line) return [];
    return [{ line: start.line, character: start.character, length: end.character - start.character, type }];
  });
}

function partialAt(
  { analysis }: OpenPrompt,
  offset: number,
): OpenPrompt['analysis']['calls'][number] | undefined {
  return analysis.calls.find(
    ({ partial, statement: { name } }) =>
      partial === undefined && name.span.start <= offset && offset <= name.span.end,
  );
}

function toRange({ analysis }: OpenPrompt, span: Span): Range {
  return rangeIn(analysis.file.source)(span);
}

function rangeOf({ folder }: OpenPrompt, place: { readonly fileName: string; readonly span: Span }): Range {
  return rangeIn(folder.files.get(place.fileName)?.source ?? '')(place.span);
}

/** The template's own address as the editor writes it, which may escape other characters than we do. */
function addressOf({ uri, fileName }: OpenPrompt, other: string): string {
  return other === fileName ? uri : besideUri(uri, other);
}

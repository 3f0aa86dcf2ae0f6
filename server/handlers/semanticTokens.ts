import {
  SemanticTokensDeltaRequest,
  type SemanticTokensEdit,
  type SemanticTokensLegend,
  SemanticTokensRangeRequest,
  SemanticTokensRequest,
} from 'vscode-languageserver';
import { isLongerThan, type RecordView } from '../../core/language/datasetView';
import { RecordMemo } from '../../core/language/recordMemo';
import { findTokens, type SemanticToken, TOKEN_MODIFIERS } from '../../core/language/semanticTokens';
import type { LanguageService } from '../languageViews';
import { ALL_TOKEN_TYPES, type PlacedToken } from './placedToken';
import { tokensInPrompt } from './promptFeatures';

export const TOKENS_LEGEND: SemanticTokensLegend = {
  tokenTypes: [...ALL_TOKEN_TYPES],
  tokenModifiers: [...TOKEN_MODIFIERS],
};

/** Above this many UTF-16 units an editor gets the tokens of what it shows, and never of the whole document. */
const MAX_UNITS = 2_000_000;

/** What the client was last told of a document. */
interface Told {
  readonly memo: RecordMemo<readonly SemanticToken[]>;
  resultId: string;
  data: number[];
}

/** Tokens of a whole document, of what changed in it, or of a range. */
export function provideSemanticTokens({ connection, documents, views, prompts }: LanguageService): void {
  const told = new Map<string, Told>();
  let results = 0;
  documents.onDidClose(({ document }) => told.delete(document.uri));

  /** Works out the whole document; undefined where only ranges are served. */
  const renew = async (uri: string): Promise<{ readonly now: Told; readonly before?: Told } | undefined> => {
    const prompt = await prompts.open(uri);
    const view = prompt ? undefined : await views.view(uri);
    const before = told.get(uri);
    const memo = before?.memo ?? new RecordMemo();
    const tell = (data: number[]): { readonly now: Told; readonly before?: Told } => {
      const now = { memo, resultId: String(++results), data };
      told.set(uri, now);
      return { now, ...(before && { before }) };
    };
    if (prompt) return tell(encode(tokensInPrompt(prompt)));
    if (!view || isLongerThan(view.lines, MAX_UNITS)) {
      told.delete(uri);
      return undefined;
    }
    memo.startPass();
    return tell(encode(inDocument(view.all(), (record) => memo.get(record.text, () => findTokens(record)))));
  };

  connection.onRequest(SemanticTokensRequest.type, async ({ textDocument: { uri } }) => {
    const renewed = await renew(uri);
    return renewed ? { resultId: renewed.now.resultId, data: renewed.now.data } : null;
  });

  connection.onRequest(
    SemanticTokensDeltaRequest.type,
    async ({ textDocument: { uri }, previousResultId }) => {
      const renewed = await renew(uri);
      if (!renewed) return null;
      const { now, before } = renewed;
      if (before?.resultId !== previousResultId) return { resultId: now.resultId, data: now.data };
      return { resultId: now.resultId, edits: changes(before.data, now.data) };
    },
  );

  connection.onRequest(
    SemanticTokensRangeRequest.type,
    async ({ textDocument: { uri }, range: { start, end } }) => {
      const prompt = await prompts.open(uri);
      if (prompt) return { data: encode(tokensInPrompt(prompt)) };
      const open = await views.open(uri);
      // Asked for what is in view.
      open?.document.lookAt(start.line);
      return open
        ? { data: encode(inDocument(open.view.recordsIn(start.line, end.line), findTokens)) }
        : null;
    },
  );
}

function* inDocument(
  records: Iterable<RecordView>,
  tokensOf: (record: RecordView) => readonly SemanticToken[],
): Generator<PlacedToken> {
  for (const record of records) {
    for (const token of tokensOf(record)) yield { ...token, line: record.startLine + token.line };
  }
}

/** Tokens in the protocol's five numbers, each place relative to the one before. */
function encode(tokens: Iterable<PlacedToken>): number[] {
  const data: number[] = [];
  let lastLine = 0;
  let lastCharacter = 0;
  for (const { line, character, length, type, modifier } of tokens) {
    data.push(
      line - lastLine,
      line === lastLine ? character - lastCharacter : character,
      length,
      ALL_TOKEN_TYPES.indexOf(type),
      modifier ? 1 << TOKEN_MODIFIERS.indexOf(modifier) : 0,
    );
    lastLine = line;
    lastCharacter = character;
  }
  return data;
}

/** The one edit that makes `now` of `before`; none when they are the same. */
function changes(before: readonly number[], now: readonly number[]): SemanticTokensEdit[] {
  const shorter = Math.min(before.length, now.length);
  let start = 0;
  while (start < shorter && before[start] === now[start]) start++;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === now[now.length - 1 - end]) end++;
  const deleteCount = before.length - end - start;
  const data = now.slice(start, now.length - end);
  return deleteCount === 0 && data.length === 0 ? [] : [{ start, deleteCount, data }];
}

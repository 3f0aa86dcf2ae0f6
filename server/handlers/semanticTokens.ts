import {
  SemanticTokensBuilder,
  SemanticTokensDeltaRequest,
  type SemanticTokensLegend,
  SemanticTokensRangeRequest,
  SemanticTokensRequest,
} from 'vscode-languageserver';
import { type DatasetView, isLongerThan, type RecordView } from '../../core/language/datasetView';
import { RecordMemo } from '../../core/language/recordMemo';
import {
  findTokens,
  type SemanticToken,
  TOKEN_MODIFIERS,
  TOKEN_TYPES,
} from '../../core/language/semanticTokens';
import type { LanguageService } from '../languageViews';

export const TOKENS_LEGEND: SemanticTokensLegend = {
  tokenTypes: [...TOKEN_TYPES],
  tokenModifiers: [...TOKEN_MODIFIERS],
};

/** Above this many UTF-16 units an editor gets the tokens of what it shows, and never of the whole document. */
const MAX_UNITS = 2_000_000;

interface Known {
  readonly memo: RecordMemo<readonly SemanticToken[]>;
  readonly builder: SemanticTokensBuilder;
}

/** Tokens of a whole document, of what changed in it, or of a range. */
export function provideSemanticTokens({ connection, documents, views }: LanguageService): void {
  const known = new Map<string, Known>();
  documents.onDidClose(({ document }) => known.delete(document.uri));

  /** Null where only ranges are served. */
  const fill = (
    uri: string,
    start: (builder: SemanticTokensBuilder) => void,
  ): SemanticTokensBuilder | null => {
    const view = views.get(uri);
    if (!view || isLongerThan(view.lines, MAX_UNITS)) {
      known.delete(uri);
      return null;
    }
    const { memo, builder } = known.get(uri) ?? {
      memo: new RecordMemo(),
      builder: new SemanticTokensBuilder(),
    };
    known.set(uri, { memo, builder });
    start(builder);
    memo.startPass();
    for (const record of view.all())
      push(
        builder,
        record,
        memo.get(record.text, () => findTokens(record)),
      );
    return builder;
  };

  connection.onRequest(SemanticTokensRequest.type, ({ textDocument: { uri } }) => {
    // Starting a result by an id that is none begins a new one.
    return fill(uri, (builder) => builder.previousResult(''))?.build() ?? null;
  });
  connection.onRequest(SemanticTokensDeltaRequest.type, ({ textDocument: { uri }, previousResultId }) => {
    return fill(uri, (builder) => builder.previousResult(previousResultId))?.buildEdits() ?? null;
  });
  connection.onRequest(
    SemanticTokensRangeRequest.type,
    ({ textDocument: { uri }, range: { start, end } }) => {
      const view = views.get(uri);
      return view ? tokensIn(view, start.line, end.line).build() : null;
    },
  );
}

function tokensIn(view: DatasetView, first: number, last: number): SemanticTokensBuilder {
  const builder = new SemanticTokensBuilder();
  for (const record of view.recordsIn(first, last)) push(builder, record, findTokens(record));
  return builder;
}

function push(builder: SemanticTokensBuilder, record: RecordView, tokens: readonly SemanticToken[]): void {
  for (const { line, character, length, type, modifier } of tokens) {
    builder.push(
      record.startLine + line,
      character,
      length,
      TOKEN_TYPES.indexOf(type),
      modifier ? 1 << TOKEN_MODIFIERS.indexOf(modifier) : 0,
    );
  }
}

/** Which record of a dataset a cursor is in, in each of the documents that show records. */

import type * as vscode from 'vscode';
import { Uri } from 'vscode';
import { REJECTS_SCHEME, REVIEW_SCHEME } from '../../core/protocol';
import { isJson } from '../../core/text/isJson';
import type { Engine } from '../loadEngine';

export interface RecordAtCursor {
  /** As a JSONL line. */
  readonly line: string;
  /** As the document has it, up to the cursor. */
  readonly before: string;
}

/** Undefined where there is no record, or none that is JSON. */
export function recordAt(
  { findRecords, vignetteToJsonl, stripLineEnd, splitLines }: Engine,
  { document, selection: { active } }: Pick<vscode.TextEditor, 'document' | 'selection'>,
): RecordAtCursor | undefined {
  const format = document.languageId;
  if (format !== 'jsonl' && format !== 'vignette') return undefined;
  const lines = splitLines(document.getText());
  const record = findRecords(format, lines).findLast(({ startLine }) => startLine <= active.line);
  if (!record) return undefined;
  const line = format === 'jsonl' ? stripLineEnd(record.source) : vignetteToJsonl(record.source);
  if (typeof line !== 'string' || !isJson(line)) return undefined;
  const current = lines[active.line] ?? '';
  // Whoever stands on a tag means the block that it opens.
  const upTo = format === 'vignette' && /^<\w/.test(current) ? current : current.slice(0, active.character);
  return { line, before: lines.slice(record.startLine, active.line).join('') + upTo };
}

/** The file whose records a document shows. */
export function fileOf(uri: vscode.Uri): vscode.Uri {
  if (uri.scheme === REVIEW_SCHEME) return Uri.parse(uri.query, true);
  if (uri.scheme === REJECTS_SCHEME) return Uri.joinPath(Uri.parse(uri.query, true), 'rejects.jsonl');
  return uri;
}

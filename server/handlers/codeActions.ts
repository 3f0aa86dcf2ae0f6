import {
  type CodeAction,
  CodeActionKind,
  type Connection,
  type CreateFile,
  type Range,
  type TextDocumentEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { DatasetView } from '../../core/language/datasetView';
import { safeEdits } from '../../core/lint/applyFixes';
import type { Diagnostic, FileEdit, NewFile } from '../../core/lint/diagnostic';
import { comparePositions } from '../../core/lint/order';
import { FIX_ALL_KIND } from '../../core/protocol';
import { lintCompletely } from '../backgroundLint';
import type { Configurations, RuleSwitch } from '../configurations';
import { toLspDiagnostic } from '../lspDiagnostic';
import { type OpenDocuments, openDataset } from '../openDocuments';
import { besideUri, lintPrompt, type Prompts } from '../prompts';
import { OPEN_RULE_DOCS, ruleActions } from './ruleActions';

/** A document and what is wrong with it. */
interface Judged {
  readonly document: { readonly uri: string; readonly version: number };
  readonly diagnostics: readonly Diagnostic[];
  /** Those that a fix in this document mends. */
  readonly own: readonly Diagnostic[];
  /** Undefined for what has no records. */
  readonly view: DatasetView | undefined;
}

/**
 * Quick fixes of the diagnostics in a range, what else can be done about their rules, and one action that applies
 * every safe fix of the document. `canCreate`: the client makes files.
 */
export function provideCodeActions(
  connection: Connection,
  documents: OpenDocuments,
  configurations: Configurations,
  prompts: Prompts,
  canCreate: boolean,
): void {
  const judge = async (uri: string, line: number): Promise<Judged | undefined> => {
    const config = await configurations.of(uri);
    const prompt = await prompts.open(uri);
    if (prompt) {
      const own = lintPrompt(prompt);
      return { document: prompt.document, diagnostics: own, own, view: undefined };
    }
    const document = openDataset(documents, uri);
    if (!document) return undefined;
    const own = document.knownAt(config, line).diagnostics;
    const diagnostics = document.diagnostics(config);
    const view = new DatasetView(document.format, document.lines, undefined, document.records);
    return { document, diagnostics, own, view };
  };

  connection.onCodeAction(async ({ textDocument: { uri }, range, context: { only } }, token) => {
    const wants = (kind: string): boolean =>
      !only || only.some((asked) => asked === '' || kind === asked || kind.startsWith(`${asked}.`));
    // Offered when asked for by kind: in the plain menu it would stand beside every quick fix.
    const fixesAll = only !== undefined && wants(FIX_ALL_KIND);
    const whole = fixesAll ? openDataset(documents, uri) : undefined;
    if (whole) await lintCompletely(whole, await configurations.of(uri), () => token.isCancellationRequested);
    const here = (judged: Judged | undefined): readonly Diagnostic[] =>
      (judged?.diagnostics ?? []).filter((found) => touches(found.range, range));
    const switches = new Map<string, RuleSwitch | undefined>();
    for (const rule of new Set(here(await judge(uri, range.start.line)).map((diagnostic) => diagnostic.rule)))
      switches.set(rule, await configurations.switchOff(uri, rule));

    // From here on nothing is waited for: the document stays what it is.
    const judged = await judge(uri, range.start.line);
    if (!judged) return [];
    const { document, view, own } = judged;
    const { version } = document;
    const edit = (edits: readonly FileEdit[], create?: NewFile): WorkspaceEdit => ({
      documentChanges: [
        ...(create ? creation(besideUri(uri, create.fileName), create.text) : []),
        ...(edits.length > 0 ? [{ textDocument: { uri, version }, edits: [...edits] }] : []),
      ],
    });

    const actions: CodeAction[] = [];
    if (wants(CodeActionKind.QuickFix)) {
      const found = here(judged).map((diagnostic) => ({
        diagnostic,
        shown: toLspDiagnostic(diagnostic, uri),
      }));
      for (const { diagnostic, shown } of found) {
        for (const { title, kind, edits, create } of diagnostic.fixes) {
          if (create && !canCreate) continue;
          actions.push({
            title,
            kind: CodeActionKind.QuickFix,
            diagnostics: [shown],
            isPreferred: kind === 'safe',
            edit: edit(edits, create),
          });
        }
      }
      // Once for each rule and record, however often it was broken there.
      const offered = new Set<string>();
      for (const { diagnostic, shown } of found) {
        const key = `${diagnostic.rule} ${diagnostic.record}`;
        if (offered.has(key)) continue;
        offered.add(key);
        const off = switches.get(diagnostic.rule);
        actions.push(...ruleActions({ document, view, diagnostic, off, shown }));
      }
    }
    if (fixesAll) {
      const edits = safeEdits(own);
      if (edits.length > 0)
        actions.push({ title: 'Apply all safe fixes', kind: FIX_ALL_KIND, edit: edit(edits) });
    }
    return actions;
  });

  connection.onExecuteCommand(async ({ command, arguments: [address] = [] }) => {
    if (command !== OPEN_RULE_DOCS || typeof address !== 'string' || !address.startsWith('https://')) return;
    await connection.window.showDocument({ uri: address, external: true });
  });
}

/** The edits that make a file with a text. */
function creation(uri: string, text: string): (CreateFile | TextDocumentEdit)[] {
  const start = { line: 0, character: 0 };
  return [
    { kind: 'create', uri, options: { ignoreIfExists: true } },
    { textDocument: { uri, version: null }, edits: [{ range: { start, end: start }, newText: text }] },
  ];
}

function touches(a: Range, b: Range): boolean {
  return comparePositions(a.start, b.end) <= 0 && comparePositions(b.start, a.end) <= 0;
}

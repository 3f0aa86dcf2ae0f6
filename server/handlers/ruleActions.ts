/** What can be done about a rule, beside doing what it asks for. */
import {
  type CodeAction,
  CodeActionKind,
  type Diagnostic as LspDiagnostic,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { configWithout } from '../../core/config/turnRuleOff';
import type { DatasetView } from '../../core/language/datasetView';
import { ignoreRule } from '../../core/language/ignoreRule';
import type { Diagnostic } from '../../core/lint/diagnostic';
import { ruleDocsUrl } from '../../core/rules/rule';
import type { RuleSwitch } from '../configurations';

/** Command of the server: shows the page of a rule, given its address. */
export const OPEN_RULE_DOCS = 'vignette.openRuleDocs';

export interface RuleActionsInput {
  readonly document: { readonly uri: string; readonly version: number };
  /** Undefined for what has no records. */
  readonly view: DatasetView | undefined;
  readonly diagnostic: Diagnostic;
  /** How the rule is turned off in a configuration; undefined where it cannot be. */
  readonly off: RuleSwitch | undefined;
  readonly shown: LspDiagnostic;
}

export function ruleActions({ document, view, diagnostic, off, shown }: RuleActionsInput): CodeAction[] {
  const { rule, record, range } = diagnostic;
  const action = (title: string, rest: Pick<CodeAction, 'edit' | 'command'>): CodeAction => ({
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [shown],
    ...rest,
  });
  const target = record === null ? undefined : view?.recordAt(range.start.line);
  const ignore = target && ignoreRule(target, rule);
  return [
    ...(ignore
      ? [
          action(`Ignore ${rule} in this record`, {
            edit: {
              documentChanges: [
                { textDocument: { uri: document.uri, version: document.version }, edits: [ignore] },
              ],
            },
          }),
        ]
      : []),
    ...(off ? [action(`Turn ${rule} off in vignette.config.json`, { edit: switchEdit(off, rule) })] : []),
    action(`Open the documentation of ${rule}`, {
      command: { title: 'Open', command: OPEN_RULE_DOCS, arguments: [ruleDocsUrl(rule)] },
    }),
  ];
}

function switchEdit(off: RuleSwitch, rule: string): WorkspaceEdit {
  const textDocument = { uri: off.uri, version: off.version };
  if (off.edits) return { documentChanges: [{ textDocument, edits: [...off.edits] }] };
  const start = { line: 0, character: 0 };
  return {
    documentChanges: [
      { kind: 'create', uri: off.uri, options: { ignoreIfExists: true } },
      { textDocument, edits: [{ range: { start, end: start }, newText: configWithout(rule) }] },
    ],
  };
}

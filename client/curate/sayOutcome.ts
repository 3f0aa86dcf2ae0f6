import * as vscode from 'vscode';

/** Something that may be done next: a button, and what it does. */
export interface NextStep {
  readonly title: string;
  readonly run: () => Thenable<unknown>;
}

/** Says what was done, and offers what may come next. */
export function sayOutcome(message: string, ...steps: readonly NextStep[]): void {
  void vscode.window.showInformationMessage(message, ...steps).then((chosen) => chosen?.run());
}

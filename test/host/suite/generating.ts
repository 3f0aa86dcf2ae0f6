/** Generate Samples as a person goes through it. */
import * as vscode from 'vscode';
import { driver } from '../driver';
import { until } from '../until';
import { nextDialog } from './dialogs';
import { quickPick, runFromPalette } from './quickPick';

export interface WizardChoices {
  readonly teacher: string;
  readonly afterTeacher?: () => Promise<void>;
  readonly model: string;
  readonly mix: string;
  readonly count: string;
  readonly target: string;
}

/** Goes through the wizard to its end by keyboard. */
export async function generate(choices: WizardChoices): Promise<void> {
  await runFromPalette('Vignette: Generate Samples…');
  await quickPick.shows('Which teacher');
  await quickPick.take(choices.teacher);
  await choices.afterTeacher?.();
  await quickPick.shows('Which model');
  await quickPick.take(choices.model);
  await quickPick.shows('Which mix');
  await quickPick.take(choices.mix);
  await quickPick.asks('How many samples');
  await driver.press('ControlOrMeta+A');
  await driver.type(choices.count);
  await driver.press('Enter');
  await quickPick.shows('Where do accepted samples go');
  await quickPick.take(choices.target);
}

/** Answers the question for Gemini's key. */
export async function giveKey(key: string): Promise<void> {
  await quickPick.asks('Kept in the secret storage');
  await driver.type(key);
  await driver.press('Enter');
}

/** Has the editor keep a key for Gemini. */
export async function keepKey(key: string): Promise<void> {
  const asked = vscode.commands.executeCommand('vignette.setGeminiKey');
  await giveKey(key);
  await asked;
}

/** Has the editor forget a key that it keeps. */
export async function forgetKey(): Promise<void> {
  const asked = nextDialog('Remove');
  await vscode.commands.executeCommand('vignette.removeGeminiKey');
  await asked;
}

/** The review document that is in front. */
export function reviewShown(): Promise<vscode.TextDocument> {
  return until(() => {
    const document = vscode.window.activeTextEditor?.document;
    return document?.uri.scheme === 'vignette-record' && document;
  }, vscode.window.onDidChangeActiveTextEditor);
}

export function samplesIn(document: vscode.TextDocument): number {
  return document.getText().match(/^id: /gm)?.length ?? 0;
}

/** Limits that a person sets: a choice in the settings goes over the project's. */
import * as vscode from 'vscode';
import type { SampleProject } from '../../storage/configs';

export function concurrencyOf({ generate }: SampleProject['config']): number {
  return chosen<number>('generate.concurrency') ?? generate?.concurrency ?? 1;
}

/** USD that one run may cost; undefined for no bound. */
export function budgetOf({ generate }: SampleProject['config']): number | undefined {
  return chosen<number | null>('generate.budget') ?? generate?.budget;
}

/** What somebody set; undefined for a default. */
function chosen<T>(name: string): T | undefined {
  const setting = vscode.workspace.getConfiguration('vignette').inspect<T>(name);
  return setting?.workspaceFolderValue ?? setting?.workspaceValue ?? setting?.globalValue;
}

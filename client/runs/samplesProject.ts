import * as vscode from 'vscode';
import type { SampleProject } from '../../storage/configs';
import type { Engine } from '../loadEngine';

/**
 * What the configuration says of the samples in this file, or of those that go to it: a dataset, the file of a run, or
 * the template that they try. Read anew each time, so that what was changed counts. Rejects with StorageError where the configuration cannot be used.
 */
export function samplesProject({ Configs }: Engine, path: string): Promise<SampleProject> {
  return new Configs({}, (file) => vscode.workspace.asRelativePath(file)).samples(path);
}

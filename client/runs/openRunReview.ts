import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { RunPlan } from '../../core/generate/plan';
import { openReview } from '../commands/reviewDataset';
import type { Engine } from '../loadEngine';

/** Opens what came of a run for review: the samples that passed, or all where it tries a template. */
export function openRunReview(
  { reviewedFile }: Engine,
  folder: vscode.Uri,
  plan: RunPlan,
): Promise<vscode.TextEditor> {
  const file = vscode.Uri.joinPath(folder, reviewedFile(plan));
  const { id, trialOf } = plan;
  return openReview(file, trialOf === undefined ? id : `${basename(trialOf, '.prompt')} ${id}`);
}

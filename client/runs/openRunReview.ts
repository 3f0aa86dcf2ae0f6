import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { RunPlan } from '../../core/generate/plan';
import { openReview } from '../commands/reviewDataset';
import type { Engine } from '../loadEngine';

/**
 * Opens what came of a run for review: the samples that passed, or all where it tries a template; what was asked for in the
 * place of a record, beside that.
 */
export async function openRunReview(
  { reviewedFile }: Engine,
  folder: vscode.Uri,
  plan: RunPlan,
): Promise<void> {
  if (plan.inPlaceOf) {
    void vscode.commands.executeCommand('vignette.showOffer', folder);
    return;
  }
  const file = vscode.Uri.joinPath(folder, reviewedFile(plan));
  const { id, trialOf } = plan;
  await openReview(file, trialOf === undefined ? id : `${basename(trialOf, '.prompt')} ${id}`);
}

/** Regenerate Sample: another sample for the one at the cursor, asked for as that was, with another seed. */
import * as vscode from 'vscode';
import { loadEngine } from '../loadEngine';
import { reportingFailure } from '../reportingFailure';
import { type AgainServices, askInPlace, recordToAskFor } from '../review/askInPlace';
import { fileOf } from '../review/recordAtCursor';
import { budgetOf } from '../runs/chosenLimits';
import { runsFolders } from '../runs/runsFolders';
import { samplesProject } from '../runs/samplesProject';

export async function regenerateSample(services: AgainServices, uri?: string, line?: number): Promise<void> {
  const engine = await loadEngine();
  const place = await recordToAskFor(engine, uri, line);
  if (!place) return;
  const { document, record } = place;
  await reportingFailure(engine, services.log, async () => {
    const dataset = fileOf(document.uri).fsPath;
    const folders = runsFolders(services.storage).map(({ fsPath }) => fsPath);
    const found = await engine.findRecordRun(record, dataset, folders);
    const { provider, model } = found.plan;
    const teacher = await services.teachers.connect(engine, provider);
    if (!teacher) return;
    const { config } = await samplesProject(engine, dataset);
    const budget = budgetOf(config);
    const seed = Math.floor(Math.random() * 2 ** 32);
    const { request, materials } = await engine.regenerateRequest(found, {
      ...{ dataset, seed },
      ...(budget !== undefined && { budget }),
    });
    const title = vscode.l10n.t('Regenerating with {0}', model);
    await askInPlace(engine, services, { title, teacher, request, materials, dataset, document });
  });
}

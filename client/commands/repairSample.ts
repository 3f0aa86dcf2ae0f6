/** Repair Sample: the record at the cursor, sent to the teacher with what the lint has against it. */
import * as vscode from 'vscode';
import { isForTeacher } from '../../core/language/repairable';
import { RECORD_AT, type RecordAtParams, type RecordAtResult } from '../../core/protocol';
import { loadEngine } from '../loadEngine';
import { reportingFailure } from '../reportingFailure';
import { type AgainServices, askInPlace, recordToAskFor } from '../review/askInPlace';
import type { Place } from '../review/place';
import { fileOf } from '../review/recordAtCursor';
import { budgetOf } from '../runs/chosenLimits';
import { samplesProject } from '../runs/samplesProject';

export async function repairSample(services: AgainServices, uri?: string, line?: number): Promise<void> {
  const engine = await loadEngine();
  const place = await recordToAskFor(engine, uri, line);
  if (!place) return;
  const { document, record } = place;
  await reportingFailure(engine, services.log, async () => {
    const problems = await problemsOf(services, place);
    if (problems.length === 0) {
      say(vscode.l10n.t('The lint has nothing against this sample that a teacher could put right.'));
      return;
    }
    if (!engine.isRepairable(record)) {
      say(vscode.l10n.t('A teacher can put right only a record with a question and an answer.'));
      return;
    }
    const { provider, model: chosen } = services.teachers.chosen;
    if (provider === 'offline') {
      await offerTeachers();
      return;
    }
    const teacher = await services.teachers.connect(engine, provider);
    if (!teacher) return;
    const model = chosen ?? engine.DEFAULT_MODELS[provider];
    const dataset = fileOf(document.uri).fsPath;
    const { config, templates } = await samplesProject(engine, dataset);
    const budget = budgetOf(config);
    const seed = Math.floor(Math.random() * 2 ** 32);
    const request = engine.repairRequest(
      { provider, model, seed, ...(budget !== undefined && { budget }) },
      { dataset, record, problems },
    );
    const materials = await engine.chooseMaterials({ templates });
    const title = vscode.l10n.t('Repairing with {0}', model);
    await askInPlace(engine, services, { title, teacher, request, materials, dataset, document });
  });
}

/** What the lint has against the words of a record, one line each, the worst first. */
async function problemsOf({ server }: AgainServices, { document, line }: Place): Promise<string[]> {
  const client = await server.client();
  const params: RecordAtParams = { uri: client.code2ProtocolConverter.asUri(document.uri), line };
  const found = await client.sendRequest<RecordAtResult | null>(RECORD_AT, params);
  const problems = found?.problems.filter(isForTeacher) ?? [];
  return [...new Set(problems.map(({ rule, message }) => `${rule}: ${message}`))];
}

async function offerTeachers(): Promise<void> {
  const select = vscode.l10n.t('Select Teacher and Model…');
  const message = vscode.l10n.t(
    'The offline teacher writes samples of its own and cannot put one right: select Ollama or Gemini.',
  );
  if ((await vscode.window.showInformationMessage(message, select)) === select)
    await vscode.commands.executeCommand('vignette.selectTeacher');
}

function say(message: string): void {
  void vscode.window.showInformationMessage(message);
}

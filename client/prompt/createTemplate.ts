/** New Prompt Template: asks what it is for, writes it with cases to try it on, and opens it. */
import * as vscode from 'vscode';
import type { AnswerForm } from '../../core/generate/teacherOutput';
import type { Archetypes } from '../../core/sample/archetype';
import { type Engine, loadEngine } from '../loadEngine';
import { reportingFailure } from '../reportingFailure';
import type { RunServices } from '../runs/carryOut';
import { samplesProject } from '../runs/samplesProject';
import { type Answer, askChoice, askText, type StepLabels } from '../wizard';
import { workspaceFolder } from '../workspaceFolder';
import { isThere } from './isThere';
import { fileNameOf, folderOf } from './promptSources';
import { TEMPLATES_FOLDER } from './templatesFolder';

const EXTENSION = '.prompt';

interface Choices {
  readonly archetype: string;
  readonly form: AnswerForm;
  /** Relative to the workspace folder; left out where there is none. */
  readonly path: string;
}

export async function createTemplate({ log, teachers }: RunServices): Promise<void> {
  const engine = await loadEngine();
  await reportingFailure(engine, log, async () => {
    const folder = workspaceFolder();
    const archetypes = await archetypesOf(engine, folder);
    const choices = await ask(engine, archetypes, folder);
    if (!choices) return;
    const { archetype, form } = choices;
    const { provider, model = engine.DEFAULT_MODELS[provider] } = teachers.chosen;
    const text = engine.newTemplate({
      archetype,
      form,
      expected: archetypes[archetype] ?? {},
      // The offline teacher reads no templates.
      model: provider === 'offline' ? engine.DEFAULT_MODELS.ollama : model,
    });
    if (!folder) {
      await show(await vscode.workspace.openTextDocument({ language: 'dotprompt', content: text }));
      return;
    }
    const uri = vscode.Uri.joinPath(folder, choices.path);
    if (await isThere(uri)) {
      await show(await vscode.workspace.openTextDocument(uri));
      void vscode.window.showWarningMessage(
        vscode.l10n.t('{0} is there already, and stays as it is.', choices.path),
      );
      return;
    }
    await write(uri, text);
    await writeCases(engine, uri, archetype);
    await show(await vscode.workspace.openTextDocument(uri));
  });
}

async function archetypesOf(engine: Engine, folder: vscode.Uri | undefined): Promise<Archetypes> {
  const { withOwnArchetypes } = engine;
  if (folder?.scheme !== 'file') return withOwnArchetypes(undefined);
  const { config } = await samplesProject(engine, vscode.Uri.joinPath(folder, TEMPLATES_FOLDER, 'x').fsPath);
  return withOwnArchetypes(config.archetypes);
}

type Step = (draft: Partial<Choices>, labels: StepLabels) => Promise<Answer<Partial<Choices>>>;

async function ask(
  engine: Engine,
  archetypes: Archetypes,
  folder: vscode.Uri | undefined,
): Promise<Choices | undefined> {
  const steps: Step[] = [
    (_, labels) => askArchetype(archetypes, labels),
    (_, labels) => askForm(engine, labels),
    ...(folder ? [(draft: Partial<Choices>, labels: StepLabels) => askPath(draft, labels)] : []),
  ];
  let draft: Partial<Choices> = {};
  for (let at = 0; at < steps.length; ) {
    const title = vscode.l10n.t('New Prompt Template');
    const answer = await (steps[at] as Step)(draft, { title, step: at + 1, totalSteps: steps.length });
    if (answer.kind === 'cancelled') return undefined;
    if (answer.kind === 'chosen') draft = { ...draft, ...answer.value };
    at += answer.kind === 'chosen' ? 1 : -1;
  }
  return { path: '', ...draft } as Choices;
}

async function askArchetype(archetypes: Archetypes, labels: StepLabels): Promise<Answer<Partial<Choices>>> {
  const answer = await askChoice({
    ...labels,
    placeholder: vscode.l10n.t('For which archetype? Your own are those of vignette.config.json.'),
    choices: Object.entries(archetypes)
      .filter(([name]) => name !== 'general')
      .map(([name, { description = '' }]) => ({
        label: name,
        detail: description.replace(/[`*]/g, ''),
        value: name,
      })),
    active: () => true,
  });
  return answer.kind === 'chosen' ? { kind: 'chosen', value: { archetype: answer.value } } : answer;
}

async function askForm({ ANSWER_FORMS }: Engine, labels: StepLabels): Promise<Answer<Partial<Choices>>> {
  const about: Readonly<Record<AnswerForm, { readonly label: string; readonly detail: string }>> = {
    json: {
      label: vscode.l10n.t('A JSON object'),
      detail: vscode.l10n.t('With a schema, which a teacher is held to where its service can.'),
    },
    tags: {
      label: vscode.l10n.t('Tagged text'),
      detail: vscode.l10n.t('Blocks such as <think>: nothing to escape, for models that break JSON.'),
    },
  };
  const answer = await askChoice<AnswerForm>({
    ...labels,
    placeholder: vscode.l10n.t('What is the teacher to write?'),
    choices: ANSWER_FORMS.map((form) => ({ ...about[form], value: form })),
    active: (form) => form === 'json',
  });
  return answer.kind === 'chosen' ? { kind: 'chosen', value: { form: answer.value } } : answer;
}

async function askPath(
  { archetype = '', form }: Partial<Choices>,
  labels: StepLabels,
): Promise<Answer<Partial<Choices>>> {
  const name = form === 'tags' ? `${archetype}.tags` : archetype;
  const answer = await askText({
    ...labels,
    prompt: vscode.l10n.t('Which file? Its folder is where its partials are looked up.'),
    value: `${TEMPLATES_FOLDER}/${name}${EXTENSION}`,
    validate: (value) =>
      isPath(value) ? undefined : vscode.l10n.t('Give a path in the workspace that ends in {0}.', EXTENSION),
  });
  return answer.kind === 'chosen' ? { kind: 'chosen', value: { path: answer.value.trim() } } : answer;
}

function isPath(value: string): boolean {
  const parts = value.trim().split('/');
  return !parts.includes('..') && parts[0] !== '' && /[^/_.][^/]*\.prompt$/.test(parts.at(-1) ?? '');
}

/** Cases that are there already, of a variant too, serve this template as well. */
async function writeCases(
  { casesFileNames, newCases }: Engine,
  template: vscode.Uri,
  archetype: string,
): Promise<void> {
  const files = casesFileNames(fileNameOf(template)).map((name) =>
    vscode.Uri.joinPath(folderOf(template), name),
  );
  if ((await Promise.all(files.map(isThere))).includes(true)) return;
  const lines = newCases(archetype).map((each) => `${JSON.stringify(each)}\n`);
  const last = files.at(-1);
  if (last) await write(last, lines.join(''));
}

async function write(uri: vscode.Uri, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
}

async function show(document: vscode.TextDocument): Promise<void> {
  await vscode.window.showTextDocument(document);
}

/** Go to Prompt Template: from a record to the line of the template that asked for the part that the cursor is in. */
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { findFiles } from '../findFiles';
import { type Engine, loadEngine } from '../loadEngine';
import { fileOf, recordAt } from '../review/recordAtCursor';
import { runsFolders } from '../runs/runsFolders';
import { isThere } from './isThere';
import { fileNameOf, folderOf, readTemplates } from './promptSources';

interface Origin {
  readonly template: string;
  readonly template_hash: string;
  readonly run: string;
}

interface Found {
  readonly uri: vscode.Uri;
  /** Whether it is, word for word, what the record was asked for with. */
  readonly isSame: boolean;
}

/** `storage`: where runs go when no folder is open. */
export async function goToTemplate(storage: vscode.Uri): Promise<void> {
  const engine = await loadEngine();
  const editor = vscode.window.activeTextEditor;
  const record = editor && recordAt(engine, editor);
  const origin = record && originOf(record.line);
  if (!editor || !origin) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        'Put the cursor into a record whose metadata say which template it was asked for with: one that Vignette generated.',
      ),
    );
    return;
  }
  const found = await find(engine, origin, fileOf(editor.document.uri), storage);
  if (!found) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t(
        'The template "{0}" is neither in the workspace nor in a folder of the run {1}.',
        origin.template,
        origin.run,
      ),
    );
    return;
  }
  await open(engine, found.uri, engine.blockAt(record.before));
  if (!found.isSame) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t(
        '{0} has changed since this sample was made: its lines may not be those that asked for it.',
        fileNameOf(found.uri),
      ),
    );
  }
}

/** What the provenance of a record says of its template. */
function originOf(line: string): Origin | undefined {
  const { metadata } = JSON.parse(line) as { metadata?: { provenance?: Partial<Origin> } };
  const { template, template_hash, run } = metadata?.provenance ?? {};
  const all = [template, template_hash, run];
  return all.every((each) => typeof each === 'string')
    ? ({ template, template_hash, run } as Origin)
    : undefined;
}

/**
 * The template that the run tried, or one of the workspace that is the same; else the only one for the archetype, or the
 * run's own copy.
 */
async function find(
  engine: Engine,
  origin: Origin,
  dataset: vscode.Uri,
  storage: vscode.Uri,
): Promise<Found | undefined> {
  const runs = runFoldersOf(origin, dataset, storage);
  const tried = await triedBy(engine, origin, runs);
  if (tried) return compared(engine, origin, tried);
  const files = await findFiles('**/*.prompt');
  const folders = new Map(files.map((uri) => [folderOf(uri).toString(), folderOf(uri)]));
  const changed: vscode.Uri[] = [];
  for (const folder of folders.values()) {
    for (const { uri, hash, archetype } of await describe(engine, folder)) {
      if (hash === origin.template_hash) return { uri, isSame: true };
      if (archetype === origin.template) changed.push(uri);
    }
  }
  const [only] = changed;
  if (only && changed.length === 1) return { uri: only, isSame: false };
  const copy = await copyOf(origin, runs);
  return copy ? compared(engine, origin, copy) : only && { uri: only, isSame: false };
}

async function compared(engine: Engine, origin: Origin, template: vscode.Uri): Promise<Found> {
  const described = await describe(engine, folderOf(template));
  const { hash } = described.find(({ uri }) => uri.toString() === template.toString()) ?? {};
  return { uri: template, isSame: hash === origin.template_hash };
}

interface Described {
  readonly uri: vscode.Uri;
  readonly hash: string;
  readonly archetype: string;
}

/** The templates of a folder that are for an archetype. */
async function describe(
  { archetypeOf, explain, PromptFolder, partialSources, readFolder, templateHash }: Engine,
  folder: vscode.Uri,
): Promise<Described[]> {
  const templates = await readTemplates(folder);
  const partials = partialSources(new PromptFolder(readFolder(templates)));
  const described: Described[] = [];
  for (const [name, source] of templates) {
    if (name.startsWith('_')) continue;
    try {
      const archetype = archetypeOf(name, source);
      const hash = await templateHash(source, partials);
      described.push({ uri: vscode.Uri.joinPath(folder, name), hash, archetype });
    } catch (error) {
      // One that cannot be rendered, or is for no archetype, is not what a record was asked for with.
      if (explain(error) === undefined) throw error;
    }
  }
  return described;
}

/** Where the folder of the run may be. The name of the run comes from the record: it must not lead elsewhere. */
function runFoldersOf({ run }: Origin, dataset: vscode.Uri, storage: vscode.Uri): vscode.Uri[] {
  const named = basename(run) === run;
  return [
    folderOf(dataset),
    ...(named ? runsFolders(storage).map((folder) => vscode.Uri.joinPath(folder, run)) : []),
  ];
}

/** The template that the run tried, where it still is. */
async function triedBy(
  { explain, readRunPlan }: Engine,
  { run }: Origin,
  runs: readonly vscode.Uri[],
): Promise<vscode.Uri | undefined> {
  for (const folder of runs) {
    try {
      const { id, trialOf } = await readRunPlan(folder.fsPath);
      const uri = trialOf === undefined ? undefined : vscode.Uri.file(trialOf);
      if (uri && id === run && (await isThere(uri))) return uri;
    } catch (error) {
      if (explain(error) === undefined) throw error;
    }
  }
  return undefined;
}

/** The copy in the folder of the run. */
async function copyOf({ template }: Origin, runs: readonly vscode.Uri[]): Promise<vscode.Uri | undefined> {
  if (basename(template) !== template) return undefined;
  for (const folder of runs) {
    const uri = vscode.Uri.joinPath(folder, 'templates', `${template}.prompt`);
    if (await isThere(uri)) return uri;
  }
  return undefined;
}

/** At the words that ask for the block, in the template or in a partial of its; else at the start of its body. */
async function open(
  { askingFor, positionFinder, PromptFolder, readFolder }: Engine,
  uri: vscode.Uri,
  block: string | undefined,
): Promise<void> {
  const templates = await readTemplates(folderOf(uri));
  const analysis = new PromptFolder(readFolder(templates)).analysis(fileNameOf(uri));
  if (!analysis) return;
  // Of a haystack a teacher writes the needle, and a program the context.
  const asked = block && askingFor(analysis, block === 'context' ? ['context', 'needle'] : [block]);
  const partial = asked ? asked.partial : undefined;
  const shown = partial === undefined ? uri : vscode.Uri.joinPath(folderOf(uri), `_${partial}.prompt`);
  const text = templates.get(fileNameOf(shown)) ?? '';
  const at = asked ? asked.span : { start: analysis.file.split.body, end: analysis.file.split.body };
  const [start, end] = [at.start, at.end].map(positionFinder(text));
  const selection = start && end && new vscode.Range(start.line, start.character, end.line, end.character);
  await vscode.window.showTextDocument(shown, { ...(selection && { selection }) });
}

/** Go to Prompt Template: from a record to the line of the template that asked for the part that the cursor is in. */
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { type Engine, loadEngine } from '../loadEngine';
import { fileOf, recordAt } from '../review/recordAtCursor';
import { runsFolders } from '../runs/runsFolders';
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

/** A template of the workspace that is the same; else the only one for the archetype, or the run's own copy. */
async function find(
  engine: Engine,
  origin: Origin,
  dataset: vscode.Uri,
  storage: vscode.Uri,
): Promise<Found | undefined> {
  const files = await vscode.workspace.findFiles('**/*.prompt', '**/{node_modules,.vignette}/**');
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
  const copy = await copyOf(origin, dataset, storage);
  if (!copy) return only && { uri: only, isSame: false };
  const described = await describe(engine, folderOf(copy));
  const { hash } = described.find(({ uri }) => uri.toString() === copy.toString()) ?? {};
  return { uri: copy, isSame: hash === origin.template_hash };
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

/** The copy in the folder of the run. The name of the run comes from the record: it must not lead elsewhere. */
async function copyOf(
  { run, template }: Origin,
  dataset: vscode.Uri,
  storage: vscode.Uri,
): Promise<vscode.Uri | undefined> {
  if (basename(run) !== run || basename(template) !== template) return undefined;
  const beside = folderOf(dataset);
  const folders = [beside, ...runsFolders(storage).map((folder) => vscode.Uri.joinPath(folder, run))];
  for (const folder of folders) {
    const uri = vscode.Uri.joinPath(folder, 'templates', `${template}.prompt`);
    try {
      await vscode.workspace.fs.stat(uri);
      return uri;
    } catch (error) {
      if (!(error instanceof vscode.FileSystemError)) throw error;
    }
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

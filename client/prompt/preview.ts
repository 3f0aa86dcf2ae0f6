/** Preview: the messages of a template, beside it and as it is written. */
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { PromptCase } from '../../core/prompt/cases';
import type { FormField } from '../../core/prompt/inputForm';
import type { Preview, PreviewedPrompt } from '../../core/prompt/preview';
import type { TemplateFile } from '../../core/prompt/templateFile';
import type { SampleProject } from '../../storage/configs';
import { type Engine, loadEngine } from '../loadEngine';
import type { RunServices } from '../runs/carryOut';
import { samplesProject } from '../runs/samplesProject';
import {
  errorHtml,
  formHtml,
  messagesHtml,
  type PageEvent,
  type PageUpdate,
  pageHtml,
  summaryHtml,
} from './previewPage';
import { fileNameOf, folderOf, isTemplateIn, readBeside, readSources } from './promptSources';

/** Wait for this long after a change, in ms: who types fast sees one rendering, not all of them. */
const REST = 120;

type Config = SampleProject['config'];
type Price = ReturnType<Engine['priceOf']>;
type PreviewServices = Pick<RunServices, 'log' | 'teachers'>;

/** The previews that are open, one for each template. */
export class PromptPreviews implements vscode.Disposable {
  readonly #open = new Map<string, PromptPreview>();

  constructor(private readonly services: PreviewServices) {}

  /** Opens the preview of a template beside it, or shows the one that is open. */
  async show(document: vscode.TextDocument): Promise<void> {
    const address = document.uri.toString();
    const known = this.#open.get(address);
    if (known) {
      known.reveal();
      return;
    }
    const preview = new PromptPreview(document, this.services);
    this.#open.set(address, preview);
    preview.onDispose(() => this.#open.delete(address));
    await preview.render();
  }

  dispose(): void {
    for (const preview of this.#open.values()) preview.dispose();
  }
}

class PromptPreview {
  readonly #panel: vscode.WebviewPanel;
  readonly #listeners: vscode.Disposable[];
  #written: Record<string, string> = {};
  #chosen = -1;
  #hasBegun = false;
  #cases: readonly PromptCase[] = [];
  #fields: readonly FormField[] = [];
  /** What the form was last made of. */
  #shape = '';
  #files: Map<string, TemplateFile> | undefined;
  #tokenizer: Promise<typeof import('../../core/prompt/tokenizer')> | undefined;
  #last: PageUpdate = {};
  #timer: NodeJS.Timeout | undefined;
  #rendering = 0;

  constructor(
    private readonly document: vscode.TextDocument,
    private readonly services: PreviewServices,
  ) {
    const title = vscode.l10n.t('Preview {0}', fileNameOf(document.uri));
    const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    this.#panel = vscode.window.createWebviewPanel('vignette.promptPreview', title, column, {
      enableScripts: true,
      enableFindWidget: true,
      localResourceRoots: [],
    });
    const folder = folderOf(document.uri);
    const isSource = (changed: vscode.TextDocument): boolean =>
      changed === document || isTemplateIn(folder, changed);
    const watcher = vscode.workspace.createFileSystemWatcher(
      new vscode.RelativePattern(folder, '*.{prompt,cases.jsonl}'),
    );
    const soon = (): void => this.#soon();
    this.#listeners = [
      watcher,
      services.teachers.onDidChange(soon),
      watcher.onDidChange(soon),
      watcher.onDidCreate(soon),
      watcher.onDidDelete(soon),
      vscode.workspace.onDidChangeTextDocument(({ document: changed }) => {
        if (isSource(changed) || changed.uri.path.endsWith('.cases.jsonl')) soon();
      }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor, selections: [selection] }) => {
        if (textEditor.document === document && selection) this.#send({ line: selection.active.line + 1 });
      }),
      this.#panel.webview.onDidReceiveMessage((event: PageEvent) => this.#hear(event)),
    ];
    this.#panel.onDidDispose(() => this.#clear());
    this.#panel.webview.html = pageHtml(randomBytes(16).toString('base64url'));
  }

  onDispose(listener: () => unknown): void {
    this.#panel.onDidDispose(listener);
  }

  reveal(): void {
    this.#panel.reveal(undefined, true);
  }

  dispose(): void {
    this.#panel.dispose();
  }

  /** Renders what the editor holds now; a later call overtakes an earlier one. */
  async render(): Promise<void> {
    const turn = ++this.#rendering;
    try {
      const engine = await loadEngine();
      const { fileName, templates } = await readSources(this.document);
      const cases = await this.#readCases(engine, fileName);
      const files = engine.readFolder(templates, this.#files);
      this.#files = files;
      this.#tokenizer ??= import('../../core/prompt/tokenizer');
      const { countTokens, TOKENIZER } = await this.#tokenizer;
      const asked = await this.#askedModel(engine);
      const preview = await engine.previewPrompt({
        folder: new engine.PromptFolder(files),
        fileName,
        written: this.#written,
        countTokens,
        price: asked.price,
      });
      if (turn !== this.#rendering) return;
      this.#cases = [...cases, ...drawnCase(engine, preview.fields, files.get(fileName))];
      this.#show(engine, preview, TOKENIZER, asked.model);
      await this.#begin();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.services.log.error(`Preview of ${this.document.uri.toString()}: ${reason}`);
      this.#send({ error: errorHtml(reason) });
    }
  }

  /** The model that Run would ask, and its price in the template's project. */
  async #askedModel(engine: Engine): Promise<{ readonly model: string; readonly price: Price }> {
    const { provider, model = engine.DEFAULT_MODELS[provider] } = this.services.teachers.chosen;
    const { uri, isUntitled } = this.document;
    const inProject = !isUntitled && uri.scheme === 'file';
    const { config } = inProject ? await samplesProject(engine, uri.fsPath) : { config: {} as Config };
    return { model, price: engine.priceOf(provider, model, config.prices) };
  }

  /** A template without defaults says nothing until it has inputs: its first case is shown at first. */
  async #begin(): Promise<void> {
    if (this.#hasBegun) return;
    this.#hasBegun = true;
    const hasValues = this.#fields.some(({ name, initial }) => (this.#written[name] ?? initial) !== '');
    if (this.#cases.length > 0 && !hasValues) await this.#choose(0);
  }

  #soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.render(), REST);
  }

  #show(engine: Engine, { fields, problems, result }: Preview, tokenizer: string, model: string): void {
    this.#fields = fields;
    if ('place' in result) this.#send({ problems, error: errorHtml(result.message, result.place) });
    else {
      const summary = summaryHtml(result, tokenizer, costText(engine, result, model));
      this.#send({ problems, error: '', messages: messagesHtml(result.messages), summary });
    }
    this.#showForm(false);
  }

  /** Made anew only when something else is to be filled: a form that is made anew loses the focus. */
  #showForm(always: boolean): void {
    const shape = JSON.stringify([this.#fields, this.#cases.map(({ name }) => name)]);
    if (shape === this.#shape && !always) return;
    this.#shape = shape;
    this.#send({ form: formHtml(this.#fields, this.#written, this.#cases, this.#chosen) });
  }

  async #readCases({ casesFileNames, readCases }: Engine, fileName: string): Promise<readonly PromptCase[]> {
    if (this.document.isUntitled) return [];
    for (const name of casesFileNames(fileName)) {
      const text = await readBeside(folderOf(this.document.uri), name);
      if (text !== undefined) return readCases(text).cases;
    }
    return [];
  }

  async #hear(event: PageEvent): Promise<void> {
    switch (event.kind) {
      case 'ready':
        void this.#panel.webview.postMessage(this.#last);
        return;
      case 'input':
        this.#written[event.name] = event.value;
        this.#soon();
        return;
      case 'case':
        await this.#choose(event.index);
        return;
      case 'reveal':
        await this.#reveal(event.line, event.partial);
    }
  }

  async #choose(index: number): Promise<void> {
    const { writeValue } = await loadEngine();
    const input = this.#cases[index]?.input ?? {};
    this.#chosen = index;
    this.#written = Object.fromEntries(
      this.#fields.flatMap(({ name, kind }) =>
        name in input ? [[name, writeValue(kind, input[name])] as const] : [],
      ),
    );
    this.#showForm(true);
    await this.render();
  }

  async #reveal(line: number, partial: string | undefined): Promise<void> {
    const uri =
      partial === undefined
        ? this.document.uri
        : vscode.Uri.joinPath(folderOf(this.document.uri), `_${partial}.prompt`);
    const shown = vscode.window.visibleTextEditors.find(
      ({ document }) => document.uri.toString() === uri.toString(),
    );
    const start = new vscode.Position(line - 1, 0);
    await vscode.window.showTextDocument(uri, {
      viewColumn: shown?.viewColumn ?? vscode.ViewColumn.One,
      selection: new vscode.Range(start, start),
    });
  }

  /** What a page that is shown again has to know is kept. */
  #send(update: PageUpdate): void {
    this.#last = { ...this.#last, ...update };
    void this.#panel.webview.postMessage(update);
  }

  #clear(): void {
    clearTimeout(this.#timer);
    for (const listener of this.#listeners) listener.dispose();
  }
}

/** The inputs that a run draws, for a template that has any of them. */
function drawnCase(
  { drawnInputs }: Engine,
  fields: readonly FormField[],
  file: TemplateFile | undefined,
): readonly PromptCase[] {
  const input = file ? { ...drawnInputs(file) } : {};
  const isDrawn = fields.some(({ name }) => name in input);
  return isDrawn ? [{ name: vscode.l10n.t('As a run draws it'), input }] : [];
}

/** What an answer of the chosen model costs, and whether the template names another. */
function costText(
  { formatUsd, namesModel, PRICES_OF }: Engine,
  { cost, model: named }: PreviewedPrompt,
  model: string,
): string {
  const other =
    named === undefined || namesModel(named, model)
      ? ''
      : ` (${vscode.l10n.t('the template names {0}', named)})`;
  if (cost === undefined) return vscode.l10n.t('{0}: its price is not known', model) + other;
  if (cost === 0) return vscode.l10n.t('free with {0}', model) + other;
  const text = vscode.l10n.t(
    'an answer costs about {0} with {1} (prices of {2})',
    formatUsd(cost),
    model,
    PRICES_OF.date,
  );
  return text + other;
}

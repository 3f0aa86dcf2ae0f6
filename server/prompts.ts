import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Connection } from 'vscode-languageserver';
import type { FileConfig } from '../core/config/resolveConfig';
import type { Diagnostic } from '../core/lint/diagnostic';
import type { TemplateAnalysis } from '../core/prompt/analyse';
import { lintTemplate } from '../core/prompt/lintTemplate';
import { PromptFolder, readFolder } from '../core/prompt/promptFolder';
import { PROMPT_EXTENSION } from '../core/prompt/templateFile';
import type { Range } from '../core/text/lineText';
import { offsetFinder, positionFinder } from '../core/text/positions';
import type { Span } from '../core/text/span';
import { readPromptFiles } from '../storage/promptFiles';
import type { Configurations } from './configurations';
import { type OpenDocuments, openPrompt } from './openDocuments';
import { PromptDocument } from './promptDocument';

/** A template as it is now, among those of its folder. Valid until the next `await`. */
export interface OpenPrompt {
  readonly uri: string;
  readonly document: PromptDocument;
  readonly fileName: string;
  readonly folder: PromptFolder;
  readonly analysis: TemplateAnalysis;
  readonly config: FileConfig;
}

/** How long no one must have typed in a template before those that use it are looked at again, in ms. */
const REST_MS = 400;

/** The open templates, each with the others of its folder: open ones as they are typed, the rest from disk. */
export class Prompts {
  readonly #onDisk = new Map<string, Promise<ReadonlyMap<string, string>>>();
  readonly #folders = new Map<string, PromptFolder>();
  readonly #ids = new WeakMap<object, number>();
  #lastId = 0;
  #models: readonly string[] | undefined;
  #resting: NodeJS.Timeout | undefined;

  constructor(
    private readonly connection: Connection,
    private readonly documents: OpenDocuments,
    private readonly configurations: Configurations,
  ) {}

  /** The models of the chosen teacher, when they become known or change. */
  setModels(models: readonly string[] | undefined): void {
    this.#models = models;
    this.#folders.clear();
  }

  /** Undefined for a document that is not open or no template. */
  async open(uri: string): Promise<OpenPrompt | undefined> {
    if (!openPrompt(this.documents, uri)) return undefined;
    const config = await this.configurations.of(uri);
    const onDisk = await this.#read(folderOf(uri));
    const document = openPrompt(this.documents, uri);
    if (!document) return undefined;
    const fileName = fileNameOf(uri);
    const folder = this.#folder(folderOf(uri), onDisk);
    const analysis = folder.analysis(fileName);
    return analysis && { uri, document, fileName, folder, analysis, config };
  }

  /** The templates of the folder that a file is in, open or not. */
  async folderAround(uri: string): Promise<PromptFolder> {
    const path = folderOf(uri);
    return this.#folder(path, await this.#read(path));
  }

  /** Tells states apart in which diagnostics may differ. */
  stateOf({ document, folder, config }: OpenPrompt): string {
    return `${document.id}.${document.version}.${this.#idOf(folder)}.${this.#idOf(config)}`;
  }

  /** A file on disk has changed. Returns whether it is a template. */
  changedOnDisk(uri: string): boolean {
    if (!uri.endsWith(PROMPT_EXTENSION)) return false;
    this.#onDisk.delete(folderOf(uri));
    return true;
  }

  /** Calls `refresh` once typing has come to rest, when there are other templates that may use this one. */
  refreshOthers(uri: string, refresh: () => void): void {
    const folder = folderOf(uri);
    const others = this.#openIn(folder).some((document) => document.uri !== uri);
    clearTimeout(this.#resting);
    if (others) this.#resting = setTimeout(refresh, REST_MS);
  }

  #openIn(folder: string): PromptDocument[] {
    return this.documents
      .all()
      .filter(
        (document): document is PromptDocument =>
          document instanceof PromptDocument && folderOf(document.uri) === folder,
      );
  }

  #folder(path: string, onDisk: ReadonlyMap<string, string>): PromptFolder {
    const sources = new Map(onDisk);
    for (const document of this.#openIn(path)) sources.set(fileNameOf(document.uri), document.getText());
    const before = this.#folders.get(path);
    const files = readFolder(sources, before?.files);
    const isSame =
      before?.files.size === files.size &&
      [...files].every(([name, file]) => before.files.get(name) === file);
    if (before && isSame) return before;
    const folder = new PromptFolder(files, this.#models);
    this.#folders.set(path, folder);
    return folder;
  }

  #read(folder: string): Promise<ReadonlyMap<string, string>> {
    let reading = this.#onDisk.get(folder);
    if (!reading) {
      reading = this.#readDisk(folder);
      this.#onDisk.set(folder, reading);
    }
    return reading;
  }

  async #readDisk(folder: string): Promise<ReadonlyMap<string, string>> {
    if (!folder.startsWith('file:')) return new Map();
    try {
      return await readPromptFiles(dirname(fileURLToPath(`${folder}/x`)));
    } catch (error) {
      this.connection.console.warn(error instanceof Error ? error.message : String(error));
      return new Map();
    }
  }

  #idOf(object: object): number {
    const id = this.#ids.get(object) ?? ++this.#lastId;
    this.#ids.set(object, id);
    return id;
  }
}

export function lintPrompt({ uri, analysis, config }: OpenPrompt): Diagnostic[] {
  return lintTemplate(analysis, config, (fileName) => besideUri(uri, fileName));
}

/** The address of a file in the folder of another. */
export function besideUri(uri: string, fileName: string): string {
  return `${folderOf(uri)}/${encodeURIComponent(fileName)}`;
}

export function rangeIn(source: string): (span: Span) => Range {
  const position = positionFinder(source);
  return ({ start, end }) => ({ start: position(start), end: position(end) });
}

export function offsetIn({ analysis }: OpenPrompt, position: Range['start']): number {
  return offsetFinder(analysis.file.source)(position);
}

function folderOf(uri: string): string {
  const slash = uri.lastIndexOf('/');
  return slash === -1 ? '' : uri.slice(0, slash);
}

export function fileNameOf(uri: string): string {
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    // No escape of ours: it is the name as it stands.
    return name;
  }
}

/** What a run is made from besides its plan: copies in its folder, so that it can go on when the originals change. */
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { DISTRACTORS } from '../core/generate/distractors';
import { sha256 } from '../core/generate/hash';
import { readStatements } from '../core/generate/haystack';
import { StorageError } from '../core/generate/journal';
import { ANSWER_FORMS, type AnswerForm } from '../core/generate/teacherOutput';
import { readFrontMatter } from '../core/prompt/frontMatter';
import { collectPartials } from '../core/prompt/partialUse';
import { PromptError } from '../core/prompt/promptError';
import { GENERATED_ARCHETYPES } from '../core/sample/archetype';
import { SHIPPED_TEMPLATES } from '../templates/shipped';
import { orAbsent, readText } from './files';
import { toStorageError } from './storageError';

export interface RunMaterials {
  /** Text by name: an archetype's, `repair`, `_name` for a partial. */
  readonly templates: ReadonlyMap<string, string>;
  /** What a template of one's own is for. */
  readonly archetype?: string;
  /** A text of one's own to bury needles in. */
  readonly haystack?: { readonly file: string; readonly text: string };
}

type OwnMaterials = RunMaterials & Required<Pick<RunMaterials, 'archetype'>>;

/** What a person chooses of them. */
export interface MaterialChoice {
  /** A template in the place of the one for the archetype that it names. */
  readonly template?: string | undefined;
  /** Templates, and folders of them, in the place of the shipped ones or for archetypes of one's own. */
  readonly templates?: readonly string[] | undefined;
  /** What the teacher is asked to write; left out, JSON. */
  readonly form?: AnswerForm | undefined;
  /** A text to bury needles in. */
  readonly haystack?: string | undefined;
}

/** Templates that ask for a corrected sample. */
const REPAIRS: readonly string[] = ['repair', 'repair.tags'];
/** Names of templates that are for no archetype. */
const RESERVED: ReadonlySet<string> = new Set(['repair', 'judge', 'general']);

const FOLDER = 'templates';
const EXTENSION = '.prompt';
const HAYSTACK = 'haystack.txt';

export const SHIPPED_MATERIALS: RunMaterials = { templates: shippedTemplates('json') };

/** Of the shipped templates those that a run uses, under the names that it knows them by. */
function shippedTemplates(form: AnswerForm): ReadonlyMap<string, string> {
  const always = [...SHIPPED_TEMPLATES].filter(([name]) => isPartial(name) || REPAIRS.includes(name));
  const asked = GENERATED_ARCHETYPES.map(
    (name) => [name, SHIPPED_TEMPLATES.get(inForm(name, form)) ?? ''] as const,
  );
  return new Map([...always, ...asked]);
}

/** The name of a template's variant for a form. */
function inForm(name: string, form: AnswerForm): string {
  return form === 'json' ? name : `${name}.${form}`;
}

function isPartial(name: string): boolean {
  return name.startsWith('_');
}

/**
 * The shipped materials with templates and a haystack of one's own in their places. Each template serves the archetype
 * that it names, `template` before those of the project. A template's partials are those of its own folder; they go before
 * shipped ones of the same name in the other templates too, as does a `repair` beside it. Rejects with StorageError or
 * PromptError.
 */
export async function chooseMaterials({
  template,
  templates: ofProject = [],
  form = 'json',
  haystack,
}: MaterialChoice): Promise<RunMaterials> {
  let templates = shippedTemplates(form);
  for (const path of ofProject) {
    templates = path.endsWith(EXTENSION)
      ? (await withTemplate(templates, path)).templates
      : withFolder(templates, path, await readTemplates(path), form);
  }
  const materials = template === undefined ? { templates } : await withTemplate(templates, template);
  if (haystack === undefined) return materials;
  const text = await readText(haystack);
  checkHaystack(haystack, text);
  return { ...materials, haystack: { file: haystack, text } };
}

type NamedText = readonly [name: string, text: string];

async function withTemplate(others: RunMaterials['templates'], path: string): Promise<OwnMaterials> {
  return materialsWith(others, path, await readText(path), await readTemplates(dirname(path)));
}

/** The template of a person's own, and what beside it goes before the others. Throws PromptError. */
function materialsWith(
  others: RunMaterials['templates'],
  path: string,
  source: string,
  beside: readonly NamedText[],
): OwnMaterials {
  const archetype = archetypeOf(path, source);
  checkPartials(source, beside);
  return { archetype, templates: new Map([...withHelpers(others, path, beside), [archetype, source]]) };
}

function twoHelpers(path: string, name: string): PromptError {
  const what = isPartial(name) ? `partial "${name.slice(1)}"` : `${name}${EXTENSION}`;
  return new PromptError(
    'template',
    `${basename(path)} stands beside another ${what} than the template before it: keep the templates of a run in one folder, or rename one of the two`,
  );
}

/** What a run of a template is made from, given the texts of its folder by the names of their files. Throws PromptError. */
export function materialsOf(fileName: string, sources: ReadonlyMap<string, string>): OwnMaterials {
  const beside = [...sources].map(([name, text]) => [name.slice(0, -EXTENSION.length), text] as const);
  return materialsWith(SHIPPED_MATERIALS.templates, fileName, sources.get(fileName) ?? '', beside);
}

/** The templates with the partials and repairs of a folder before theirs. Throws PromptError. */
function withHelpers(
  templates: RunMaterials['templates'],
  path: string,
  beside: readonly NamedText[],
): RunMaterials['templates'] {
  const helpers = beside.filter(([name]) => isPartial(name) || REPAIRS.includes(name));
  for (const [name, text] of helpers) {
    const known = templates.get(name);
    if (known !== undefined && known !== text && known !== SHIPPED_TEMPLATES.get(name))
      throw twoHelpers(path, name);
  }
  return new Map([...templates, ...helpers]);
}

/** The templates with those of a folder: one for each archetype that they name. Throws StorageError or PromptError. */
function withFolder(
  others: RunMaterials['templates'],
  folder: string,
  templates: readonly NamedText[],
  form: AnswerForm,
): RunMaterials['templates'] {
  const candidates = new Map<string, NamedText[]>();
  for (const template of templates) {
    const [name, source] = template;
    const archetype = isPartial(name) ? undefined : about(name, () => namedArchetype(source));
    if (typeof archetype !== 'string' || !isArchetypeName(archetype)) continue;
    candidates.set(archetype, [...(candidates.get(archetype) ?? []), template]);
  }
  if (candidates.size === 0) {
    throw new StorageError(
      `${folder} has no templates that say which archetype they are for.`,
      'Correct "generate.templates" in vignette.config.json, or set vignette.archetype in them.',
    );
  }
  const chosen = [...candidates].flatMap(([archetype, all]): NamedText[] => {
    const template = chooseFor(archetype, all, form);
    if (!template) return [];
    const [name, source] = template;
    about(name, () => checkPartials(source, templates));
    return [[archetype, source]];
  });
  return new Map([...withHelpers(others, folder, templates), ...chosen]);
}

/** Of many files an error says which one it is about. */
function about<T>(name: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof PromptError)) throw error;
    throw new PromptError(error.kind, `${name}${EXTENSION}: ${error.message}`, {}, error);
  }
}

/** By its name, in the form that is wanted where there is one; else the only one. Throws PromptError. */
function chooseFor(archetype: string, all: readonly NamedText[], form: AnswerForm): NamedText | undefined {
  const named = (wanted: string): NamedText | undefined => all.find(([name]) => name === wanted);
  const byName = named(inForm(archetype, form)) ?? named(archetype);
  if (byName) return byName;
  const others = all.filter(([name]) => !ANSWER_FORMS.some((each) => name === inForm(archetype, each)));
  if (others.length < 2) return others[0];
  const files = others.map(([name]) => name + EXTENSION).join(', ');
  throw new PromptError(
    'template',
    `${files} are all for "${archetype}": call the one to use ${archetype}${EXTENSION}`,
  );
}

/** The editor shows the same: a partial is looked up beside its template. Throws PromptError. */
function checkPartials(source: string, beside: readonly NamedText[]): void {
  const partials = beside.flatMap(([name, text]) =>
    isPartial(name) ? [[name.slice(1), text] as const] : [],
  );
  const { body, bodyLine } = readFrontMatter(source);
  collectPartials(body, bodyLine, Object.fromEntries(partials));
}

/** The archetype that a template is for, one of ours or its author's own. Throws PromptError when it names none. */
export function archetypeOf(path: string, source: string): string {
  const archetype = namedArchetype(source);
  if (typeof archetype === 'string' && isArchetypeName(archetype)) return archetype;
  const said =
    archetype === undefined ? 'does not say which archetype it is for' : `is for "${String(archetype)}"`;
  throw new PromptError(
    'front-matter',
    `${basename(path)} ${said}: set vignette.archetype to ${GENERATED_ARCHETYPES.join(', ')}, or to a name of your own`,
  );
}

function namedArchetype(source: string): unknown {
  return readFrontMatter(source).values['vignette.archetype'];
}

function isArchetypeName(name: string): boolean {
  return /^[A-Za-z][\w-]*$/.test(name) && !RESERVED.has(name);
}

function checkHaystack(path: string, text: string): readonly string[] {
  try {
    return readStatements(text);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new StorageError(
      `${path} cannot be a haystack: ${error.message}.`,
      'Add statements to it, one a line.',
    );
  }
}

/** The statements that needles are buried in. */
export function statementsOf({ haystack }: RunMaterials): readonly string[] {
  return haystack ? checkHaystack(haystack.file, haystack.text) : DISTRACTORS;
}

/** What a plan says of a haystack. */
export async function haystackOf({
  haystack,
}: RunMaterials): Promise<{ file: string; hash: string } | undefined> {
  return haystack && { file: haystack.file, hash: await sha256(haystack.text) };
}

/** Copies the materials into the folder of a run. Rejects with StorageError. */
export async function keepMaterials(run: string, { templates, haystack }: RunMaterials): Promise<void> {
  const folder = join(run, FOLDER);
  try {
    await mkdir(folder);
    const files = [...templates].map(([name, text]) => [join(folder, name + EXTENSION), text] as const);
    if (haystack) files.push([join(run, HAYSTACK), haystack.text]);
    await Promise.all(files.map(([path, text]) => writeFile(path, text, { flush: true })));
  } catch (error) {
    throw toStorageError('write', folder, error);
  }
}

/** Reads them back. Templates that the run does not have are the shipped ones. */
export async function readMaterials(run: string): Promise<RunMaterials> {
  const templates = new Map([...SHIPPED_MATERIALS.templates, ...(await readTemplates(join(run, FOLDER)))]);
  const path = join(run, HAYSTACK);
  const hasHaystack = (await names(run)).includes(HAYSTACK);
  return { templates, ...(hasHaystack && { haystack: { file: path, text: await readText(path) } }) };
}

async function readTemplates(folder: string): Promise<[string, string][]> {
  const files = (await names(folder)).filter((name) => name.endsWith(EXTENSION));
  return Promise.all(
    files.map(
      async (name): Promise<[string, string]> => [
        name.slice(0, -EXTENSION.length),
        await readText(join(folder, name)),
      ],
    ),
  );
}

async function names(folder: string): Promise<string[]> {
  try {
    return (await orAbsent(readdir(folder))) ?? [];
  } catch (error) {
    throw toStorageError('read', folder, error);
  }
}

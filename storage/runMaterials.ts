/** What a run is made from besides its plan: copies in its folder, so that it can go on when the originals change. */
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { DISTRACTORS } from '../core/generate/distractors';
import { sha256 } from '../core/generate/hash';
import { readStatements } from '../core/generate/haystack';
import { StorageError } from '../core/generate/journal';
import { readFrontMatter } from '../core/prompt/frontMatter';
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

export const SHIPPED_MATERIALS: RunMaterials = { templates: SHIPPED_TEMPLATES };

/** Names of templates that are for no archetype. */
const RESERVED: ReadonlySet<string> = new Set(['repair', 'judge', 'general']);

const FOLDER = 'templates';
const EXTENSION = '.prompt';
const HAYSTACK = 'haystack.txt';

/**
 * The shipped materials with templates and a haystack of one's own in their places. Each template serves the archetype
 * that it names, `template` before those of the project; partials come from their folders first. Rejects with
 * StorageError or PromptError.
 */
export async function chooseMaterials({
  template,
  templates: ofProject = [],
  haystack,
}: {
  readonly template?: string | undefined;
  readonly templates?: readonly string[] | undefined;
  readonly haystack?: string | undefined;
}): Promise<RunMaterials> {
  let materials: RunMaterials = SHIPPED_MATERIALS;
  for (const path of ofProject) {
    const { templates } = await withTemplate(materials, path);
    materials = { templates };
  }
  if (template !== undefined) materials = await withTemplate(materials, template);
  if (haystack === undefined) return materials;
  const text = await readText(haystack);
  checkHaystack(haystack, text);
  return { ...materials, haystack: { file: haystack, text } };
}

async function withTemplate(materials: RunMaterials, path: string): Promise<OwnMaterials> {
  return materialsWith(materials, path, await readText(path), await readTemplates(dirname(path)));
}

/** The materials with a template of a person's own, and the partials beside it. Throws PromptError. */
function materialsWith(
  materials: RunMaterials,
  path: string,
  source: string,
  beside: Iterable<readonly [name: string, text: string]>,
): OwnMaterials {
  const archetype = archetypeOf(path, source);
  const templates = new Map([...materials.templates, [archetype, source]]);
  for (const [name, text] of beside) {
    if (!name.startsWith('_')) continue;
    const known = materials.templates.get(name);
    if (known !== undefined && known !== text && known !== SHIPPED_TEMPLATES.get(name))
      throw twoPartials(path, name.slice(1));
    templates.set(name, text);
  }
  return { archetype, templates };
}

function twoPartials(path: string, name: string): PromptError {
  return new PromptError(
    'template',
    `${basename(path)} stands beside another partial "${name}" than the template before it: keep the templates of a run in one folder, or rename one of the partials`,
  );
}

/** What a run of a template is made from, given the texts of its folder by the names of their files. Throws PromptError. */
export function materialsOf(fileName: string, sources: ReadonlyMap<string, string>): OwnMaterials {
  const beside = [...sources].map(([name, text]) => [name.slice(0, -EXTENSION.length), text] as const);
  return materialsWith(SHIPPED_MATERIALS, fileName, sources.get(fileName) ?? '', beside);
}

/** The archetype that a template is for, one of ours or its author's own. Throws PromptError when it names none. */
export function archetypeOf(path: string, source: string): string {
  const archetype = readFrontMatter(source).values['vignette.archetype'];
  if (typeof archetype === 'string' && /^[A-Za-z][\w-]*$/.test(archetype) && !RESERVED.has(archetype))
    return archetype;
  const said =
    archetype === undefined ? 'does not say which archetype it is for' : `is for "${String(archetype)}"`;
  throw new PromptError(
    'front-matter',
    `${basename(path)} ${said}: set vignette.archetype to ${GENERATED_ARCHETYPES.join(', ')}, or to a name of your own`,
  );
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
  const templates = new Map([...SHIPPED_TEMPLATES, ...(await readTemplates(join(run, FOLDER)))]);
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

import { basename, dirname } from 'node:path';
import { buffer as readAll } from 'node:stream/consumers';
import { isMapping } from '../../core/prompt/frontMatter';
import { PromptError } from '../../core/prompt/promptError';
import { PromptFolder, partialSources, readFolder } from '../../core/prompt/promptFolder';
import { type RenderedPrompt, renderPrompt } from '../../core/prompt/render';
import { inputsWithoutValue, usedInputs } from '../../core/prompt/withoutValue';
import { readText } from '../../storage/files';
import { readPromptFiles } from '../../storage/promptFiles';
import { STANDARD_INPUT } from '../datasets';
import { CLEAN, CliError } from '../exit';
import { createStyle } from '../reporters/style';

export interface PromptRenderOptions {
  /** A JSON object, or `-` for standard input. */
  readonly input: string;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly color: boolean;
}

/** `vignette prompt render FILE --input JSON`: prints the messages that a teacher would get. */
export async function promptRender(path: string, options: PromptRenderOptions): Promise<number> {
  const source = await readText(path);
  const input = await readInput(options.input);
  const sources = await readPromptFiles(dirname(path));
  const fileName = basename(path);
  const folder = new PromptFolder(readFolder(new Map([...sources, [fileName, source]])));
  let rendered: RenderedPrompt;
  try {
    rendered = await renderPrompt({ source, input, partials: partialSources(folder) });
  } catch (error) {
    if (error instanceof PromptError) throw new CliError(`${path}: ${error.message}`);
    throw error;
  }
  if (!options.quiet) {
    for (const note of notesOn(folder, fileName, input)) process.stderr.write(`${path}: ${note}\n`);
  }
  process.stdout.write(
    options.json ? `${JSON.stringify(rendered)}\n` : formatMessages(rendered, options.color),
  );
  return CLEAN;
}

async function readInput(given: string): Promise<Record<string, unknown>> {
  const text = given === STANDARD_INPUT ? (await readAll(process.stdin)).toString('utf8') : given;
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CliError(`--input is not JSON: ${reason}`);
  }
  if (!isMapping(input)) throw new CliError('--input must be a JSON object: {"name": "value"}.');
  return input;
}

function formatMessages({ messages }: RenderedPrompt, color: boolean): string {
  const style = createStyle(process.stdout, color);
  return messages.map(({ role, text }) => `${style.bold(`[${role}]`)}\n${text}\n`).join('\n');
}

/** What is given and not used, and used and not given: neither is an error, both are silent in the library. */
function notesOn(folder: PromptFolder, fileName: string, input: Record<string, unknown>): string[] {
  const analysis = folder.analysis(fileName);
  if (!analysis) return [];
  const { inputs, uses } = analysis;
  const known = new Set([...inputs.fields.keys(), ...usedInputs(analysis)]);
  const usesAll = uses.some(({ whole }) => whole?.isRoot);
  const unknown = usesAll ? [] : Object.keys(input).filter((name) => !known.has(name));
  return [
    ...inputsWithoutValue(analysis, Object.keys(input)).map(
      (name) => `no value is given for "${name}": it renders as nothing.`,
    ),
    ...unknown.map((name) => `the template has no input "${name}".`),
  ];
}

/** Where a partial is called by its name, and the names that one can be given. */
import type { Span } from '../../text/span';
import type { PromptFolder } from '../promptFolder';
import { PROMPT_EXTENSION } from '../templateFile';

export interface PartialCall {
  /** In the folder of the partial. */
  readonly fileName: string;
  /** The name as it is written, its quotation marks included. */
  readonly span: Span;
}

/** The name that a file is called by; undefined for a file that is no partial. */
export function partialNameOf(fileName: string): string | undefined {
  return fileName.startsWith('_') && fileName.endsWith(PROMPT_EXTENSION)
    ? fileName.slice(1, -PROMPT_EXTENSION.length)
    : undefined;
}

/** Every `{{> name}}` of a folder that means its partial of that name. */
export function callsOfPartial(folder: PromptFolder, name: string): PartialCall[] {
  const called = folder.context.partials.get(name);
  if (!called) return [];
  return [...folder.analyses()].flatMap(([fileName, { calls }]) =>
    calls
      .filter(({ target, partial }) => target === called && partial === undefined)
      .map(({ statement }) => ({ fileName, span: statement.name.span })),
  );
}

/** A partial's name as a call has to write it. */
export function writtenName(name: string): string {
  return /^[\p{L}_][\p{L}\p{N}_-]*$/u.test(name) ? name : JSON.stringify(name);
}

/** Why a partial cannot be called so; undefined when it can. */
export function refusePartialName(folder: PromptFolder, name: string): string | undefined {
  if (!/^[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)*$/u.test(name))
    return `"${name}" is no name for a partial: use letters, digits, "_", "-" and ".".`;
  return folder.context.partials.has(name) ? `There is a partial "${name}" already.` : undefined;
}

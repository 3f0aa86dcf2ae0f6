/** What can be wrong with a prompt template when it is rendered. */

export type PromptErrorKind =
  /** Malformed, unclosed, empty or misplaced front matter, or a value in it that cannot be used. */
  | 'front-matter'
  /** The body is no Handlebars template, or it failed while it ran. */
  | 'template'
  | 'missing-partial'
  | 'partial-cycle'
  | 'dynamic-partial'
  | 'unknown-role'
  /** Media, sections: things a `PromptMessage` cannot carry. */
  | 'unsupported'
  | 'no-messages';

/** A place in a template file. */
export interface PromptPlace {
  /** Name of the partial; left out for the template itself. */
  readonly partial?: string;
  /** 1-based. */
  readonly line?: number;
  /** 0-based, in UTF-16 units. */
  readonly column?: number;
}

function describe({ partial, line, column }: PromptPlace): string {
  const file = partial === undefined ? '' : `partial "${partial}"`;
  const position = line === undefined ? '' : `line ${line}${column === undefined ? '' : `:${column + 1}`}`;
  const where = [file, position].filter((part) => part !== '').join(', ');
  return where === '' ? '' : ` (${where})`;
}

/** A template that cannot be rendered. `message` says in one line what is wrong and, where known, where. */
export class PromptError extends Error {
  override readonly name = 'PromptError';
  readonly kind: PromptErrorKind;
  readonly place: PromptPlace;

  constructor(kind: PromptErrorKind, what: string, place: PromptPlace = {}, cause?: unknown) {
    super(`${what}${describe(place)}`, cause === undefined ? undefined : { cause });
    this.kind = kind;
    this.place = place;
  }
}

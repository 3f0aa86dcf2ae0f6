/** Which partials a template uses, directly and through other partials. */
import Handlebars from 'handlebars';
import { positionFinder } from '../text/positions';
import { isMapping } from './frontMatter';
import { parseTemplate } from './parseTemplate';
import { PromptError, type PromptPlace } from './promptError';
import type { SyntaxProblem } from './tree';

/** Partials by name, without the leading `_` and the extension of their files. */
export type Partials = Readonly<Record<string, string>>;

/** One `{{> name}}`. */
export interface PartialUse {
  readonly name: string;
  /** 1-based, within the text that was parsed. */
  readonly line: number;
  /** 0-based. */
  readonly column: number;
  /** `{{#> name}}…{{/name}}`: the block is rendered where there is no such partial. */
  readonly hasFallback: boolean;
}

interface Position {
  readonly line: number;
  readonly column: number;
}

function start(node: Record<string, unknown>): Position {
  const position = isMapping(node.loc) && isMapping(node.loc.start) ? node.loc.start : {};
  return { line: Number(position.line ?? 1), column: Number(position.column ?? 0) };
}

function children(node: unknown): Record<string, unknown>[] {
  if (Array.isArray(node)) return node.flatMap(children);
  if (!isMapping(node)) return [];
  if (typeof node.type === 'string') return [node];
  return Object.values(node).flatMap(children);
}

/** Every node of a Handlebars syntax tree, parents first. */
function* nodes(node: Record<string, unknown>): Generator<Record<string, unknown>> {
  yield node;
  for (const [key, value] of Object.entries(node)) {
    if (key === 'loc') continue;
    for (const child of children(value)) yield* nodes(child);
  }
}

/** The name of an inline partial: `{{#*inline "name"}}`. */
function inlineName(node: Record<string, unknown>): string | undefined {
  if (node.type !== 'DecoratorBlock' || !Array.isArray(node.params)) return undefined;
  const [name] = node.params as unknown[];
  return isMapping(name) && typeof name.value === 'string' ? name.value : undefined;
}

function nameOf(node: Record<string, unknown>): string | undefined {
  if (!isMapping(node.name) || node.name.type === 'SubExpression') return undefined;
  return typeof node.name.original === 'string' || typeof node.name.original === 'number'
    ? String(node.name.original)
    : undefined;
}

/** The line of a Handlebars error, which the parser puts into the message only. */
export function errorLine(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('lineNumber' in error && typeof error.lineNumber === 'number') return error.lineNumber;
  const match = /\bon line (\d+)/.exec(error.message);
  return match?.[1] === undefined ? undefined : Number(match[1]);
}

/** What Handlebars says against a text, one sentence; its place left out. */
export function refusalOf(error: unknown): string {
  const said = (error instanceof Error ? error.message : String(error)).split('\n');
  const line = said.find((each) => each.startsWith('Expecting')) ?? said[0] ?? '';
  const reason = line.replace(/^(?:Parse|Lexical) error on line \d+[.:]\s*/, '').trim();
  return `Handlebars cannot read this: ${reason.replace(/\.?$/, '.')}`;
}

/**
 * The partials that a template body or a partial uses itself, in order of appearance; inline partials and
 * `{{> @partial-block}}` are its own and left out.
 * @param origin where `body` starts: the partial's name, and the number of lines before it
 * @throws PromptError `template` where the body does not parse, `dynamic-partial` where a name is computed
 */
export function findPartialUses(body: string, origin: { partial?: string; before: number }): PartialUse[] {
  const place = (line: number, column?: number): PromptPlace => ({
    ...(origin.partial === undefined ? {} : { partial: origin.partial }),
    line: line + origin.before,
    ...(column === undefined ? {} : { column }),
  });
  if (!body.includes('{{')) return [];
  const tree = parseTemplate(body, 0);
  const refused = ([problem]: readonly SyntaxProblem[], cause?: unknown): PromptError | undefined => {
    if (!problem) return undefined;
    const { line, character } = positionFinder(body)(problem.span.start);
    return new PromptError('template', problem.message.replace(/\.$/, ''), place(line + 1, character), cause);
  };
  const tooDeep = tree.problems.filter((problem) => problem.tooDeep);
  if (tooDeep.length > 0) throw refused(tooDeep);
  let program: unknown;
  try {
    program = Handlebars.parseWithoutProcessing(body);
  } catch (error) {
    // The library names the token before the mistake; the tolerant parser the mistake.
    throw (
      refused(tree.problems, error) ??
      new PromptError('template', refusalOf(error).replace(/\.$/, ''), place(errorLine(error) ?? 1), error)
    );
  }
  const own = new Set(['@partial-block']);
  const uses: PartialUse[] = [];
  for (const node of children(program).flatMap((root) => [...nodes(root)])) {
    const inline = inlineName(node);
    if (inline !== undefined) own.add(inline);
    if (node.type !== 'PartialStatement' && node.type !== 'PartialBlockStatement') continue;
    const name = nameOf(node);
    const { line, column } = start(node);
    if (name === undefined) {
      throw new PromptError(
        'dynamic-partial',
        'the name of a partial must be written out',
        place(line, column),
      );
    }
    uses.push({
      name,
      line: line + origin.before,
      column,
      hasFallback: node.type === 'PartialBlockStatement',
    });
  }
  return uses.filter(({ name }) => !own.has(name));
}

/**
 * All partials a template needs, transitively, sorted by name.
 * @param before lines of the template's file before `body`
 * @throws PromptError `missing-partial`, `partial-cycle`, `dynamic-partial` or `template`
 */
export function collectPartials(body: string, before: number, partials: Partials): Map<string, string> {
  const found = new Map<string, string>();
  const visit = (text: string, path: readonly string[], lines: number): void => {
    const partial = path.at(-1);
    for (const use of findPartialUses(text, {
      ...(partial === undefined ? {} : { partial }),
      before: lines,
    })) {
      const place = { ...(partial === undefined ? {} : { partial }), line: use.line, column: use.column };
      if (path.includes(use.name)) {
        const cycle = [...path.slice(path.indexOf(use.name)), use.name].join(' > ');
        throw new PromptError('partial-cycle', `a partial includes itself: ${cycle}`, place);
      }
      const source = Object.hasOwn(partials, use.name) ? partials[use.name] : undefined;
      if (source === undefined) {
        if (use.hasFallback) continue;
        throw new PromptError('missing-partial', `there is no partial "${use.name}"`, place);
      }
      found.set(use.name, source);
      visit(source, [...path, use.name], 0);
    }
  };
  visit(body, [], before);
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

/** What Handlebars would refuse, at its place. */
import Handlebars from 'handlebars';
import { errorLine, refusalOf } from './partialUse';
import type { TemplateFile } from './templateFile';
import type { SyntaxProblem } from './tree';

const known = new WeakMap<TemplateFile, readonly SyntaxProblem[]>();

/**
 * The syntax problems of a file's body. Handlebars itself has the last word on whether there are any: what it
 * accepts has none, and what it alone refuses is reported at the line it names.
 */
export function syntaxProblems(file: TemplateFile): readonly SyntaxProblem[] {
  let problems = known.get(file);
  if (!problems) {
    problems = findProblems(file);
    known.set(file, problems);
  }
  return problems;
}

function findProblems({ source, split, tree }: TemplateFile): readonly SyntaxProblem[] {
  if (tree.problems.some(({ tooDeep }) => tooDeep)) return tree.problems;
  const body = source.slice(split.body);
  try {
    Handlebars.parseWithoutProcessing(body);
    return [];
  } catch (error) {
    if (tree.problems.length > 0) return tree.problems;
    const lines = [...body.matchAll(/\r\n|\r|\n/g)].map(({ index, 0: end }) => index + end.length);
    const row = Math.max(0, (errorLine(error) ?? 1) - 1);
    const start = split.body + (row === 0 ? 0 : (lines[row - 1] ?? 0));
    const end = split.body + (lines[row] ?? body.length);
    const length = source.slice(start, end).trimEnd().length;
    return [{ message: refusalOf(error), span: { start, end: start + length } }];
  }
}

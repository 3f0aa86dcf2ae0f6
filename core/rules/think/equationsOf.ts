import { type Equation, findEquations } from '../../arithmetic/equations';
import type { Part } from '../../sample/record';

/** The equations of a part, read once for the rules that ask. */
export function equationsOf(part: Part): readonly Equation[] {
  const equations = known.get(part) ?? findEquations(part.text);
  known.set(part, equations);
  return equations;
}

const known = new WeakMap<Part, readonly Equation[]>();

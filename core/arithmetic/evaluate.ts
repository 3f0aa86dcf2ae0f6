/** The value of a plain arithmetic expression: numbers, `+ - * / **`, brackets and `sqrt(…)`. */
import jsep from 'jsep';

jsep.addBinaryOp('**', 11, true);

/** The value, or undefined when the text is not such an expression or has no finite value. */
export function evaluate(expression: string): number | undefined {
  let tree: jsep.Expression;
  try {
    tree = jsep(expression);
  } catch (error) {
    if (error instanceof Error && 'index' in error) return undefined;
    throw error;
  }
  const value = numberOf(tree);
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}

function numberOf(node: jsep.Expression): number | undefined {
  switch (node.type) {
    case 'Literal': {
      const { value } = node as jsep.Literal;
      return typeof value === 'number' ? value : undefined;
    }
    case 'UnaryExpression': {
      const { operator, argument } = node as jsep.UnaryExpression;
      const value = numberOf(argument);
      return operator === '-' && value !== undefined ? -value : undefined;
    }
    case 'BinaryExpression': {
      const { operator, left, right } = node as jsep.BinaryExpression;
      const a = numberOf(left);
      const b = numberOf(right);
      return a === undefined || b === undefined ? undefined : apply(operator, a, b);
    }
    case 'CallExpression': {
      const { arguments: args } = node as jsep.CallExpression;
      const [argument] = args;
      const value = argument && args.length === 1 ? numberOf(argument) : undefined;
      return value === undefined ? undefined : Math.sqrt(value);
    }
    default:
      return undefined;
  }
}

/** Applies one of `+ - * / **`; undefined for any other operator. */
export function apply(operator: string, a: number, b: number): number | undefined {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '**':
      return a ** b;
    default:
      return undefined;
  }
}

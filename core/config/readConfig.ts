/** Reading `vignette.config.json`: what it says, or each thing that is wrong with its place. */
import {
  findNodeAtLocation,
  getNodeValue,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import type { Severity } from '../lint/problem';
import { RULES } from '../rules/all';
import type { Span } from '../text/span';
import { type ConfigValue, configSchema } from './schema';

export interface ConfigProblem {
  readonly message: string;
  readonly span: Span;
  /** An `error` makes the configuration unusable; a `warning` only the one entry. */
  readonly severity: Extract<Severity, 'error' | 'warning'>;
}

export interface ConfigReading {
  /** Undefined when an error makes it unusable. */
  readonly config: ConfigValue | undefined;
  readonly problems: readonly ConfigProblem[];
}

const SYNTAX: Readonly<Record<string, string>> = {
  ValueExpected: 'expected a value',
  PropertyNameExpected: 'expected a name in double quotes',
  ColonExpected: 'expected ":" after the name',
  CommaExpected: 'expected "," before this',
  CloseBraceExpected: 'expected "}"',
  CloseBracketExpected: 'expected "]"',
  EndOfFileExpected: 'expected the end of the file',
  UnexpectedEndOfString: 'the text is not closed',
  UnexpectedEndOfComment: 'the comment is not closed',
};

const OPTIONS = { allowTrailingComma: true, disallowComments: false, allowEmptyContent: false };

/** Reads the text of a configuration: JSON with comments and trailing commas. */
export function readConfig(text: string): ConfigReading {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, OPTIONS);
  const [syntax] = errors;
  if (syntax || !root) {
    const span = { start: syntax?.offset ?? 0, end: (syntax?.offset ?? 0) + (syntax?.length ?? 0) };
    const message = syntax
      ? (SYNTAX[printParseErrorCode(syntax.error)] ?? 'this is not JSON')
      : 'the file is empty: write {} for the defaults';
    return {
      config: undefined,
      problems: [{ message: `Not a configuration: ${message}.`, span, severity: 'error' }],
    };
  }
  const parsed = configSchema.safeParse(getNodeValue(root));
  const problems = parsed.success
    ? []
    : parsed.error.issues.map(({ path, message, ...issue }): ConfigProblem => {
        const unknownKey = 'keys' in issue && Array.isArray(issue.keys) ? String(issue.keys[0]) : undefined;
        const where = unknownKey === undefined ? path : [...path, unknownKey];
        const name = where.length === 0 ? 'The configuration' : `"${where.join('.')}"`;
        const what =
          unknownKey === undefined
            ? message.replace(/^Invalid (?:input|option): /, '')
            : 'is no setting of Vignette';
        return {
          message: `${name}: ${what}.`,
          span: spanOf(root, where, unknownKey !== undefined),
          severity: 'error',
        };
      });
  return {
    config: parsed.success ? parsed.data : undefined,
    problems: [...problems, ...(parsed.success ? unknownRules(parsed.data, root) : [])],
  };
}

function unknownRules(config: ConfigValue, root: Node): ConfigProblem[] {
  const known = new Set(RULES.map(({ id }) => id));
  const places: readonly (readonly (string | number)[])[] = [
    ['rules'],
    ...(config.overrides ?? []).map((_, i) => ['overrides', i, 'rules']),
  ];
  return places.flatMap((place) => {
    const rules = (findNodeAtLocation(root, [...place])?.children ?? []).map(({ children }) => children?.[0]);
    return rules.flatMap((key) =>
      key && !known.has(String(key.value))
        ? [
            {
              message: `There is no rule "${key.value}".`,
              span: { start: key.offset, end: key.offset + key.length },
              severity: 'warning' as const,
            },
          ]
        : [],
    );
  });
}

/** The place of a value, or of its key; of the nearest thing around it that is there. */
function spanOf(root: Node, path: readonly PropertyKey[], ofKey: boolean): Span {
  for (let length = path.length; length >= 0; length--) {
    const node = findNodeAtLocation(
      root,
      path.slice(0, length).map((key) => (typeof key === 'number' ? key : String(key))),
    );
    if (!node) continue;
    const shown = ofKey && node.parent?.type === 'property' ? (node.parent.children?.[0] ?? node) : node;
    return { start: shown.offset, end: shown.offset + shown.length };
  }
  return { start: 0, end: 0 };
}

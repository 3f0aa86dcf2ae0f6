/** The messages a template is made of. */
import type { Span } from '../text/span';
import type { TemplateAnalysis } from './analyse';
import { ROLE_ALIAS, ROLE_DOCS } from './helpers';
import type { TemplateFile } from './templateFile';
import {
  callsOf,
  type Expression,
  type PathExpression,
  type Statement,
  simpleName,
  statementsOf,
} from './tree';

export interface RoleCall {
  readonly span: Span;
  /** What is given for the role. */
  readonly role: Expression | undefined;
}

/** Every `{{role …}}`, in order of place. */
export function roleCalls(body: readonly Statement[]): RoleCall[] {
  return [...callsOf(body)].flatMap(({ call, span, as }) =>
    as !== 'block' && simpleName(call.callee) === 'role' ? [{ span, role: call.params[0] }] : [],
  );
}

/** Roles whose quotation marks are missing: `{{role system}}` asks for a variable. */
export function unquotedRoles({ file, inputs }: TemplateAnalysis): PathExpression[] {
  return roleCalls(file.tree.body).flatMap(({ role }) => {
    const name = role && simpleName(role);
    if (role?.kind !== 'path' || name === undefined || inputs.fields.has(name)) return [];
    return ROLE_DOCS.has(name) || name === ROLE_ALIAS ? [role] : [];
  });
}

/** Blocks that are called like a role, as `{{#system}}`: to Handlebars a variable that is not there. */
export function namedRoles({ uses }: TemplateAnalysis): PathExpression[] {
  return uses.flatMap(({ kind, path, missing, segments: [first], partial }) => {
    const isRole = ROLE_DOCS.has(simpleName(path) ?? '') || simpleName(path) === ROLE_ALIAS;
    const isUnknown = missing !== undefined || first?.symbol?.kind === 'undeclared';
    return kind === 'section' && isRole && isUnknown && partial === undefined ? [path] : [];
  });
}

export interface Message {
  /** Undefined for a role that is worked out. */
  readonly role: string | undefined;
  /** The mark that starts it; undefined for the text before the first. */
  readonly mark?: Span;
  readonly span: Span;
}

/** The messages that marks outside of blocks start. */
export function messagesOf({ tree, source, split }: TemplateFile): Message[] {
  const marks = [...statementsOf(tree.body)].flatMap(({ statement, around }) =>
    around.length === 0 && statement.kind === 'mustache' && simpleName(statement.callee) === 'role'
      ? [statement]
      : [],
  );
  const messages: Message[] = marks.map(({ span, params: [role] }, index) => ({
    role: role?.kind === 'string' ? String(role.value) : undefined,
    mark: span,
    span: { start: span.start, end: marks[index + 1]?.span.start ?? source.length },
  }));
  const first = { start: split.body, end: marks[0]?.span.start ?? source.length };
  return source.slice(first.start, first.end).trim() === ''
    ? messages
    : [{ role: 'user', span: first }, ...messages];
}

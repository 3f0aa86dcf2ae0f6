import { HELPERS, type Helper, signatureOf } from '../../prompt/helpers';
import { type Call, callsOf, simpleName } from '../../prompt/tree';
import { lastUpTo, type Span } from '../../text/span';
import type { Rule } from '../rule';

export const helperArguments: Rule = {
  id: 'prompt/helper-arguments',
  summary: 'A helper that is called in a wrong way',
  severity: 'error',
  fix: null,
  docs: {
    what: 'A helper with too few or too many arguments, with a named argument it does not have, or in the wrong form: `{{if x}}` without a block, `{{#json x}}` with one.',
    why: 'The library throws, or drops what it does not expect: the body of `{{#json x}}…{{/json}}` is lost.',
    bad: '{{#ifEquals archetype}}…{{/ifEquals}}',
    good: '{{#ifEquals archetype "refusal"}}…{{/ifEquals}}',
  },
  template({ file: { tree }, shadowed }, report) {
    const meantAsVariables = new Set<unknown>(shadowed.map(({ path }) => path));
    // What is wrong between the braces is said; what is missing there may be in it.
    const broken = new Set(tree.problems.map(({ span }) => lastUpTo(tree.tags, span.start)));
    for (const { call, span, as } of callsOf(tree.body)) {
      const helper = HELPERS.get(simpleName(call.callee) ?? '');
      // What else is wrong with these has rules of its own.
      if (!helper || (helper.name === 'role' && as === 'block')) continue;
      if (meantAsVariables.has(call.callee) || broken.has(lastUpTo(tree.tags, span.start))) continue;
      for (const [message, at] of problemsOf(helper, call, span, as)) {
        report({ message: `${message}: write ${signatureOf(helper)}.`, span: at });
      }
    }
  },
};

function* problemsOf(
  { name, form, params, variadic, hash }: Helper,
  call: Call,
  span: Span,
  as: 'inline' | 'block' | 'expression',
): Generator<readonly [message: string, span: Span]> {
  if (form === 'block' && as !== 'block') yield [`"${name}" needs a block`, call.callee.span];
  else if (form === 'inline' && as === 'block')
    yield [`"${name}" has no block, so that its body is lost`, span];
  const least = params.filter(({ optional }) => !optional).length;
  if (call.params.length < least) {
    const missing = params[call.params.length]?.name ?? '';
    yield [`"${name}" lacks its argument "${missing}"`, call.callee.span];
  }
  // Media without an address has a rule of its own.
  const extra = variadic || name === 'media' ? undefined : call.params[params.length];
  if (extra) yield [`"${name}" does not take this argument`, extra.span];
  for (const { key } of call.hash) {
    if (!hash.some((argument) => argument.name === key.name))
      yield [`"${name}" has no argument "${key.name}"`, key.span];
  }
}

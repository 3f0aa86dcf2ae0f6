import type { TemplateAnalysis } from '../analyse';
import { HELPERS, ROLE_DOCS, signatureOf } from '../helpers';
import type { PromptFolder } from '../promptFolder';
import { fullName } from '../promptFolder';
import { type Schema, typeText } from '../schema';
import { DATA_DOCS, type Frame, namesIn, type TemplateSymbol } from '../scope';
import type { Call, Tag } from '../tree';
import type { Offer, Offers } from './offers';
import { callAt, frameAt, helperName, namesAt, openBlocks } from './place';

/** What can be typed between braces. */
export function completeTag(
  folder: PromptFolder,
  analysis: TemplateAnalysis,
  tag: Tag,
  offset: number,
): Offers {
  const { source } = analysis.file;
  const before = source.slice(tag.inner.start, offset);
  const word = /["']?[\p{L}\p{N}_@./[\]-]*$/u.exec(before)?.[0] ?? '';
  const start = offset - word.length;
  const first = before.slice(0, before.length - word.length).trim() === '';
  const inside = (offers: readonly Offer[]): Offers => ({ start, offers });
  // The editor closes quotation marks by itself: what is offered in them brings its own.
  const quote = /^["']/.exec(word)?.[0];
  const quoted = (offers: readonly Offer[]): Offers => ({
    start,
    end: quote !== undefined && source[offset] === quote ? offset + 1 : offset,
    offers,
  });

  if (tag.kind === 'end') {
    const open = openBlocks(analysis, tag.span.start);
    return inside(open.reverse().map((label) => ({ kind: 'helper', label })));
  }
  if ((tag.kind === 'partial' || tag.kind === 'partial-block') && first)
    return inside(partialOffers(analysis));
  // The tag of a block stands outside of the block.
  const path = pathOffers(analysis, word, tag.span.start);
  if (path) return { start: offset - (/[^./@]*$/.exec(word)?.[0].length ?? 0), offers: path };

  const call = first ? undefined : callAt(analysis, offset);
  const helper = HELPERS.get(helperName(call) ?? '');
  if (helper?.name === 'role' && !first) return quoted(roleOffers());
  const values = comparedValues(analysis, call, offset);
  if (quote !== undefined) return quoted(values);
  const ahead = before.slice(0, before.length - word.length);
  if (/\(\s*$/.test(ahead))
    return inside(helperOffers('inline').filter(({ label }) => GIVING.includes(label)));
  const variables = [...namesAt(folder, analysis, tag, offset)].map(variableOffer);
  if (tag.kind === 'partial' || tag.kind === 'partial-block') {
    return inside([...(/=\s*$/.test(ahead) ? [] : argumentOffers(analysis, tag, offset)), ...variables]);
  }
  if (first) {
    const block = tag.kind === 'block' || tag.kind === 'else-chain';
    const helpers = tag.kind === 'inverted' ? [] : helperOffers(block ? 'block' : 'inline');
    const ends: Offer[] =
      tag.kind === 'mustache' && openBlocks(analysis, tag.span.start).length > 0
        ? [{ kind: 'helper', label: 'else', documentation: 'The other branch of the block.' }]
        : [];
    const reached = block ? variables : variables.map(unshadowed);
    return inside([...reached, ...ends, ...helpers]);
  }
  const hash = (helper?.hash ?? []).map(
    ({ name, docs }): Offer => ({ kind: 'key', label: `${name}=`, documentation: docs }),
  );
  return inside([...values, ...variables, ...(/=\s*$/.test(ahead) ? [] : hash)]);
}

/** Helpers that give a value, which alone makes sense within a call. */
const GIVING: readonly string[] = ['lookup', 'json'];

/** A variable that a helper hides, as it has to be written. */
function unshadowed(offer: Offer): Offer {
  return HELPERS.has(offer.label) ? { ...offer, label: `this.${offer.label}` } : offer;
}

/** The values of an enum that is compared with what is being typed. */
function comparedValues(analysis: TemplateAnalysis, call: Call | undefined, offset: number): Offer[] {
  const [compared] = call?.params ?? [];
  if (!/^(?:if|unless)Equals$/.test(helperName(call) ?? '') || !compared || offset <= compared.span.end)
    return [];
  const use = analysis.uses.find(({ path }) => path === compared);
  return (use?.schema.values ?? []).flatMap((value) =>
    typeof value === 'string' ? [{ kind: 'value' as const, label: JSON.stringify(value) }] : [],
  );
}

function variableOffer([label, { schema }]: readonly [string, TemplateSymbol]): Offer {
  return {
    kind: 'variable',
    label,
    detail: typeText(schema),
    ...(schema.description !== undefined && { documentation: schema.description }),
  };
}

function helperOffers(form: 'block' | 'inline'): Offer[] {
  return [...HELPERS.values()]
    .filter((helper) => helper.form === form)
    .map((helper) => ({
      kind: 'helper',
      label: helper.name,
      detail: signatureOf(helper),
      documentation: helper.docs,
      ...(helper.name === 'role' && { newText: 'role ', retrigger: true }),
    }));
}

function roleOffers(): Offer[] {
  return [...ROLE_DOCS].map(([role, documentation]) => ({
    kind: 'role',
    label: role,
    newText: `"${role}"`,
    documentation,
  }));
}

function partialOffers({ context, file }: TemplateAnalysis): Offer[] {
  return [...context.partials.values()]
    .filter((partial) => partial !== file)
    .map((partial) => ({
      kind: 'partial',
      label: fullName(partial),
      documentation: `\`\`\`\n${partial.source.slice(0, 300)}\n\`\`\``,
    }));
}

/** Names that the partial uses and the call does not give yet. */
function argumentOffers({ calls, uses }: TemplateAnalysis, tag: Tag, offset: number): Offer[] {
  const call = calls.find(({ statement, partial }) => partial === undefined && statement.open === tag.span);
  if (!call?.target || call.statement.hash.some(({ span }) => span.start <= offset && offset <= span.end))
    return [];
  const wanted = uses.flatMap(({ partial, segments: [segment] }) =>
    segment && partial === call.name && !call.args.has(segment.name) ? [segment.name] : [],
  );
  return [...new Set(wanted)].map((name) => ({ kind: 'key', label: `${name}=` }));
}

/** What follows `@`, `../` or the dot of a path; undefined where a plain name is being typed. */
function pathOffers(analysis: TemplateAnalysis, word: string, at: number): Offer[] | undefined {
  const frame = frameAt(analysis, at);
  if (/^@root[./]/.test(word)) {
    let root = frame;
    while (root?.outer) root = root.outer;
    return fieldOffers(root, word.slice('@root.'.length), analysis);
  }
  if (word.startsWith('@')) {
    return [...DATA_DOCS].map(([label, documentation]) => ({ kind: 'variable', label, documentation }));
  }
  const parts = word.split(/[./]/);
  if (parts.length < 2 || !frame) return undefined;
  let around: Frame | undefined = frame;
  const climbs = /^(?:\.\.\/)*/.exec(word)?.[0].length ?? 0;
  for (let i = 0; i < climbs / 3; i++) around = around?.outer;
  return fieldOffers(around, word.slice(climbs).replace(/^(?:this|\.)[./]/, ''), analysis);
}

/** What may follow a path that starts in a frame. */
function fieldOffers(around: Frame | undefined, path: string, analysis: TemplateAnalysis): Offer[] {
  const steps = path.split(/[./]/).slice(0, -1);
  const names = around ? namesIn(around, analysis.symbols) : new Map<string, TemplateSymbol>();
  const [head, ...rest] = steps;
  if (head === undefined) return [...names].map(variableOffer);
  let schema: Schema | undefined = names.get(head)?.schema;
  for (const step of rest) schema = schema?.fields.get(step)?.schema;
  const length: Offer[] =
    schema?.type === 'array' ? [{ kind: 'variable', label: 'length', detail: 'integer' }] : [];
  const fields = [...(schema?.fields.values() ?? [])];
  return [...fields.map((field) => variableOffer([field.name, analysis.symbols.field(field)])), ...length];
}

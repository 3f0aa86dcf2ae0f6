/** A frame with the texts and the metadata of its sample in their places: the record, each value where it is written. */
import type { MappedText } from '../../text/mappedText';
import { sourceOf } from '../../text/mappedText';
import { PlacedNode } from '../../text/placedNode';
import type { Span } from '../../text/span';
import { lastOfKey, type PropertyNode, type ValueNode } from '../../text/valueNode';
import type { BodyText } from './body';
import { MAX_PLACEHOLDER_DEPTH, placeholderOf } from './frame';

export interface FilledFrame {
  readonly root: ValueNode;
  /** Texts that the frame has no place for. */
  readonly extra: readonly BodyText[];
  /** How many places have no text. */
  readonly missing: number;
}

/**
 * `outline`: what is written under `$frame`, all of it at `span`. `fields`: the front matter without our own keys.
 * Fields that no place asks for are added to the record, so that nothing is lost.
 */
export function fillFrame(
  outline: ValueNode,
  span: Span,
  fields: readonly PropertyNode[],
  texts: readonly BodyText[],
): FilledFrame {
  let next = 0;
  let missing = 0;
  const used = new Set<string>();
  const placed = (node: ValueNode): ValueNode => new PlacedNode(node, span);

  const fill = (
    node: ValueNode,
    depth: number,
  ): { readonly value: ValueNode; readonly keySpan?: Span } | undefined => {
    const placeholder = placeholderOf(node);
    if (placeholder && 'text' in placeholder) {
      const body = texts[next++];
      if (!body) missing++;
      return body ? { value: new BodyNode(body.text), keySpan: body.roleSpan } : { value: placed(node) };
    }
    if (placeholder) {
      const { yaml } = placeholder;
      if (yaml === true) {
        for (const { key } of fields) used.add(key);
        return { value: new ListedNode('object', spanOf(fields) ?? span, fields, []) };
      }
      used.add(yaml);
      return fields.findLast(({ key }) => key === yaml);
    }
    if (depth === MAX_PLACEHOLDER_DEPTH || (node.kind !== 'object' && node.kind !== 'array'))
      return { value: placed(node) };
    const properties = node.properties().flatMap(({ key, value }): PropertyNode[] => {
      const filled = fill(value, depth + 1);
      return filled ? [{ key, keySpan: span, ...filled }] : [];
    });
    const items = node.items().flatMap((item) => fill(item, depth + 1) ?? []);
    const values = items.map(({ value }) => value);
    const keySpan = items.find((item) => item.keySpan)?.keySpan;
    return { value: new ListedNode(node.kind, span, properties, values), ...(keySpan && { keySpan }) };
  };

  const root = fill(outline, 0)?.value ?? placed(outline);
  const unasked = fields.filter(({ key }) => !used.has(key));
  return { root: unasked.length > 0 ? withFields(root, unasked) : root, extra: texts.slice(next), missing };
}

/** A canonical record has its metadata in one field; others may have them beside the sample. */
function withFields(root: ValueNode, fields: readonly PropertyNode[]): ValueNode {
  if (root.kind !== 'object') return root;
  const keySpan = spanOf(fields) ?? root.span;
  const hasField = root.member('messages') !== undefined && root.member('metadata') === undefined;
  const added = hasField
    ? [{ key: 'metadata', keySpan, value: new ListedNode('object', keySpan, fields, []) }]
    : fields;
  return new ListedNode('object', root.span, [...root.properties(), ...added], []);
}

function spanOf(fields: readonly PropertyNode[]): Span | undefined {
  const [first] = fields;
  const last = fields.at(-1);
  return first && last && { start: first.keySpan.start, end: last.value.span.end };
}

/** An object or a list put together from nodes of several places. */
class ListedNode implements ValueNode {
  #json: string | undefined;

  constructor(
    readonly kind: 'object' | 'array',
    readonly span: Span,
    private readonly members: readonly PropertyNode[],
    private readonly values: readonly ValueNode[],
  ) {}

  get json(): string {
    this.#json ??=
      this.kind === 'object'
        ? `{${this.members.map(({ key, value }) => `${JSON.stringify(key)}:${value.json}`).join(',')}}`
        : `[${this.values.map(({ json }) => json).join(',')}]`;
    return this.#json;
  }

  get value(): unknown {
    return JSON.parse(this.json);
  }

  properties(): readonly PropertyNode[] {
    return this.members;
  }

  member(key: string): ValueNode | undefined {
    return lastOfKey(this.members, key);
  }

  items(): readonly ValueNode[] {
    return this.values;
  }

  text(): undefined {
    return undefined;
  }
}

/** A string that is written as a text of the body. */
class BodyNode implements ValueNode {
  readonly kind = 'string';

  constructor(private readonly body: MappedText) {}

  get span(): Span {
    return sourceOf(this.body);
  }

  get value(): string {
    return this.body.value;
  }

  get json(): string {
    return JSON.stringify(this.body.value);
  }

  properties(): readonly PropertyNode[] {
    return [];
  }

  member(): undefined {
    return undefined;
  }

  items(): readonly ValueNode[] {
    return [];
  }

  text(): MappedText {
    return this.body;
  }
}

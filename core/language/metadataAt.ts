/** The metadata property at a place of a record. */
import type { PropertyNode, ValueNode } from '../text/valueNode';
import type { RecordView } from './datasetView';
import { touches } from './quotePlaces';

export interface MetadataPlace {
  /** From the outermost property to the one at the place. */
  readonly path: readonly PropertyNode[];
  /** The innermost property. */
  readonly property: PropertyNode;
  /** Whether the place is its key or its value. */
  readonly part: 'key' | 'value';
}

export function metadataAt(record: RecordView, offset: number): MetadataPlace | undefined {
  const path: PropertyNode[] = [];
  let node: ValueNode | undefined = record.sample?.metadata;
  while (node) {
    const property: PropertyNode | undefined = node
      .properties()
      .find(({ keySpan, value }) => touches(keySpan, offset) || touches(value.span, offset));
    if (!property) break;
    path.push(property);
    if (touches(property.keySpan, offset)) return { path, property, part: 'key' };
    node = property.value.kind === 'object' ? property.value : undefined;
  }
  const property = path.at(-1);
  return property && { path, property, part: 'value' };
}

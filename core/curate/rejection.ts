/**
 * Records that were sorted out, with the reasons: `metadata.provenance.rejected`, as a run writes what it rejects, so that
 * a review shows both alike. Nothing else of the record is touched.
 */

import { isJson } from '../text/isJson';
import { parseJsonNode } from '../text/jsonNode';
import { member, type PropertyNode, type ValueNode } from '../text/valueNode';

const KEY = 'rejected';

/** The way to the reasons, from the record in. */
const WAY = ['metadata', 'provenance', KEY] as const;

/**
 * The line of a record with the reasons why it was sorted out, in the place of earlier ones. What is no record, or has something else at
 * the place of the reasons, stands as a text in a message. `bytes`: in base64, where the line is not what they say.
 */
export function withReasons(line: string, reasons: readonly string[], bytes?: string): string {
  const own = withoutReasons(line.replace(/^\uFEFF/, ''));
  const root = readObject(own);
  const said = JSON.stringify(reasons);
  const kept = bytes === undefined ? '' : `,"base64":${JSON.stringify(bytes)}`;
  if (root && bytes === undefined) {
    const { holder, rest } = placeOf(root);
    if (holder?.kind === 'object') return withMember(own, holder, rest, said);
  }
  return `{"messages":[{"role":"assistant","content":${JSON.stringify(own)}}],"metadata":{"provenance":{"${KEY}":${said}${kept}}}}`;
}

/** The line without the reasons that `withReasons` gave it, and without what it put around them; any other as it is. */
export function withoutReasons(line: string): string {
  if (!line.includes(`"${KEY}"`)) return line;
  const root = readObject(line);
  const metadata = member(root, WAY[0]);
  const provenance = member(metadata, WAY[1]);
  if (!root || !metadata || member(provenance, KEY)?.kind !== 'array') return line;
  const holders = [root, metadata, provenance as ValueNode];
  // The outermost that holds nothing else goes as a whole.
  const at = holders.findIndex((_, i) =>
    holders.slice(i + 1).every((node) => node.properties().length === 1),
  );
  return withoutMember(line, holders[at] as ValueNode, WAY[at] as string);
}

function readObject(line: string): ValueNode | undefined {
  // JSON.parse reads what is nested too deep for it as no JSON.
  if (!isJson(line)) return undefined;
  const root = parseJsonNode(line);
  return root.kind === 'object' ? root : undefined;
}

/** The innermost object on the way that is there, and the rest of the way from it. */
function placeOf(root: ValueNode): {
  readonly holder: ValueNode | undefined;
  readonly rest: readonly string[];
} {
  const metadata = root.member(WAY[0]);
  if (!metadata) return { holder: root, rest: WAY };
  const provenance = metadata.member(WAY[1]);
  if (!provenance) return { holder: metadata, rest: WAY.slice(1) };
  return { holder: provenance.member(KEY) ? undefined : provenance, rest: [KEY] };
}

/** `way`: the keys of objects in one another, the last of them for the value. */
function withMember(line: string, holder: ValueNode, way: readonly string[], json: string): string {
  const at = holder.span.end - 1;
  const comma = holder.properties().length > 0 ? ',' : '';
  const opened = way.map((key) => `"${key}":`).join('{');
  return `${line.slice(0, at)}${comma}${opened}${json}${'}'.repeat(way.length - 1)}${line.slice(at)}`;
}

function withoutMember(line: string, holder: ValueNode, key: string): string {
  const all = holder.properties();
  const at = all.findIndex((property) => property.key === key);
  const { keySpan, value } = all[at] as PropertyNode;
  const before = all[at - 1];
  const start = before ? line.indexOf(',', before.value.span.end) : keySpan.start;
  const end = !before && all[at + 1] ? line.indexOf(',', value.span.end) + 1 : value.span.end;
  return line.slice(0, start) + line.slice(end);
}

/** The difference of two short texts, word by word. */

export interface DiffPart {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** A number with its decimals, a word, a stretch of white space, or one other character. */
const TOKEN = /\d+(?:[.,]\d+)*|[\p{L}\p{M}][\p{L}\p{M}\p{N}]*|\s+|./gsu;

/** Above this many comparisons the texts are shown one after the other. */
const MAX_CELLS = 400_000;

/** What must be taken out of `before` and put in to make `after`. Any white space equals any other. */
export function diffWords(before: string, after: string): DiffPart[] {
  const a = before.match(TOKEN) ?? [];
  const b = after.match(TOKEN) ?? [];
  if (a.length * b.length > MAX_CELLS) return joined([part('removed', before), part('added', after)]);
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i * width + j] = isSame(a[i] as string, b[j] as string)
        ? (lengths[(i + 1) * width + j + 1] as number) + 1
        : Math.max(lengths[(i + 1) * width + j] as number, lengths[i * width + j + 1] as number);
    }
  }
  const parts: DiffPart[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    if (isSame(a[i] as string, b[j] as string)) {
      parts.push(part('same', b[j] as string));
      i++;
      j++;
    } else if ((lengths[(i + 1) * width + j] as number) >= (lengths[i * width + j + 1] as number)) {
      parts.push(part('removed', a[i++] as string));
    } else parts.push(part('added', b[j++] as string));
  }
  parts.push(part('removed', a.slice(i).join('')), part('added', b.slice(j).join('')));
  return joined(parts);
}

function isSame(a: string, b: string): boolean {
  return a === b || (a.trim() === '' && b.trim() === '');
}

function part(kind: DiffPart['kind'], text: string): DiffPart {
  return { kind, text };
}

/**
 * Neighbours of a kind in one part. A space alone between changes is part of them, and of two neighbouring
 * changes what is removed comes first, so that a reader sees one change and not ten.
 */
function joined(parts: readonly DiffPart[]): DiffPart[] {
  const result: DiffPart[] = [];
  let removed = '';
  let added = '';
  const flush = (): void => {
    if (removed) result.push(part('removed', removed));
    if (added) result.push(part('added', added));
    removed = added = '';
  };
  parts.forEach(({ kind, text }, i) => {
    const between = kind === 'same' && text.trim() === '' && (removed || added) !== '';
    if (kind === 'removed') removed += text;
    else if (kind === 'added') added += text;
    else if (between && isChange(parts[i + 1])) {
      removed += text;
      added += text;
    } else {
      flush();
      const last = result.at(-1);
      if (last?.kind === 'same') result[result.length - 1] = part('same', last.text + text);
      else result.push(part('same', text));
    }
  });
  flush();
  return result;
}

function isChange(next: DiffPart | undefined): boolean {
  return next !== undefined && next.kind !== 'same' && next.text !== '';
}

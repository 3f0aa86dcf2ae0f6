import { ALL_TAGS } from './tags';

const TAG = new RegExp(`<(/?)(${ALL_TAGS.join('|')})>`, 'g');

/**
 * The block that is open at the end of the start of a record, in JSON or as `.vignette` text; undefined between blocks.
 * A tag that content shows counts too: this is for finding one's way, not for judging.
 */
export function blockAt(before: string): string | undefined {
  const last = [...before.matchAll(TAG)].at(-1);
  return last?.[1] === '' ? last[2] : undefined;
}

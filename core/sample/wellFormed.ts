import type { Message, Sample } from './record';
import { tagsOfRole } from './record';
import type { Block, TagToken } from './tags';

/**
 * Whether each message of a sample has the blocks of its role, each once, in order, with words and written as they
 * should be, and nothing beside them. Then there is nothing that a rule about tags could report.
 */
export function isWellFormed({ messages }: Sample): boolean {
  for (const message of messages) if (!hasWellFormedBlocks(message)) return false;
  return true;
}

function hasWellFormedBlocks({ role, content, tags, field }: Message): boolean {
  const names = tagsOfRole(role);
  if (field !== undefined || tags.blocks.length !== names.length) return false;
  if (names.length === 0) return true;
  if (tags.strayCloses.length > 0 || tags.others.length > 0) return false;
  const text = content.value;
  let at = 0;
  for (let i = 0; i < names.length; i++) {
    const block = tags.blocks[i] as Block;
    if (block.name !== names[i] || block.parent || !isPlain(block.open) || !block.close) return false;
    if (!isPlain(block.close) || !isBlank(text, at, block.open.span.start)) return false;
    if (!PLAIN_WORD.test(text.slice(block.content.start, block.content.end))) return false;
    at = block.close.span.end;
  }
  return isBlank(text, at, text.length) && !text.includes('```');
}

const PLAIN_WORD = /[A-Za-z\d]/;

/** Whether a tag is its name and nothing else. */
function isPlain({ name, written, closing, complete, span }: TagToken): boolean {
  return complete && written === name && span.end - span.start === name.length + (closing ? 3 : 2);
}

function isBlank(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code !== 0x20 && code !== 0x0a) return false;
  }
  return true;
}

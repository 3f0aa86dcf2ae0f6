/** How deep a YAML text nests, before it is read: the reader is recursive, and nothing catches a full stack. */
import { CST, Lexer } from 'yaml';

/** Whether the text may hold collections more than `levels` deep. Looks at tokens, so that strings do not count. */
export function mayBeDeeperThan(levels: number, text: string): boolean {
  const indent = new RegExp(`^ {${levels * INDENT}}`, 'm');
  if (indent.test(text)) return true;
  // Brackets open flow collections; several "- - -" or "? ?" on one line open block collections.
  if ((text.match(/[[{?-]/g)?.length ?? 0) <= levels) return false;
  let flow = 0;
  let onLine = 0;
  for (const token of new Lexer().lex(text)) {
    switch (CST.tokenType(token)) {
      case 'flow-seq-start':
      case 'flow-map-start':
        flow++;
        break;
      case 'flow-seq-end':
      case 'flow-map-end':
        flow--;
        break;
      case 'seq-item-ind':
      case 'explicit-key-ind':
        onLine++;
        break;
      case 'newline':
        onLine = 0;
        break;
    }
    if (flow > levels || onLine > levels) return true;
  }
  return false;
}

/** Columns that a level of nesting is indented by, at the most that we write. */
const INDENT = 4;

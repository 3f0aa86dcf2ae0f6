/** Text in Markdown that must show as it is written. */

/** Escapes whatever Markdown or HTML would read as markup; line breaks become spaces. */
export function plain(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').replace(/[\\`*_{}[\]()#+\-!|~<>&]/g, (char) => `\\${char}`);
}

/** Inline code that holds any text. */
export function code(text: string): string {
  const fence = '`'.repeat(Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
  const pad = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${text.replace(/\s*\n\s*/g, ' ')}${pad}${fence}`;
}

/** Bold text; white space at its ends, which would break the marks, stays outside. */
export function bold(text: string): string {
  return mark('**', text);
}

export function struck(text: string): string {
  return mark('~~', text);
}

function mark(marks: string, text: string): string {
  const inner = text.trim();
  if (inner === '') return plain(text);
  const at = text.indexOf(inner);
  return `${text.slice(0, at) && ' '}${marks}${plain(inner)}${marks}${text.slice(at + inner.length) && ' '}`;
}

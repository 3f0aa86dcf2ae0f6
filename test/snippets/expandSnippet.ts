// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is the syntax of snippets
/** Expands the snippet syntax of VS Code the way a person gets it who accepts every default. */

const VARIABLES: Readonly<Record<string, string>> = {
  UUID: '0d1b6a4e-7a5c-4c55-9a55-0f6d5b1f3c21',
  CURRENT_YEAR: '2026',
  CURRENT_MONTH: '01',
  CURRENT_DATE: '14',
  CURRENT_HOUR: '09',
  CURRENT_MINUTE: '05',
  CURRENT_SECOND: '07',
  CURRENT_TIMEZONE_OFFSET: '+01:00',
};

/** Where a placeholder that starts with `${` ends: the index of its `}`. */
function closing(body: string, start: number): number {
  let depth = 0;
  for (let at = start; at < body.length; at++) {
    if (body[at] === '\\') at++;
    else if (body.startsWith('${', at)) depth++;
    else if (body[at] === '}' && --depth === 0) return at;
  }
  throw new Error(`no end of the placeholder at ${start}: ${body.slice(start, start + 40)}`);
}

function variable(name: string): string {
  const value = VARIABLES[name];
  if (value === undefined) throw new Error(`unknown variable ${name}`);
  return value;
}

/** Expands one level; `values` holds the defaults of tab stops, so that bare ones repeat them. */
function expand(body: string, values: Map<string, string>): string {
  let text = '';
  for (let at = 0; at < body.length; at++) {
    const bare = /^\$(\d+|[A-Z_]+)/.exec(body.slice(at));
    if (body[at] === '\\' && /[\\$}]/.test(body[at + 1] ?? '')) {
      text += body[++at];
    } else if (bare) {
      const name = bare[1]!;
      text += /\d/.test(name) ? (values.get(name) ?? '') : variable(name);
      at += name.length;
    } else if (body.startsWith('${', at)) {
      const end = closing(body, at);
      text += placeholder(body.slice(at + 2, end), values);
      at = end;
    } else {
      text += body[at];
    }
  }
  return text;
}

/** Expands what stands between `${` and `}`: a tab stop, one with a default, a choice, or a variable. */
function placeholder(inside: string, values: Map<string, string>): string {
  const [, name, mark, rest = ''] = /^(\w+)([:|]?)(.*)$/s.exec(inside) ?? [];
  if (name === undefined) throw new Error(`bad placeholder: ${inside}`);
  if (!/^\d+$/.test(name)) return variable(name);
  if (mark === '') return values.get(name) ?? '';
  const value = mark === '|' ? rest.slice(0, rest.search(/[,|]/)) : expand(rest, values);
  values.set(name, value);
  return value;
}

export function expandSnippet(body: string | readonly string[]): string {
  const text = typeof body === 'string' ? body : body.join('\n');
  const values = new Map<string, string>();
  expand(text, values); // A tab stop may be repeated before the place that gives its default.
  return expand(text, values);
}

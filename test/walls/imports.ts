/** What a TypeScript source asks for: the modules it names and the globals of Node it uses. Reads text, not types. */

const COMMENT_OR_STRING =
  /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;
const STATEMENT = /\b(?:import|export)\b[^'"`;]*?\bfrom\s*(['"])(.+?)\1/g;
const BARE = /\bimport\s*(['"])(.+?)\1/g;
const CALL = /\b(?:import|require)\s*\(\s*(['"`])(.+?)\1/g;

/** Every module named by an import, a re-export, `import()`, `require()` or a type; comments do not count. */
export function importsOf(source: string): string[] {
  const code = source.replace(COMMENT_OR_STRING, (token) => (/^\/[/*]/.test(token) ? ' ' : token));
  return [STATEMENT, BARE, CALL].flatMap((pattern) =>
    Array.from(code.matchAll(pattern), ([, , name]) => name as string),
  );
}

const GLOBAL = /(?<![\w$.])(process|Buffer|fetch|require|__dirname|__filename)\s*[.([]/g;

/** The globals of Node and of the network that a source uses. Words in strings and comments do not count. */
export function globalsOf(source: string): string[] {
  const code = source.replace(COMMENT_OR_STRING, (token) => (token.startsWith('`') ? token : "''"));
  return Array.from(code.matchAll(GLOBAL), ([, name]) => name as string);
}

/** Tokenises marked text with the shipped grammars, as VS Code would. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createOnigScanner, createOnigString, loadWASM } from 'vscode-oniguruma';
import { type IGrammar, INITIAL, type IOnigLib, parseRawGrammar, Registry } from 'vscode-textmate';

/** The folder the project is in: mocha runs there, and the bundled tests lie elsewhere. */
export const ROOT = process.cwd();

/** Scope name to file. The two that VS Code brings are minimal stand-ins of our own. */
const FILES: Readonly<Record<string, string>> = {
  'text.vignette': 'syntaxes/vignette.tmLanguage.json',
  'source.dotprompt': 'syntaxes/dotprompt.tmLanguage.json',
  'vignette-jsonl.injection': 'syntaxes/vignette-jsonl.injection.tmLanguage.json',
  'source.yaml': 'test/syntaxes/fixtures/yaml.tmLanguage.json',
  'source.json.lines': 'test/syntaxes/fixtures/jsonl.tmLanguage.json',
};

/** The grammars this project ships. */
export const SHIPPED = Object.values(FILES).filter((path) => path.startsWith('syntaxes/'));

export type Language = 'text.vignette' | 'source.dotprompt' | 'source.json.lines';

/** One marked span: its text and the scopes that every token of it carries. */
export interface Span {
  readonly text: string;
  readonly scopes: readonly string[];
}

async function startOniguruma(): Promise<IOnigLib> {
  const wasm = readFileSync(join(ROOT, 'node_modules/vscode-oniguruma/release/onig.wasm'));
  await loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));
  return { createOnigScanner, createOnigString };
}

let oniguruma: Promise<IOnigLib> | undefined;

/** The regular expression engine; the module allows one start per process. */
export function engine(): Promise<IOnigLib> {
  oniguruma ??= startOniguruma();
  return oniguruma;
}

const registry = new Registry({
  onigLib: engine(),
  loadGrammar: async (scopeName) => {
    const path = FILES[scopeName];
    return path === undefined ? null : parseRawGrammar(readFileSync(join(ROOT, path), 'utf8'), path);
  },
  getInjections: (scopeName) =>
    scopeName === 'source.json.lines' ? ['vignette-jsonl.injection'] : undefined,
});

async function grammarOf(language: Language): Promise<IGrammar> {
  const grammar = await registry.loadGrammar(language);
  if (grammar === null) throw new Error(`no grammar for ${language}`);
  return grammar;
}

/** Takes the marks `«…»` out of a text and says where they were, as offsets into each line. */
function unmark(line: string): { plain: string; ranges: [number, number][] } {
  const ranges: [number, number][] = [];
  let plain = '';
  let start = 0;
  for (const char of line) {
    if (char === '«') start = plain.length;
    else if (char === '»') ranges.push([start, plain.length]);
    else plain += char;
  }
  return { plain, ranges };
}

/** Tokenises a text in which `«…»` mark spans (each within a line), and returns those spans in order. */
export async function spansOf(language: Language, text: string): Promise<Span[]> {
  const grammar = await grammarOf(language);
  const spans: Span[] = [];
  let state = INITIAL;
  for (const line of text.split('\n')) {
    const { plain, ranges } = unmark(line);
    const { tokens, ruleStack } = grammar.tokenizeLine(plain, state);
    state = ruleStack;
    for (const [start, end] of ranges) {
      const inside = tokens.filter((token) => token.startIndex < end && token.endIndex > start);
      const scopes = (inside[0]?.scopes ?? []).filter((scope) =>
        inside.every((token) => token.scopes.includes(scope)),
      );
      spans.push({ text: plain.slice(start, end), scopes });
    }
  }
  return spans;
}

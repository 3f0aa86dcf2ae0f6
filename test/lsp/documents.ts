/** Documents that the tests of the server open, and a server for each test. */
import type { Diagnostic } from 'vscode-languageserver-protocol/node';
import type { LintedFile } from '../../core/protocol';
import { recordLine } from '../cli/records';
import { type ClientOptions, LanguageClient } from './languageClient';

export const URI = 'file:///data/set.jsonl';
export const NOT_OURS: LintedFile = { isDataset: false, records: 0, errors: 0, warnings: 0, diagnostics: [] };
export const GOOD = recordLine();
export const VIGNETTE = `---
id: a
type: reasoning
---
<context>
The recommended dose was 1.5 mg/m² once weekly. 🧬
</context>

<question>
Which dose?
</question>

<think>
It is named.
</think>

<proof>
- "The recommended dose was 15 mg/m² once weekly."
</proof>

<answer>
1.5 mg/m².
</answer>
`;

export function text(...lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

export function summary(diagnostics: readonly Diagnostic[]): readonly unknown[] {
  return diagnostics.map(({ code, range: { start } }) => [code, start.line]);
}

export interface TestServer {
  /** Of the server that `start` started last. */
  readonly client: LanguageClient;
  start(options?: ClientOptions): Promise<LanguageClient>;
  /** One more server, beside it. */
  another(options?: ClientOptions): Promise<LanguageClient>;
}

/** Servers that are started in a test and end with it. */
export function useServer(): TestServer {
  const started: LanguageClient[] = [];
  afterEach(async () => {
    for (const client of started.splice(0)) await client.dispose();
  });
  const another = async (options: ClientOptions = {}): Promise<LanguageClient> => {
    const client = await LanguageClient.start(options);
    started.push(client);
    return client;
  };
  let current: LanguageClient | undefined;
  return {
    get client() {
      if (!current) throw new Error('no server was started');
      return current;
    },
    start: async (options) => {
      current = await another(options);
      return current;
    },
    another,
  };
}

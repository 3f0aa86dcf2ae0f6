import type { Inspection } from '../../core/inspect/inspection';
import { DEFAULT_CONFIG } from '../../core/lint/config';
import { complete } from '../../core/steps';
import { StoredLint } from '../../storage/lint/storedLint';
import { threadsFor } from '../../storage/lint/threads';

/** The inspection of a dataset of these lines; every character is a token. */
export function inspect(...lines: readonly string[]): Inspection {
  const stored = new StoredLint(threadsFor(0), undefined, { work: 'inspect' });
  stored.addText('a.jsonl', 'jsonl', lines.map((line) => `${line}\n`).join(''), DEFAULT_CONFIG);
  return complete(stored.inspect({ encoding: 'letters', countTokens: (text) => text.length }));
}

import type { Inspection } from '../../core/inspect/inspection';
import { DEFAULT_CONFIG, type LintConfig } from '../../core/lint/config';
import { formatCanonicalRecord, type SampleText } from '../../core/sample/jsonl';
import { complete } from '../../core/steps';
import { StoredLint } from '../../storage/lint/storedLint';
import { threadsFor } from '../../storage/lint/threads';

/** Counts letters: numbers that can be checked by eye. */
export const LETTERS = { encoding: 'letters', countTokens: (text: string) => text.length };

const DOSE = 'The dose was 2 mg once daily.';

/** A record without problems, unless what is given makes some. */
export function sampleLine(
  id: string,
  given: Partial<SampleText> = {},
  metadata: Readonly<Record<string, unknown>> = {},
): string {
  return formatCanonicalRecord({
    context: `Nine children took part in the ${id} trial. ${DOSE}`,
    question: `Which dose did the ${id} trial give?`,
    think: 'The second sentence names it.',
    proof: `- "${DOSE}"`,
    answer: '2 mg once daily.',
    ...given,
    metadata: {
      id,
      type: 'reasoning',
      source: 'handwritten',
      timestamp: '2026-01-01T00:00:00Z',
      ...metadata,
    },
  });
}

/** What is found in texts, each as a file of its own. */
export function inspectTexts(
  files: Readonly<Record<string, readonly string[]>>,
  config: LintConfig = DEFAULT_CONFIG,
): Inspection {
  const stored = new StoredLint(threadsFor(0), undefined, { work: 'inspect' });
  for (const [name, lines] of Object.entries(files))
    stored.addText(name, 'jsonl', lines.map((line) => `${line}\n`).join(''), config);
  return complete(stored.inspect(LETTERS));
}

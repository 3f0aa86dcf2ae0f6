/** Lines of JSON for the lint to read. */
export interface RecordText {
  readonly context?: string;
  readonly proof?: string;
  readonly answer?: string;
}

const CONTEXT = 'The recommended dose was 1.5 mg/m² once weekly. Six children had stable disease.';

/** A record without problems, unless what is given makes some. */
export function recordLine({
  context = CONTEXT,
  proof = 'The recommended dose was 1.5 mg/m² once weekly.',
  answer = 'The recommended dose was 1.5 mg/m² once weekly.',
}: RecordText = {}): string {
  const content = `<think>\nThe context names the dose.\n</think>\n\n<proof>\n- "${proof}"\n</proof>\n\n<answer>\n${answer}\n</answer>`;
  return JSON.stringify({
    messages: [
      {
        role: 'user',
        content: `<context>\n${context}\n</context>\n\n<question>\nWhich dose was recommended?\n</question>`,
      },
      { role: 'assistant', content },
    ],
    metadata: {
      id: '5454bf47-ecfe-402a-a842-889089656300',
      type: 'reasoning',
      source: 'synthetic-ollama/gpt-oss:120b-cloud',
      timestamp: '2026-01-02T03:04:05.678Z',
    },
  });
}

/** An error: a number that the context gives otherwise. */
export const WRONG_NUMBER = recordLine({ proof: 'The recommended dose was 15 mg/m² once weekly.' });

/** A warning with a safe fix: typography. */
export const INEXACT = recordLine({
  context: 'The child’s dose was 1.5 mg/m² – once weekly.',
  proof: "The child's dose was 1.5 mg/m² - once weekly.",
});

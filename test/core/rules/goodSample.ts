/** A sample with nothing wrong in it, and records made from it with something changed. */
import { formatCanonicalRecord, type SampleText } from '../../../core/sample/jsonl';

export const GOOD: SampleText = {
  context:
    'The ALDERNEY trial gave ilomerib at 1.5 mg/m² once weekly. Platelets were <50 in 3 of 42 children. It did not improve survival.',
  question: 'What dose was given?',
  think: 'The context names the dose: 1.5 mg/m² once weekly.',
  proof: '- "The ALDERNEY trial gave ilomerib at 1.5 mg/m² once weekly."',
  answer: '1.5 mg/m² once weekly',
  metadata: { id: '5454bf47-ecfe-402a-a842-889089656300', type: 'reasoning' },
};

/** The line of the good sample with some of its texts changed. */
export function line(changes: Partial<SampleText> = {}): string {
  return formatCanonicalRecord({ ...GOOD, ...changes });
}

export interface MessageTexts {
  readonly user?: string;
  readonly assistant?: string;
}

const block = (name: keyof SampleText): string => `<${name}>\n${GOOD[name] as string}\n</${name}>`;
export const THINK = block('think');
export const PROOF = block('proof');
export const ANSWER = block('answer');
export const USER = `${block('context')}\n\n${block('question')}`;
export const ASSISTANT = `${THINK}\n\n${PROOF}\n\n${ANSWER}`;

/** A line with these texts as messages; marks in them stay, whatever JSON escapes. */
export function messageLine({ user = USER, assistant = ASSISTANT }: MessageTexts): string {
  return JSON.stringify({
    messages: [
      { role: 'user', content: user },
      { role: 'assistant', content: assistant },
    ],
    metadata: GOOD.metadata,
  });
}

/**
 * The JSON that a teacher is asked to write: one object per sample. For a haystack the teacher writes the
 * needle alone and the assembler buries it; for the other archetypes it writes the whole context.
 */
import * as z from 'zod';

/** What a teacher can be asked to write a sample as. */
export const ANSWER_FORMS = ['json', 'tags'] as const;

export type AnswerForm = (typeof ANSWER_FORMS)[number];

const filled = z.string().trim().min(1);

const reply = {
  question: filled,
  think: filled,
  /** Verbatim quotes from the context; a lone string counts as a list of one. */
  proof: z.union([z.array(filled).min(1), filled.transform((quote) => [quote])]),
  answer: filled,
};

const contextOutput = z.object({ context: filled, ...reply });
const needleOutput = z.object({ needle: filled, ...reply });

export interface TeacherOutput {
  /** The context, or for a haystack the needle: one or two sentences. */
  readonly source: string;
  readonly question: string;
  readonly think: string;
  /** Quotes, without quotation marks around them. */
  readonly proof: readonly string[];
  readonly answer: string;
}

/**
 * Reads one decoded JSON value as the output asked for.
 * Returns the output, or a list of what is wrong with it, one line each, fit to send back to the model.
 */
export function readTeacherOutput(archetype: string, value: unknown): TeacherOutput | readonly string[] {
  const parsed =
    archetype === 'haystack'
      ? needleOutput.transform(({ needle, ...rest }) => ({ source: needle, ...rest })).safeParse(value)
      : contextOutput.transform(({ context, ...rest }) => ({ source: context, ...rest })).safeParse(value);
  if (parsed.success) return parsed.data;
  return parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'the answer'}: ${message}`);
}

/** JSON Schema of the output, in the subset every service understands. Property order is the order of thought. */
export function teacherOutputSchema(archetype: string): Readonly<Record<string, unknown>> {
  const source = archetype === 'haystack' ? 'needle' : 'context';
  const text = { type: 'string' };
  return {
    type: 'object',
    properties: {
      [source]: text,
      question: text,
      think: text,
      proof: { type: 'array', items: text, minItems: 1 },
      answer: text,
    },
    required: [source, 'question', 'think', 'proof', 'answer'],
    additionalProperties: false,
  };
}

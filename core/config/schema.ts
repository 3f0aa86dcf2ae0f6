/** The shape of `vignette.config.json`, for reading it and for the JSON schema that editors complete from. */
import * as z from 'zod';
import { MOST_REFILLS, MOST_SAMPLES } from '../generate/plan';
import { pricesSchema } from '../generate/priceTable';
import { ANSWER_FORMS } from '../generate/teacherOutput';
import { RULES } from '../rules/all';
import { ruleChoiceSchema, severitySchema } from './ruleChoice';

export const CONFIG_FILE = 'vignette.config.json';

const rules = z
  .record(z.string(), ruleChoiceSchema)
  .describe(
    'Severity of single rules, or a severity and options: `["warning", { "similarity": 0.9 }]`. The others keep their own.',
  );

const globs = z.array(z.string().min(1));

const profile = z
  .enum(['sft', 'grpo', 'upstream'])
  .describe(
    'What the data is for: supervised fine-tuning, GRPO, or contribution upstream (adds rules on its source).',
  );

const override = z
  .strictObject({
    files: globs.describe('Globs of the files this is for, relative to the folder of the configuration.'),
    profile: profile.optional(),
    rules: rules.optional(),
  })
  .describe('Other choices for some files; of several that match, the last wins.');

const archetype = z
  .strictObject({
    description: z.string().optional().describe('What it is for, in Markdown: shown in hovers.'),
    abstains: z
      .boolean()
      .optional()
      .describe(
        'Whether the answer must say that the question cannot be answered (true), or must not (false).',
      ),
    reason: z
      .array(z.string().min(1))
      .optional()
      .describe('The thinking must hold one of these phrases, in capital or small letters.'),
    needle: z
      .boolean()
      .optional()
      .describe('Whether the proof is one needle of a long context: all quotes from one place.'),
    minContextSentences: z
      .int()
      .min(1)
      .optional()
      .describe('The fewest sentences of its context; lines, where each is a statement of its own.'),
  })
  .describe('What the lint expects of a sample of this type. What is left out is free.');

const mix = z
  .record(z.string().min(1), z.int().min(0).max(999_999))
  .refine((shares) => Object.values(shares).some((share) => share > 0), {
    message: 'one share must be above 0',
  })
  .describe(
    'The share of each archetype, in whole numbers of any unit: `{ "reasoning": 40, "refusal": 20, "haystack": 20, "anti_knowledge": 20 }`. `dataset/archetype-balance` holds datasets against it, and it is what Generate makes unless told otherwise.',
  );

const generate = z
  .strictObject({
    provider: z.enum(['ollama', 'gemini', 'offline']).optional().describe('Who makes the samples.'),
    model: z.string().min(1).optional().describe("The model; left out, the provider's own default."),
    count: z.int().min(1).max(MOST_SAMPLES).optional().describe('How many samples to make.'),
    refills: z
      .int()
      .min(0)
      .max(MOST_REFILLS)
      .optional()
      .describe('Samples tried in the place of a rejected one, at most.'),
    concurrency: z.int().min(1).max(64).optional().describe('Calls in flight at once.'),
    rpm: z.int().min(1).optional().describe('Calls a minute, at most.'),
    tpm: z.int().min(1).optional().describe('Tokens a minute, at most.'),
    budget: z.number().min(0).optional().describe('The most a run may cost, in USD.'),
    templates: z
      .array(z.string().min(1))
      .optional()
      .describe(
        'Prompt templates of your own, or folders of them, relative to this folder: each is for the archetype that its `vignette.archetype` names, in the place of the shipped one or for a share of your own in the mix. Of several in a folder the one with the archetype’s name counts.',
      ),
    temperature: z
      .number()
      .min(0)
      .max(2)
      .optional()
      .describe("The sampling temperature; left out, the template's."),
    form: z
      .enum(ANSWER_FORMS)
      .optional()
      .describe('What teachers are asked to write: a JSON object (the default), or tagged text.'),
  })
  .describe('What Generate does unless told otherwise. Options on the command line go over it.');

export const configSchema = z.strictObject({
  $schema: z.string().optional(),
  datasets: globs
    .optional()
    .describe(
      'Globs of the files that are datasets, relative to this folder. Left out: files whose first records look like samples.',
    ),
  profile: profile.optional(),
  rules: rules.optional(),
  overrides: z.array(override).optional(),
  archetypes: z
    .record(z.string().min(1), archetype)
    .optional()
    .describe(
      "Archetypes of your own by the value of `metadata.type`, and other expectations of Vignette's.",
    ),
  mix: mix.optional(),
  evaluation: globs
    .optional()
    .describe(
      'Globs of evaluation sets, relative to this folder: `dataset/contamination` reports records that hold parts of theirs.',
    ),
  generate: generate.optional(),
  prices: pricesSchema.optional(),
  haystack: z
    .strictObject({
      corpus: z
        .string()
        .min(1)
        .optional()
        .describe('A text file, relative to this folder, with a distracting statement on each line.'),
    })
    .optional()
    .describe('What haystacks are made of.'),
});

export type ConfigValue = z.infer<typeof configSchema>;

const TARGET = 'draft-7';

/** The JSON schema of the configuration, with every rule, its options and its documentation. */
export function configJsonSchema(): Readonly<Record<string, unknown>> {
  const schema = z.toJSONSchema(configSchema, { target: TARGET, io: 'input' });
  return withRules(schema, {
    type: 'object',
    properties: Object.fromEntries(RULES.map(({ id, ...rule }) => [id, ruleJsonSchema(rule)])),
    additionalProperties: false,
  }) as Readonly<Record<string, unknown>>;
}

function ruleJsonSchema({
  summary,
  docs,
  severity,
  options,
}: Omit<(typeof RULES)[number], 'id'>): Readonly<Record<string, unknown>> {
  const severities = { type: 'string', enum: severitySchema.options };
  const shape = options && z.toJSONSchema(options, { target: TARGET, io: 'input' });
  return {
    anyOf: [
      severities,
      {
        type: 'array',
        items: shape ? [severities, { ...shape, $schema: undefined }] : [severities],
        minItems: 1,
        additionalItems: false,
      },
    ],
    default: severity,
    description: summary,
    markdownDescription: `${summary}.\n\n${docs.what}\n\n${docs.why}`,
  };
}

/** Puts the listed rules in the place of every open `rules` object. */
function withRules(node: unknown, listed: object): unknown {
  if (Array.isArray(node)) return node.map((item) => withRules(item, listed));
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => {
      if (key !== 'rules' || typeof value !== 'object' || value === null)
        return [key, withRules(value, listed)];
      const { description } = value as { description?: string };
      return [key, { ...(description !== undefined && { description }), ...listed }];
    }),
  );
}

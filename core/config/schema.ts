/** The shape of `vignette.config.json`, for reading it and for the JSON schema that editors complete from. */
import * as z from 'zod';
import { RULES } from '../rules/all';

export const CONFIG_FILE = 'vignette.config.json';

const severity = z
  .enum(['error', 'warning', 'info', 'hint', 'off'])
  .describe('How serious the rule is; "off" silences it.');

const rules = z.record(z.string(), severity).describe('Severity of single rules; the others keep their own.');

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
});

export type ConfigValue = z.infer<typeof configSchema>;

/** The JSON schema of the configuration, with every rule and its documentation. */
export function configJsonSchema(): Readonly<Record<string, unknown>> {
  const schema = z.toJSONSchema(configSchema, { target: 'draft-7' });
  const severities = { type: 'string', enum: ['error', 'warning', 'info', 'hint', 'off'] };
  const ruleProperties = Object.fromEntries(
    RULES.map(({ id, summary, docs, severity: standard }) => [
      id,
      {
        ...severities,
        default: standard,
        description: summary,
        markdownDescription: `${summary}.\n\n${docs.what}\n\n${docs.why}`,
      },
    ]),
  );
  return withRules(schema, {
    type: 'object',
    properties: ruleProperties,
    additionalProperties: false,
  }) as Readonly<Record<string, unknown>>;
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

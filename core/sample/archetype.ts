/** The kinds of sample a dataset is mixed from. */

/** Those that can be generated, in the order of a mix such as `40/20/20/20`. */
export const GENERATED_ARCHETYPES = ['reasoning', 'refusal', 'haystack', 'anti_knowledge'] as const;

export type Archetype = (typeof GENERATED_ARCHETYPES)[number];

/** All values of `metadata.type` that data in the field carries. */
export const KNOWN_TYPES = [...GENERATED_ARCHETYPES, 'general'] as const;

export function isArchetype(value: unknown): value is Archetype {
  return (GENERATED_ARCHETYPES as readonly unknown[]).includes(value);
}

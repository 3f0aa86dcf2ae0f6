/** The metadata keys we read or write. */

export const METADATA_DOCS = {
  id: 'Names the record; unique in its dataset.',
  type: 'The archetype: what kind of sample this is.',
  source: 'Who made it: `synthetic-<provider>/<model>`, or `handwritten`.',
  timestamp: 'When it was made, in ISO 8601.',
  provenance:
    'How it was made: provider, model and digest, template and its hash, parameters, seed, cost; under `repaired`, each repair.',
  review:
    'What a person decided: `decision` (`accepted` or `rejected`), `reason`, `by`, `time`, and `text`, the digest of what was accepted.',
  lint: 'Settings of the lint for this record: `ignore` lists rules that do not apply to it.',
} as const;

export type MetadataKey = keyof typeof METADATA_DOCS;

export function isMetadataKey(key: string): key is MetadataKey {
  return Object.hasOwn(METADATA_DOCS, key);
}

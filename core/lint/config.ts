import type { Severity } from './problem';

/** What a dataset is for: some rules hold for one profile only. */
export type Profile = 'sft' | 'grpo' | 'upstream';

/** What a user may choose about the lint. */
export interface LintConfig {
  /** Severity by rule id; `off` silences a rule. Rules that are not named keep their default. */
  readonly severities: Readonly<Record<string, Severity | 'off'>>;
  /** `sft` when left out. */
  readonly profile?: Profile;
}

export const DEFAULT_CONFIG: LintConfig = { severities: {} };

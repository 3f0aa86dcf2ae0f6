import type { Severity } from './problem';

/** What a user may choose about the lint. */
export interface LintConfig {
  /** Severity by rule id; `off` silences a rule. Rules that are not named keep their default. */
  readonly severities: Readonly<Record<string, Severity | 'off'>>;
}

export const DEFAULT_CONFIG: LintConfig = { severities: {} };

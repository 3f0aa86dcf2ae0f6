import { TOKEN_TYPES, type TokenModifier } from '../../core/language/semanticTokens';
import { PROMPT_TOKEN_TYPES } from '../../core/prompt/language/tokens';

/** Of datasets first, then of templates. */
export const ALL_TOKEN_TYPES = [...TOKEN_TYPES, ...PROMPT_TOKEN_TYPES] as const;

/** A stretch of one line of a document. */
export interface PlacedToken {
  readonly line: number;
  readonly character: number;
  readonly length: number;
  readonly type: (typeof ALL_TOKEN_TYPES)[number];
  readonly modifier?: TokenModifier;
}

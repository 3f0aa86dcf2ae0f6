import { OpenText } from './openText';

/** The language id of prompt templates. */
export const DOTPROMPT = 'dotprompt';

/** An open prompt template. */
export class PromptDocument extends OpenText {
  readonly kind = 'template';
}

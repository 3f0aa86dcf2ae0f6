import { OpenText } from './openText';

/** An open `vignette.config.json`, saved or not. */
export class ConfigDocument extends OpenText {
  readonly kind = 'config';
}

/** What a configuration says of one file. */
import picomatch from 'picomatch';
import type { LintConfig } from '../lint/config';
import type { ConfigValue } from './schema';

export interface FileConfig extends LintConfig {
  /** Whether the file is a dataset; undefined when the configuration does not say. */
  readonly isDataset: boolean | undefined;
}

/** Answers for the files under one configuration; patterns are compiled once, and equal answers are one object. */
export class ConfigResolver {
  readonly #isDataset: ((path: string) => boolean) | undefined;
  readonly #overrides: readonly { matches: (path: string) => boolean; index: number }[];
  readonly #answers = new Map<string, FileConfig>();

  /** `base`: severities under the configuration's own, such as an editor's settings. */
  constructor(
    private readonly config: ConfigValue,
    private readonly base: LintConfig,
  ) {
    this.#isDataset = config.datasets && matcher(config.datasets);
    this.#overrides = (config.overrides ?? []).map(({ files }, index) => ({
      matches: matcher(files),
      index,
    }));
  }

  /** `path`: relative to the configuration's folder, with forward slashes. */
  resolve(path: string): FileConfig {
    const isDataset = this.#isDataset?.(path);
    const overrides = this.#overrides.filter(({ matches }) => matches(path)).map(({ index }) => index);
    const key = `${isDataset}|${overrides.join()}`;
    const known = this.#answers.get(key);
    if (known) return known;
    const layers: readonly Pick<ConfigValue, 'profile' | 'rules'>[] = [
      this.config,
      ...overrides.flatMap((index) => this.config.overrides?.[index] ?? []),
    ];
    const profile = layers.findLast((layer) => layer.profile !== undefined)?.profile ?? this.base.profile;
    const answer: FileConfig = {
      isDataset,
      ...(profile !== undefined && { profile }),
      severities: Object.assign({}, this.base.severities, ...layers.map(({ rules }) => rules)),
    };
    this.#answers.set(key, answer);
    return answer;
  }
}

function matcher(globs: readonly string[]): (path: string) => boolean {
  return picomatch([...globs], { dot: true });
}

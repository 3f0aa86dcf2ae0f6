/** What a configuration says of one file. */
import picomatch from 'picomatch';
import type { EvaluationSets } from '../curate/contamination';
import type { LintConfig } from '../lint/config';
import { readChoice } from './ruleChoice';
import type { ConfigValue } from './schema';

export interface FileConfig extends LintConfig {
  /** Whether the file is a dataset; undefined when the configuration does not say. */
  readonly isDataset: boolean | undefined;
}

/** Answers for the files under one configuration; patterns are compiled once, and equal answers are one object. */
export class ConfigResolver {
  readonly #isDataset: ((path: string) => boolean) | undefined;
  /** Whether the configuration names a file as an evaluation set; `path` as for `resolve`. */
  readonly isEvaluation: (path: string) => boolean;
  readonly #overrides: readonly { matches: (path: string) => boolean; index: number }[];
  readonly #answers = new Map<string, FileConfig>();

  /**
   * `base`: severities under the configuration's own, such as an editor's settings. `evaluation`: what the
   * files hold that the configuration's `evaluation` names.
   */
  constructor(
    private readonly config: ConfigValue,
    private readonly base: LintConfig,
    private readonly evaluation?: EvaluationSets,
  ) {
    this.#isDataset = config.datasets && matcher(config.datasets);
    this.isEvaluation = matcher(config.evaluation ?? []);
    this.#overrides = (config.overrides ?? []).map(({ files }, index) => ({
      matches: matcher(files),
      index,
    }));
  }

  /**
   * `path`: relative to the configuration's folder, with forward slashes. `isDataset`: where that is known without the
   * configuration.
   */
  resolve(path: string, isDataset = this.#isDataset?.(path)): FileConfig {
    const isEvaluation = this.isEvaluation(path);
    const overrides = this.#overrides.filter(({ matches }) => matches(path)).map(({ index }) => index);
    const key = `${isDataset}|${isEvaluation}|${overrides.join()}`;
    const known = this.#answers.get(key);
    if (known) return known;
    const layers: readonly Pick<ConfigValue, 'profile' | 'rules'>[] = [
      this.config,
      ...overrides.flatMap((index) => this.config.overrides?.[index] ?? []),
    ];
    const { archetypes, mix } = this.config;
    const profile = layers.findLast((layer) => layer.profile !== undefined)?.profile ?? this.base.profile;
    const answer: FileConfig = {
      isDataset,
      ...(profile !== undefined && { profile }),
      ...layerRules(this.base, layers),
      ...(archetypes && { archetypes }),
      ...(mix && { mix }),
      // What is examined is not held against itself.
      ...(this.evaluation && !isEvaluation && { evaluation: this.evaluation }),
    };
    this.#answers.set(key, answer);
    return answer;
  }
}

/** A severity without options leaves the options of the layer below. */
function layerRules(
  base: LintConfig,
  layers: readonly Pick<ConfigValue, 'rules'>[],
): Pick<LintConfig, 'severities' | 'options'> {
  const severities = { ...base.severities };
  const options = { ...base.options };
  for (const { rules } of layers) {
    for (const [id, choice] of Object.entries(rules ?? {})) {
      const chosen = readChoice(choice);
      severities[id] = chosen.severity;
      if (chosen.options) options[id] = chosen.options;
    }
  }
  return { severities, options };
}

function matcher(globs: readonly string[]): (path: string) => boolean {
  return picomatch([...globs], { dot: true });
}

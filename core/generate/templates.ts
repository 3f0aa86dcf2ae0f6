/** The prompt of each archetype: a template, its partials, and what both are known by. */
import { wantsText } from '../prompt/frontMatter';
import { PromptError } from '../prompt/promptError';
import { PromptFolder, readFolder } from '../prompt/promptFolder';
import { compilePrompt, type PromptSource, type RenderPrompt } from '../prompt/render';
import { PROMPT_EXTENSION } from '../prompt/templateFile';
import { templateHash } from '../prompt/templateHash';
import { inputsWithoutValue } from '../prompt/withoutValue';
import { GENERATED_ARCHETYPES } from '../sample/archetype';
import { kindsOf } from './mix';
import { MOST_SAMPLES, type PlannedSample, type RunPlan } from './plan';
import { previousAnswer } from './previousAnswer';
import type { PromptMessage, SamplingParameters } from './provider';
import { drawTopic } from './topics';

export interface SamplePrompt {
  readonly messages: readonly PromptMessage[];
  /** What the template's `config` asks for. */
  readonly parameters: SamplingParameters;
  readonly template: { readonly name: string; readonly hash: string };
  /** Whether it asks for tagged text, so that the answer must not be held to a JSON schema. */
  readonly wantsText: boolean;
}

/** What the teacher gets back with a sample that did not pass. */
export interface RepairInput {
  readonly archetype: string;
  /** The answer as it came. */
  readonly previous: string;
  /** One line each. */
  readonly problems: readonly string[];
  /** What the sample was asked for as: the corrected one is asked for in the same form. */
  readonly wantsText: boolean;
}

/** Names of the templates that ask for a corrected sample, as JSON and as tagged text. */
const REPAIR = 'repair';
const REPAIR_AS_TEXT = 'repair.tags';

export class PromptTemplates {
  readonly #partials: Readonly<Record<string, string>>;
  readonly #compiled = new Map<string, Promise<RenderPrompt>>();
  readonly #wantText = new Map<string, boolean>();
  readonly #hashes = new Map<string, Promise<string>>();
  #folder: PromptFolder | undefined;

  /** `sources`: text by name, an archetype's name for its template, `_name` for the partial `name`. */
  constructor(private readonly sources: ReadonlyMap<string, string>) {
    const missing = [...GENERATED_ARCHETYPES, REPAIR, REPAIR_AS_TEXT].filter((name) => !sources.has(name));
    if (missing.length > 0) throw new RangeError(`no template for ${missing.join(', ')}`);
    this.#partials = Object.fromEntries(
      [...sources].flatMap(([name, text]) => (name.startsWith('_') ? [[name.slice(1), text]] : [])),
    );
  }

  /** The messages to send for one sample of a run. Rejects with PromptError when they cannot be rendered. */
  prompt(plan: Pick<RunPlan, 'seed' | 'cases' | 'inPlaceOf'>, sample: PlannedSample): Promise<SamplePrompt> {
    const { archetype } = sample;
    const { record = '', problems } = plan.inPlaceOf ?? {};
    if (!problems) return this.#render(archetype, inputOf(plan, sample));
    const previous = previousAnswer(record)?.text ?? record;
    return this.repair({ archetype, previous, problems, wantsText: false });
  }

  /** The messages that ask for a corrected sample. Rejects with PromptError. */
  repair({ archetype, previous, problems, wantsText }: RepairInput): Promise<SamplePrompt> {
    const source = archetype === 'haystack' ? 'needle' : 'context';
    return this.#render(wantsText ? REPAIR_AS_TEXT : REPAIR, { archetype, source, previous, problems });
  }

  /**
   * Throws PromptError when an archetype of the mix has a share and no template, or one whose inputs nothing gives a
   * value: neither the run, nor a default, nor cases.
   */
  check({ mix, cases }: Pick<RunPlan, 'mix'> & { readonly cases?: RunPlan['cases'] | undefined }): void {
    const kinds = kindsOf(mix).filter((name) => (mix[name] ?? 0) > 0);
    const missing = kinds.filter((name) => !this.sources.has(name));
    if (missing.length > 0)
      throw new PromptError(
        'template',
        `No template makes samples of ${missing.join(', ')}: name yours under "generate": {"templates": […]} in vignette.config.json, or choose a mix without`,
      );
    if (cases) return;
    for (const name of kinds) {
      const empty = this.withoutValue(name);
      if (empty.length > 0)
        throw new PromptError(
          'template',
          `Nothing gives ${inBraces(empty)} a value in the template for ${name}: give it one under input.default, or make it optional with "?" in input.schema`,
        );
    }
  }

  /** Inputs of an archetype's template that a run has no value for, by name: it draws others, and there is no default. */
  withoutValue(archetype: string): string[] {
    const files = [...this.sources].map(([name, text]) => [`${name}${PROMPT_EXTENSION}`, text] as const);
    this.#folder ??= new PromptFolder(readFolder(new Map(files)));
    const analysis = this.#folder.analysis(`${archetype}${PROMPT_EXTENSION}`);
    return analysis ? inputsWithoutValue(analysis, Object.keys(drawTopic(archetype, 0, 0))) : [];
  }

  /** The hash of every template that a run uses, by name; repairs are in the form of what they repair. */
  async hashes({
    mix,
    inPlaceOf,
  }: Pick<RunPlan, 'mix' | 'inPlaceOf'>): Promise<Readonly<Record<string, string>>> {
    if (inPlaceOf?.problems) return { [REPAIR]: await this.#hash(REPAIR) };
    const kinds = kindsOf(mix).filter((name) => (mix[name] ?? 0) > 0);
    const repairs = kinds.map((name) => (this.#wantsText(name) ? REPAIR_AS_TEXT : REPAIR));
    const names = [...new Set([...kinds, ...repairs])];
    return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await this.#hash(name)])));
  }

  async #render(name: string, input: Readonly<Record<string, unknown>>): Promise<SamplePrompt> {
    const render = await once(this.#compiled, name, () => compilePrompt(this.#source(name)));
    const { messages, config } = await render(input);
    return {
      messages,
      parameters: readParameters(config),
      template: { name, hash: await this.#hash(name) },
      wantsText: this.#wantsText(name),
    };
  }

  #wantsText(name: string): boolean {
    return once(this.#wantText, name, () => wantsText(this.#source(name).source));
  }

  #hash(name: string): Promise<string> {
    return once(this.#hashes, name, () => templateHash(this.#source(name).source, this.#partials));
  }

  #source(name: string): PromptSource {
    const source = this.sources.get(name);
    if (source === undefined)
      throw new PromptError('template', `there is no template for the archetype "${name}"`);
    return { source, partials: this.#partials };
  }
}

/** What the template of a sample is rendered with: a case of the plan, else a topic that is drawn. */
export function inputOf(
  { seed, cases = [] }: Pick<RunPlan, 'seed' | 'cases'>,
  { archetype, index, ordinal, draw }: PlannedSample,
): Readonly<Record<string, unknown>> {
  const chosen = cases[index % Math.max(1, cases.length)];
  return chosen ? chosen.input : drawTopic(archetype, ordinal + draw * MOST_SAMPLES, seed);
}

/** `{{drug}}, {{clause}}`. */
export function inBraces(names: readonly string[]): string {
  return names.map((name) => `{{${name}}}`).join(', ');
}

/** What is worked out for a name the first time that it is asked for. */
function once<T>(known: Map<string, T>, name: string, workOut: () => T): T {
  const value = known.get(name) ?? workOut();
  known.set(name, value);
  return value;
}

function readParameters(config: Readonly<Record<string, unknown>>): SamplingParameters {
  const number = (key: string): number | undefined => {
    const value = config[key];
    return typeof value === 'number' ? value : undefined;
  };
  const temperature = number('temperature');
  const topP = number('topP');
  const topK = number('topK');
  const maxOutputTokens = number('maxOutputTokens');
  const { stopSequences } = config;
  return {
    ...(temperature !== undefined && { temperature }),
    ...(topP !== undefined && { topP }),
    ...(topK !== undefined && { topK }),
    ...(maxOutputTokens !== undefined && { maxOutputTokens }),
    ...(Array.isArray(stopSequences) && { stopSequences: stopSequences.map(String) }),
  };
}

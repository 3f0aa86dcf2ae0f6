/** The prompt of each archetype: a template, its partials, and what both are known by. */
import { renderPrompt } from '../prompt/render';
import { templateHash } from '../prompt/templateHash';
import { type Archetype, GENERATED_ARCHETYPES } from '../sample/archetype';
import type { PlannedSample } from './plan';
import type { PromptMessage, SamplingParameters } from './provider';
import { createRandom, deriveSeed } from './random';
import { drawTopic } from './topics';

export interface SamplePrompt {
  readonly messages: readonly PromptMessage[];
  /** What the template's `config` asks for. */
  readonly parameters: SamplingParameters;
  readonly template: { readonly name: string; readonly hash: string };
}

/** Keeps the topic's draws apart from the other uses of a sample's seed. */
const TOPIC_STREAM = 2;

export class PromptTemplates {
  readonly #partials: Readonly<Record<string, string>>;
  readonly #hashes = new Map<string, Promise<string>>();

  /** `sources`: text by name, an archetype's name for its template, `_name` for the partial `name`. */
  constructor(private readonly sources: ReadonlyMap<string, string>) {
    const missing = GENERATED_ARCHETYPES.filter((name) => !sources.has(name));
    if (missing.length > 0) throw new RangeError(`no template for ${missing.join(', ')}`);
    this.#partials = Object.fromEntries(
      [...sources].flatMap(([name, text]) => (name.startsWith('_') ? [[name.slice(1), text]] : [])),
    );
  }

  /** The messages to send for one sample. Rejects with PromptError when the template cannot be rendered. */
  async prompt({ archetype, ordinal, seed }: PlannedSample): Promise<SamplePrompt> {
    const source = this.sources.get(archetype) as string;
    const input = drawTopic(archetype, ordinal, createRandom(deriveSeed(seed, TOPIC_STREAM)));
    const { messages, config } = await renderPrompt({ source, input, partials: this.#partials });
    return {
      messages,
      parameters: readParameters(config),
      template: { name: archetype, hash: await this.#hash(archetype, source) },
    };
  }

  #hash(archetype: Archetype, source: string): Promise<string> {
    const known = this.#hashes.get(archetype) ?? templateHash(source, this.#partials);
    this.#hashes.set(archetype, known);
    return known;
  }
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

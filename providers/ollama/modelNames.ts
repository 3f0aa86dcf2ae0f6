/** What an Ollama model's name tells. */

/** The model production data is made with. */
export const PRODUCTION_MODEL = 'gpt-oss:120b-cloud';

/** Whether the model runs on Ollama's servers: `gpt-oss:120b-cloud`, `glm-4.6:cloud`. */
export function isCloudModel(name: string): boolean {
  return /(?:-|:)cloud$/.test(name);
}

/** Whether two names mean the same model; no tag means `latest`. */
export function sameModel(a: string, b: string): boolean {
  return withTag(a) === withTag(b);
}

function withTag(name: string): string {
  return /:[^/]*$/.test(name) ? name : `${name}:latest`;
}

/** Whether the model takes a thinking level; the other thinking models can only be switched on and off. */
export function takesThinkingLevel(name: string, family: string | undefined): boolean {
  return family === 'gptoss' || /(?:^|\/)gpt-oss(?:$|[:-])/.test(name);
}

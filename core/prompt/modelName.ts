/** Names of models as templates write them: other programs put the service in front. */
const SERVICE = /^(?:ollama|googleai|vertexai|gemini|models)\//;

/** Whether a name in a template means that model. Ollama reads a name without a tag as `name:latest`. */
export function namesModel(written: string, model: string): boolean {
  const bare = written.replace(SERVICE, '');
  return [written, bare].some((name) => [name, `${name}:latest`, `models/${name}`].includes(model));
}

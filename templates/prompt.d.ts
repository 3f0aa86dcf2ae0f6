/** Prompt templates are bundled as their text. */
declare module '*.prompt' {
  const source: string;
  export default source;
}

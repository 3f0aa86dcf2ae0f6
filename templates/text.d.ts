/** Prompt templates and their cases are bundled as their text. */
declare module '*.prompt' {
  const source: string;
  export default source;
}

declare module '*.jsonl' {
  const lines: string;
  export default lines;
}

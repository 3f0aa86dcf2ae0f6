/** The texts of a record that are compared. */
export interface ComparedTexts {
  /** Everything a model would see and write. */
  readonly whole: string;
  /** Question and quotes: what a haystack is about, whichever straw surrounds it. */
  readonly core: string;
}

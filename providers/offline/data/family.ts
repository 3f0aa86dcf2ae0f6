/** The shape of the sample families. A frame is a sentence with `{slots}`; one that starts upper-case is capitalised. */

/** A family of samples that share a problem. One frame of each list is used. */
export interface Family<Name extends string = string> {
  /** Names the calculation that fills the slots. */
  readonly name: Name;
  /** What surrounds the facts: a patient, or a trial. */
  readonly about: 'case' | 'trial';
  /** Kinds of background that would give the answer away or contradict the facts. */
  readonly without?: readonly ('intro' | 'imaging' | 'marker' | 'exam' | 'endpoint')[];
  /** The facts in the order in which they stand; each a list of ways to say it. All of them are quoted as proof. */
  readonly facts: readonly (readonly string[])[];
  /** Indices into `facts` of those that are quoted; all where it is left out. */
  readonly quoted?: readonly number[];
  readonly questions: readonly string[];
  readonly thinks: readonly string[];
  readonly answers: readonly string[];
}

/** Telling whether an answer answers or says that it cannot. */
import { splitSentencesOfLines } from '../text/sentences';
import { ABSTAINS, DOES_NOT_ABSTAIN } from './abstentionPhrases';

/**
 * `abstains`: begins by saying that the question cannot be answered. `hedges`: says so and answers all the same.
 * `partly`: says so of something, after other statements. `answers`: no sentence abstains.
 */
export type Stance = 'abstains' | 'hedges' | 'partly' | 'answers';

const ABSTAINING = ABSTAINS.map((phrase) => new RegExp(phrase));
const OTHERWISE = new RegExp(`\\b(?:${DOES_NOT_ABSTAIN.join('|')})`, 'g');

/** What is longer is no sentence; so much of it is looked at, in UTF-16 units. */
const LONGEST = 800;

/** No phrase does without one of these. */
const HINT =
  /n['’]t\b|\b(?:not?|cannot|unable|neither|never|nothing|nowhere|insufficient|inadequate|without|lack(?:s|ing)?|missing|absent|sorry|abstain\w*|declin\w+|refus\w+|un(?:known|clear|specified|stated|reported|mentioned|answer\w+|determined|certain)|conflict\w*|contradict\w*|disagree|differ|inconsistent|outside|beyond|omits?|silent|more information|additional|further|fails?|too little|n\/a|irrelevant|unrelated|impossible|only|solely|exclusively|open|irreconcilable|unresolved)\b/i;

/** "Although the context does not say so, …": what follows the comma is what the sentence says. */
const CONCESSION = /^(?:although|though|even though|while|whereas|despite|even if)\b[^,]*,\s*/;
/** "Since the context gives none, this is inferred from …" */
const INFERENCE =
  /^(?:\**note\**:?\s*)?(?:since|because|as)\b[^,]*,\s*(?=.*\b(?:inferred|assumed|extrapolated|based on (?:standard|general|common|typical|clinical)))/;

const GENERAL = '(?:standard|usual|typical|common|customary|conventional)';
const THING =
  '(?:dose|treatment|regimen|approach|therapy|answer|value|fractionation|schedule|protocol|care)s?';

/** A sentence that goes on to answer after one that abstained. */
const ANSWERS_ANYWAY = new RegExp(
  [
    '^\\W*(?:however|but|nevertheless|nonetheless|that said|still|in general|generally|typically|based on (?:general|standard|common|clinical))\\b.*\\b(?:would (?:likely|probably|typically|usually|generally)|(?:is|are) (?:likely|probably|typically|usually|generally|commonly)|(?:typically|usually|generally|commonly),? [^.]*\\b(?:is|are|receives?|uses?))\\b',
    `\\b(?:the|a) ${GENERAL} (?:[\\w-]+ ){0,3}?${THING}\\b[^.]*\\b(?:is|are|would be|includes?|consists?|involves?)\\b`,
    '^\\W*(?:so|therefore|thus|hence),? (?:(?:we|i|one|you) )?(?:(?:can|could|may|must|will|would|shall) )?(?:assume|estimate|guess|take|use)\\b[^.]*\\d',
  ].join('|'),
);

/** Within a sentence, before what goes on after the abstaining clause. */
const GOES_ON = /[,;—–]\s+(?=(?:but|however|nevertheless|nonetheless|yet|still|so|therefore|thus|hence)\b)/i;

/** Whether one sentence says that something cannot be told from the source. */
export function abstains(sentence: string): boolean {
  if (!HINT.test(sentence)) return false;
  const plain = plainText(sentence.slice(0, LONGEST)).replace(CONCESSION, '').replace(INFERENCE, '');
  const statement = plain.replace(OTHERWISE, ' ');
  const found = ABSTAINING.findIndex((phrase) => phrase.test(statement));
  // Datasets repeat their phrases: what was found is tried first the next time.
  if (found > 0) ABSTAINING.unshift(...ABSTAINING.splice(found, 1));
  return found !== -1;
}

/** Several rules ask about one answer one after the other: remembering the last is enough. */
let last: { readonly answer: string; readonly stance: Stance } | undefined;

/** What an answer does as a whole. */
export function stanceOf(answer: string): Stance {
  if (last?.answer !== answer) last = { answer, stance: workOutStance(answer) };
  return last.stance;
}

function workOutStance(answer: string): Stance {
  if (!HINT.test(answer)) return 'answers';
  const sentences = splitSentencesOfLines(answer).map(({ start, end }) => answer.slice(start, end));
  const first = sentences.findIndex(abstains);
  if (first === -1) return 'answers';
  const goesOn = (sentences[first] as string).split(GOES_ON).slice(1);
  const later = [...goesOn, ...sentences.slice(first + 1)];
  if (later.some((sentence) => ANSWERS_ANYWAY.test(plainText(sentence)) && !abstains(sentence)))
    return 'hedges';
  return first === 0 ? 'abstains' : 'partly';
}

function plainText(text: string): string {
  const lower = text.toLowerCase();
  if (!NOT_PLAIN.test(lower)) return lower.trim();
  return lower.replace(/[‘’]/g, "'").replace(/[‐‑–]/g, '-').replace(/[*_`]/g, '').replace(/\s+/g, ' ').trim();
}

/** What `plainText` has to replace. */
const NOT_PLAIN = /[‘’‐‑–*_`]|\s\s|[^\S ]/;

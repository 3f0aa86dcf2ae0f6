/** What a text says of markers and findings: mutated or wild-type, methylated or not, there or not. */
import { mapMatches } from '../text/mapMatches';
import type { Span } from '../text/span';
import { findEntities } from './entities';
import { hasNegation, isNegative } from './negation';

export interface Status {
  /** What it is of: the first name of a marker, or of a finding. */
  readonly subject: string;
  readonly axis: string;
  /** Undefined where the words do not make plain which of the two it is. */
  readonly isPositive: boolean | undefined;
  /** In the piece. */
  readonly span: Span;
}

/** What may be said of a marker: in words that affirm it, and in words that deny it without a "not". */
const AXES: readonly (readonly [axis: string, affirmed: RegExp, denied: RegExp])[] = [
  ['mutation', /\b(?:mutated|mutant|mutations?)\b/i, /\b(?:wild[- ]?type|unmutated|non-?mutated)\b/i],
  ['methylation', /(?<![\p{L}-])(?:hyper)?methylat(?:ed|ion)\b/iu, /\b(?:un|non-?)methylated\b/i],
  ['amplification', /(?<![\p{L}-])amplif(?:ied|ications?)\b/iu, /\b(?:un|non-?)amplified\b/i],
  ['deletion', /(?<![\p{L}-])delet(?:ed|ions?)\b/iu, /\bundeleted\b/i],
  ['loss', /\b(?:lost|loss)\b/i, /\b(?:retained|preserved|intact)\b/i],
  ['fusion', /\b(?:fused|fusions?)\b/i, /(?!)/],
];
const STAIN = ['staining', /\bpositive\b/i, /\bnegative\b/i] as const;

const ANY_AXIS =
  /mutat|mutant|wild[- ]?type|methylat|amplif|delet|\blos[st]\b|retained|preserved|intact|\bfus(?:ed|ion)|positive|negative/i;

/** Findings of imaging and of the course, each under one name. */
const FINDINGS: readonly (readonly [name: string, words: string])[] = [
  ['enhancement', '(?:contrast |gadolinium )?enhanc(?:ement|ing|es|ed)'],
  ['restricted diffusion', 'restricted diffusion|diffusion restriction|diffusion is (?:not )?restricted'],
  ['hydrocephalus', 'hydrocephalus'],
  ['haemorrhage', 'ha?emorrhages?'],
  ['oedema', 'o?edema'],
  ['necrosis', 'necrosis'],
  ['calcification', 'calcifications?'],
  ['mass effect', 'mass effect'],
  ['midline shift', 'midline shift'],
  ['leptomeningeal spread', 'leptomeningeal (?:dissemination|spread|disease|metastas[ei]s|seeding)'],
  ['papilloedema', 'papillo?edema'],
];
const FINDING = new RegExp(
  `(?<!\\p{L})(?:(non-?)?(?:${FINDINGS.map(([, words]) => `(${words})`).join('|')}))(?!\\p{L})`,
  'giu',
);

/** A piece with one of these does not say plainly how it is. */
const UNSURE =
  /\b(?:if|when|unless|whether|until|might|may|could|would|should|must|can|cannot|requir\w*|eligib\w*|exclu\w*|criteri\w*|assess\w*|tested|testing|test|status|determin\w*|evaluat\w*|unknown|pending|suspect\w*|possib\w*|probab\w*|likely|or|than|versus|vs|compared|risk|monitor\w*|watch|avoid\w*|prevent\w*|treat\w*|controlled|history|resol\w*|disappear\w*|increas\w*|decreas\w*|reduc\w*|progress\w*|significant\w*|definite\w*|marked\w*|obvious\w*|new|further|additional|residual|only|other|another|some|most|many|half|majority|subset|often|frequent\w*|rare\w*|commonly|respectively|both|either|neither|all|initially|previous\w*|formerly|relapse|recurren\w*|associat\w*|caus\w*|predict\w*|respon\w*|for example|e\.g|pre|post|cannot|contrast-enhanced|high-signal|differ\w*|unlike|sought|looked for|\d+(?:\.\d+)? ?%|\d+ of \d+|\d+\/\d+)(?![\p{L}])|%|\?/iu;

/** Of a kind of tumours or people, not of one. */
const KIND =
  /\b(?:mutant|mutated|type|amplified|methylated|altered|positive|negative|enhancing)[\s-]+(?:\w+\s)?(?:tumou?rs|gliomas|cells?|patients|lines?|mice|models?|cases|children|samples|DIPGs?|disease|groups?|arms?|cohorts?|subgroups?|scans?|images?|sequences?|T1|MRI|study|imaging)\b/i;

/** What denies a thing that follows: "no evidence of", "does not"; not "no effect of". */
const DENIED_BEFORE =
  /(?:\b(?:not|no|never|without|lack(?:s|ed|ing)?|absence of|free of|negative for|den(?:y|ies|ied)|exclud(?:es?|ed))|n['’]t)(?:\s(?!(?:effect|influence|impact|role|change|difference|association|correlation|relation|benefit|but)s?\b)[\p{L}\d.-]+){0,4}\s$/iu;

/** What denies a thing that stands before it. */
const DENIED_AFTER =
  /^(?:\s(?:is|was|are|were|has|have|been))*(?::?\s)(?:absent|lacking|excluded|undetect\w*|no(?:ne)?\s*$|negative\b|not (?:\w+ )?(?:found|detected|seen|present|identified|observed|evident|noted|demonstrated|visible|shown)\b)/i;

/** Negations of one word that are no "not". */
const DENIALS = /\b(?:absence|exclud\w+|undetect\w*|negative)\b/gi;

/** Whether a piece denies what stands in it; undefined where what it denies may be something else. */
function isDenied(piece: string, { start, end }: Span): boolean | undefined {
  const [before, after] = [DENIED_BEFORE.test(piece.slice(0, start)), DENIED_AFTER.test(piece.slice(end))];
  const rest = piece.slice(0, start) + piece.slice(end);
  if (!before && !after) return hasNegation(piece) || STAIN[2].test(rest) ? undefined : false;
  return before !== after && isNegative(piece.replace(DENIALS, 'not')) ? true : undefined;
}

/** Whether a text may say any. Cheap. */
export function mayHaveStatus(text: string): boolean {
  if (ANY_AXIS.test(text)) return true;
  FINDING.lastIndex = 0;
  return FINDING.test(text);
}

/** Words that make a statement of a thing's name, which else may be one of a list: "ACVR1 and TP53 mutations are absent". */
const STATES =
  /\b(?:is|was|are|were|has|have|had|with|there|shows?|showed|seen|present|carr\w+|harbou?r\w*|bears?|demonstrat\w*|reveal\w*|enhances|found|develop\w*|identified|noted|observed|detected|visible|evident|positive|mutated|methylated|amplified|deleted|lost|fused)\b|:/i;

/** What a piece of a sentence says. */
export function statusesOf({
  text: piece,
  sentence,
}: {
  readonly text: string;
  readonly sentence: string;
}): Status[] {
  if (!mayHaveStatus(piece)) return [];
  const isListed = !STATES.test(piece) && !hasNegation(piece) && hasNegation(sentence);
  const isPlain = !isListed && !UNSURE.test(piece) && !KIND.test(piece);
  return [...markersIn(piece, isPlain), ...findingsIn(piece, isPlain)];
}

function markersIn(piece: string, isPlain: boolean): Status[] {
  if (!ANY_AXIS.test(piece)) return [];
  const markers = findEntities(piece).filter(({ kind }) => kind === 'marker');
  if (markers.length === 0) return [];
  const said = AXES.filter(([, affirmed, denied]) => affirmed.test(piece) || denied.test(piece));
  const axes = said.length > 0 ? said : [STAIN];
  return axes.flatMap(([axis, affirmed, denied]) => {
    const [yes, no] = [affirmed.exec(piece), denied.exec(piece)];
    const word = yes ?? no;
    if (!word) return [];
    const at = { start: word.index, end: word.index + word[0].length };
    const isNot = isPlain && axes.length === 1 && !(yes && no) ? isDenied(piece, at) : undefined;
    const isPositive = isNot === undefined ? undefined : (yes !== null) !== isNot;
    return markers.map(({ names, span }): Status => {
      const whole = { start: Math.min(span.start, at.start), end: Math.max(span.end, at.end) };
      return { subject: names[0] as string, axis, isPositive, span: whole };
    });
  });
}

function findingsIn(piece: string, isPlain: boolean): Status[] {
  return mapMatches(piece, FINDING, ({ 0: words, 1: non, index, ...groups }): Status => {
    const i = FINDINGS.findIndex(
      (_, at) => (groups as Record<number, string | undefined>)[at + 2] !== undefined,
    );
    const span = { start: index, end: index + words.length };
    const denied = isPlain ? isDenied(piece, span) : undefined;
    const isPositive = denied === undefined ? undefined : denied === (non !== undefined);
    return { subject: FINDINGS[i]?.[0] as string, axis: 'presence', isPositive, span };
  });
}

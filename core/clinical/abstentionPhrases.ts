/**
 * Phrases by which a sentence says that a question cannot be answered from its source, and those that look
 * like it and say something else. Patterns over lower-case text with plain apostrophes and hyphens.
 */

/** What a sentence may name as the source it was given. */
const SOURCE =
  '(?:context|text|passage|document(?:s|ation)?|excerpt|extract|materials?|summary|vignette|abstract|article|records?|letters?|notes?|(?:\\w+ )?reports?|sources?|case description|information|protocol|data)';

/** "the provided context", "this text" */
const THE_SOURCE = `(?:the|this|these|that|your|both|either|neither|any|all|two)\\s+(?:(?:provided|given|supplied|available|above|present|medical|clinical|provided medical|short|two|original|protocol|trial|study|case|discharge|pathology|radiology)\\s+){0,2}${SOURCE}`;

/** A reference to the source anywhere in the sentence. */
const FROM_SOURCE = `(?:in|by|from|within|on|with|using|to)\\s+(?:the|this|what|these|that|any|either|both)\\s+(?:[\\w-]+\\s+){0,3}?(?:${SOURCE}|is (?:given|provided|stated|available|here))|\\b(?:here|from it|in it|above)\\b`;

const ADVERBS =
  '(?:(?:be|been|yet|explicitly|specifically|directly|clearly|reliably|definitively|definitely|safely|accurately|currently|actually|therefore|otherwise|fully|also|simply|further|even|ever|confidently|responsibly|precisely)\\s+)*';

/** To find out or to say: what cannot be done when the source is silent. */
const KNOW =
  '(?:determin|answer|establish|ascertain|infer|calculat|comput|deriv|deduc|conclud|judg|identif|resolv|settl|work out|worked out|reconcil|tell|told|know|say|said|specif)(?:e|ed|red|y|ied|n|led)?';

/** Participles that only a source can be the subject's agent of. */
const STATED = '(?:stated|specified|mentioned|disclosed|spelled out|spelt out)';

/** Participles that may also tell a fact ("was not given", "was not reported"). */
const GIVEN =
  '(?:given|provided|reported|available|found|known|documented|described|included|recorded|indicated|listed|named|contained|covered|addressed|discussed|present|defined|supported|supplied|clear|offered)';

const NOT = "(?:not|never|n't|nowhere|neither)";

/** A sentence with one of these abstains. */
export const ABSTAINS: readonly string[] = [
  // "cannot be determined", "could not be determined from the context"
  `\\b(?:cannot|can not|can't|can neither)\\s+${ADVERBS}${KNOW}\\b(?! (?:apart|for|to))`,
  `\\b(?:could not|couldn't|could neither)\\s+${ADVERBS}${KNOW}\\b.*(?:${FROM_SOURCE})`,
  `\\b(?:can|could) (?:only )?be (?:${KNOW}|given|made|drawn|formed) (?:neither|only if|only with)`,
  `\\b(?:cannot|can not|can't) ${ADVERBS}(?:given|provided|supplied|stated|made|confirmed|verified|recommended|drawn|formed|decided|estimated)\\b.*(?:${FROM_SOURCE})`,
  `\\b(?:answer|recommendation|conclusion|dose recommendation|figure|value|comparison|statement|information|estimate|calculation|number)\\b[^.;]{0,60}\\b(?:cannot|can not|can't)\\s+${ADVERBS}(?:given|provided|supplied|stated|made|drawn|formed|confirmed|verified|offered|reached)`,
  `\\bno (?:[\\w-]+ ){0,4}?(?:answer|recommendation|conclusion|figure|value|comparison|statement|estimate|calculation|dose|regimen|number|amount|difference|rate|result|decision|judg(?:e)?ment|schedule|diagnosis|treatment)\\b(?: [\\w-]+){0,4}? (?:can|could|may) (?:safely |reliably |therefore )?be (?:given|provided|made|drawn|formed|determined|derived|stated|established|calculated|computed|recommended|named|inferred|confirmed|reached|supplied)`,
  // The writer speaks
  `\\b(?:i|we)(?: am| are|'m|'re) (?:therefore |currently |thus )?(?:unable|not able) to\\b`,
  `(?:^|[.;:,]\\s*)unable to ${KNOW}\\b`,
  `\\b(?:i|we) (?:cannot|can not|can't|could not|couldn't|will not|won't) ${ADVERBS}(?:${KNOW}|provide|give|recommend|offer|advise|suggest|state|comment|confirm|supply|respond|make|help|find)\\b`,
  `\\b(?:i|we) (?:must|have to|need to|should|will|would|therefore|am going to) (?:therefore )?(?:abstain|decline|refrain)`,
  `\\b(?:has|have) to (?:abstain|be declined|stay open|remain open)`,
  `\\b(?:abstain(?:s|ing)?|declin(?:e|es|ing)|refus(?:e|es|ing)) (?:from|to) (?:answer|giv|provid|recommend|guess|speculat|respond)`,
  `\\b(?:i|we) (?:abstain|decline)\\b`,
  `\\b(?:i|we) (?:do not|don't) (?:know|have (?:that|this|the|enough|any|sufficient))\\b`,
  `\\bi(?:'m| am) sorry, but\\b`,
  `\\b(?:is|it's) (?:not|im)\\s*possible to (?:reliably |safely |definitively )?(?:${KNOW}|give|provide|recommend|state|make|confirm)\\b`,
  `\\bnot possible (?:from|on|with|based on) `,
  // "is not stated"
  `\\b(?:is|are|was|were|has|have|been|be|'s)(?:\\s+${NOT}|n't)\\s+${ADVERBS}${STATED}\\b`,
  `\\b(?:is|are|was|were|has|have|been|be|'s)(?:\\s+${NOT}|n't)\\s+${ADVERBS}${GIVEN}\\b.*(?:${FROM_SOURCE})`,
  `\\b(?:is|are)(?:\\s+${NOT}|n't)\\s+${ADVERBS}(?:provided|reported|described|documented|known|available|recorded|indicated|defined)\\b(?! (?:for use|outside|in clinics|commercially|to))`,
  `\\b(?:is|are)(?:\\s+${NOT}|n't)\\s+${ADVERBS}given(?=[,;]| (?:so|anywhere|either)\\b)`,
  `\\b(?:it|this|that|which|(?:dose|value|figure|rate|amount|survival|result)s?) (?:cannot|can not|can't) ${ADVERBS}(?:stated|provided|estimated|supplied|named|quoted)\\b`,
  `\\b(?:context|text|passage|excerpt) (?:only |solely |exclusively )(?:reports?|gives?|states?|mentions?|covers?|describes?|contains?|discusses|deals)\\b`,
  `\\b(?:context|text|passage|excerpt) (?:reports?|gives?|states?|mentions?|covers?|describes?|discusses|deals with|is about) (?:only|solely|exclusively)\\b`,
  `\\b(?:has|have) not ${ADVERBS}(?:reported|provided|disclosed|published|stated|given)\\b`,
  `\\b(?:is|are|was|were) (?:unspecified|unstated|unreported)\\b`,
  `\\b(?:is|are|was|were|goes|go|went|left) (?:unmentioned|unanswered|unanswerable|unspecified)\\b`,
  `\\b(?:is|are|remains?) (?:unknown|unclear|undetermined|uncertain|open)\\b.*(?:${FROM_SOURCE})`,
  `\\b(?:dose|total|answer|amount|value|number|result|rate|status|question|figure|size|date|regimen)\\b[^.;]{0,40}\\b(?:is|remains?|stays?) (?:therefore )?(?:unknown|unclear|undetermined|open)\\b`,
  // "the context does not contain"
  `${THE_SOURCE}(?: about [^.;]{1,60}?| of [^.;]{1,40}?| itself| alone| provided| given| above)?,? (?:(?:is|are|deals?|focus(?:es)?|discuss(?:es)?|contains?|covers?|describes?|only)\\b[^.;]{0,160}\\b(?:and|but) )?(?:it )?(?:does not|do not|doesn't|don't|did not|fails? to|never) ${ADVERBS}(?:contain|mention|state|specif|provid|give|include|report|say|describe|indicate|discuss|address|reveal|disclose|offer|cover|list|name|define|tell|have|allow|permit|supply|touch|answer|establish|support|resolve|explain|refer|identify|record|document|hold|make clear)`,
  `${THE_SOURCE}[^.;]{0,40} (?:does not|do not|doesn't|don't) (?:allow|permit|suffice)`,
  `\\b(?:it|they|which) (?:does not|do not|doesn't|don't) ${ADVERBS}(?:state|specify|mention|say|disclose)\\b`,
  `\\b(?:it|they|which|that) (?:does not|do not|doesn't|don't|did not) ${ADVERBS}(?:contain|mention|state|specify|say|disclose|provide|give|include) (?:any|anything|information|details?|data|the (?:answer|requested|required|needed)|such|what|whether|how|when|which|a |an |its )`,
  `${THE_SOURCE}[^.;]{0,40} (?:contains?|provides?|has|have|offers?|includes?|gives?|holds?|makes?|mentions?) (?:no|insufficient|neither|nothing|only irrelevant|too little|not)\\b`,
  `${THE_SOURCE}[^.;]{0,40} (?:lacks?|omits?|is silent|are silent|says? nothing|leaves? (?:this|that|it|the \\w+) open)\\b`,
  `\\bnothing (?:in|about) (?:the|this)\\b.*(?:${SOURCE})`,
  `\\b(?:context|text|passage) (?:contains?|has|holds) (?:\\w+ ){0,3}(?:only|different|conflicting|two)\\b`,
  `\\b(?:context|text|passage) (?:is|are|deals?|focus(?:es)?|discuss(?:es)?) (?:only |solely |exclusively )?(?:about|with|on)\\b[^.;]{0,120}\\bnot (?:about |on |with )?\\b`,
  // "no information about"
  `\\b(?:no|insufficient|not enough|inadequate|too little|lacks?|lacking|missing|not sufficient|not any) (?:[\\w-]+ ){0,3}?(?:information|details?)\\b`,
  `\\bthere (?:is|are) (?:no|not any|insufficient|not enough) (?:[\\w-]+ ){0,3}?(?:mention|indication|basis|statement|reference|data|evidence|answer|value|figure|number)s?\\b.*(?:${FROM_SOURCE}|\\bto (?:answer|determine|say|tell|judge|decide|calculate|infer|support an answer)\\b)`,
  `\\b(?:no|insufficient|not enough) (?:[\\w-]+ ){0,2}?(?:data|evidence|mention|indication|basis)\\b.*(?:\\bto (?:answer|determine|say|tell|judge|decide|calculate|infer)\\b|(?:is|are|was|were) (?:given|provided|available) (?:${FROM_SOURCE}))`,
  `\\bno (?:[\\w/-]+ ){1,8}?(?:is|are|was|were|has been|have been) ${ADVERBS}${STATED}\\b`,
  `\\bno (?:[\\w/-]+ ){1,8}?(?:is|are|was|were|has been|have been) ${ADVERBS}${GIVEN}\\b.*(?:${FROM_SOURCE})`,
  `\\bwithout (?:a |an |the |any |this |that |further |more )?(?:[\\w-]+ ){0,4}(?:count|weight|value|information|result|detail|measurement|figure|number|data)s?,? (?:the question|this|it|no|the \\w+) `,
  `\\b(?:more|additional|further) (?:information|details?) (?:is|are|would be) (?:needed|required|necessary)`,
  `\\b(?:more|additional|further) (?:[\\w-]+ )?(?:information|details?|data|context) (?:is|are|would be) (?:needed|required|necessary) to (?:answer|determine|give|make)`,
  `\\binformation\\b[^.;]{0,80}\\b(?:is|was|are) (?:not|missing|absent|lacking|unavailable)\\b`,
  `\\b(?:is|are) (?:missing|absent|lacking) (?:from|in) (?:the|this)\\b`,
  // Outside the source, conflicting sources
  `\\b(?:outside|beyond|not within|falls outside) (?:of )?(?:the |its |this )?(?:scope|provided|given|context|text|passage|subject)`,
  `\\b(?:not|n't) (?:within|in|part of|covered by|derivable from|supported by|answerable from|found in|inferable from) the (?:provided |given |present )?${SOURCE}`,
  `\\b(?:contains?|gives?|gave|provides?|reports?) (?:two |three )?(?:conflicting|contradictory|inconsistent|contradicting)\\b`,
  `\\b(?:conflict(?:ing)?|contradictory) (?:information|reports?|statements?|values?|doses?|data|accounts?)\\b`,
  `\\bonly\\b[^.;]{0,80}\\bhas an? (?:reported|stated|given)\\b.*`,
  `\\b(?:question|answer) (?:is|remains) (?:un|not )answerable`,
  // A whole answer in a word or two
  `^(?:(?:this|that|it) (?:is|was) )?(?:not |un)(?:stated|specified|mentioned|disclosed|known|reported|answerable|provided|available|given)(?=[.!]?$| (?:in|by|from|within|here)\\b)`,
  `^(?:n/a|not applicable|not enough information|unclear|none (?:stated|given|reported|mentioned))\\b[.!]?`,
  `\\b(?:conflict detected|missing information)\\b`,
  `\\bthe (?:[\\w-]+ )?(?:dose|value|figure|number|amount|count|weight|age|date|volume|size|status|rate|grade)s? (?:is|are) not given\\b`,
  `\\bthere (?:is|was) no (?:mention of|statement (?:about|on|of)|reference to)\\b`,
  `\\b(?:we|i|one|readers?) (?:is|are|am) not told\\b`,
  `\\bno (?:data|figures?|values?|details?) (?:on|for|about|regarding) [^.;]{1,60}? (?:is|are) (?:provided|given|available|reported|stated)\\b`,
  `\\bnot (?:something|anything|a (?:topic|subject|question)) (?:that )?(?:the|this) ${SOURCE} (?:address|cover|mention|discuss|answer)`,
  `\\b(?:based on|from|according to) (?:the|this) [^,]{1,40}, (?:it|this) (?:is|remains) (?:unclear|unknown|uncertain|not (?:clear|known|possible))\\b`,
  `\\bneither (?:of the )?(?:\\w+ )?(?:reports?|contexts?|texts?|passages?|sources?|documents?) (?:\\w+ )?(?:gives?|states?|mentions?|specif\\w+|contains?|provides?|says?|describes?|names?|addresses)\\b`,
  `\\b(?:answer|conclusion|recommendation|calculation|comparison) (?:is|was) (?:therefore )?(?:not |im)possible\\b`,
  `\\b(?:information|details?|data|values?|figures?) (?:needed |required )?(?:is|are) (?:missing|absent|lacking)\\b`,
  `\\bthere (?:isn't|aren't|is not|are not) enough (?:[\\w-]+ ){1,3}.*(?:${FROM_SOURCE}|\\bto (?:answer|determine|say|tell|judge|decide|calculate|infer)\\b)`,
  `\\b(?:question|query|topic|request)\\b[^.;]{0,40}\\b(?:is|are) (?:un|not )related\\b`,
  `\\b(?:unrelated|irrelevant|not relevant) to ${THE_SOURCE}`,
  `\\b(?:question|answer|diagnosis|dose|status|grade|type|value|result|figure|amount|reason)s? (?:(?:must|has to|have to|had to|therefore|thus|still|will) ){0,2}(?:is|are|remains?|stays?) (?:therefore |thus |still )?(?:open|uncertain|unclear|unresolved|undetermined|unknown)\\b`,
  `\\breports? (?:is|are) irreconcilable\\b`,
  `\\bno way (?:to tell|of (?:telling|knowing)|to (?:know|say|determine))\\b`,
  `\\b(?:no (?:connection|relation|bearing)|nothing to do) (?:with|to|on) (?:${THE_SOURCE}|(?:the|this|that) (?:question|topic))`,
  `^no answer[:.,]`,
  // The slow ones last
  `\\b(?:${SOURCE}|studies|accounts|statements|findings|measurements) (?:[^.;]{0,40} )?(?:conflict|disagree|contradict|differ|are (?:contradictory|inconsistent|conflicting|in conflict))\\b`,
  `(?:${FROM_SOURCE}).*\\b(?:is|are|was|were|has|have|been)(?:\\s+${NOT}|n't)\\s+${ADVERBS}${GIVEN}\\b`,
];

/** These stretches say something about the world; they are taken out before a sentence is judged. Each begins with a word. */
export const DOES_NOT_ABSTAIN: readonly string[] = [
  'no (?:\\w+ )?evidence of\\b',
  "(?:cannot|can not|could not|can't) (?:yet )?(?:be )?(?:entirely |completely |fully )?(?:excluded?|ruled? out|tolerated?|resected?|removed?|operated|walk|swallow|stand|speak|move|cross|penetrate|cured?|reversed?|overstated|overemphasi[sz]ed)",
  '(?:is|are|was|were) not (?:generally |routinely |currently )?(?:recommended|indicated for|advised|permitted|allowed|feasible|reached|given (?:with|to|on|at|during|after|before|concurrently|together)|available (?:outside|commercially|for|in(?! (?:the|this|any|either) (?:provided |given )?(?:context|text|passage|documents?|records?|notes?|reports?))))\\b',
  '(?:the )?(?:patient|child|boy|girl|family|he|she|they) (?:was|were|is|are) (?:unable|not able) to\\b',
  "(?:the )?(?:patient|child|boy|girl|he|she|parents|family) (?:cannot|could not|can't|couldn't)\\b",
  'not known to (?:be|have|cause|carry)\\b',
  'no (?:known|new|further|other|additional|severe|serious|clear|significant|dose-limiting|treatment-related)\\b(?! (?:information|details?|data))',
  'no (?:additional|further|new) (?:information|details?) (?:was|were) (?:requested|needed|required|sought)\\b',
  'protocol (?:does|did) not (?:allow|permit|require|offer) (?!(?:us|one|an answer|a conclusion)\\b)',
  '(?:treatment|therapy|surgery|biopsy|resection|radiotherapy|chemotherapy|re-irradiation|\\w+mab|\\w+nib) (?:is|are|was|were) not indicated\\b',
  'differ(?:s|ed)? by (?:\\d|only|less|about|approximately)',
  'not (?:only|merely|just|until|before|later than|exceed(?:ing)?)\\b',
];

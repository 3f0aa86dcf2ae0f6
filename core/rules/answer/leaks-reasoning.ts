import { partSource, textOf } from '../../sample/sampleText';
import type { Rule } from '../rule';

export const leaksReasoning: Rule = {
  id: 'answer/leaks-reasoning',
  summary: 'Thinking aloud in the answer',
  severity: 'warning',
  fix: null,
  docs: {
    what: 'Words in `<answer>` that belong in `<think>` ("Let me check…", "The user asks…", "Step 1:", "Wait,") or that speak of the blocks ("from the proof"), and the control marks of other formats.',
    why: 'The answer is what a clinician reads; talk about how it came about blurs the line that the format draws.',
    bad: '<answer>\nLet me check the protocol. The dose is 24 mg.\n</answer>',
    good: '<answer>\nThe dose is 24 mg.\n</answer>',
    misses:
      'Reasoning in plain words, without such a phrase. Reasons for an answer belong to it and are not reported.',
  },
  sample(sample, report) {
    const { answer } = sample.parts;
    if (!answer || !HINT.test(answer.text)) return;
    const asksForSteps = /\bsteps?\b/i.test(textOf(sample, 'question'));
    for (const { 0: words, index } of answer.text.matchAll(LEAK)) {
      if (asksForSteps && /^\W*step/i.test(words)) continue;
      const start = index + words.length - words.trimStart().length;
      report({
        message: 'This belongs in <think>: the answer is for its reader.',
        span: partSource(answer, { start, end: index + words.trimEnd().length }),
      });
    }
  },
};

const HINT =
  /let(?: me|['’]s|\s+us)\b|\bstep|\buser\b|\bproof\b|\bthink|\bwait\b|\bhmm|<\||\breasoning\b|\bi (?:need|have) to|\bactually\b|\bok(?:ay)?\b|\balright\b/i;

/** At the start of a sentence. */
const START = '(?<=^|[\\n.!?:]\\s{0,3}|[*\\-•]\\s)';

const LEAK = new RegExp(
  [
    `\\b(?:let me|let us|let['’]s) (?!know\\b)(?:first |now |just |quickly |also )*(?:check|see|look|find|think|re-?\\w+|go|start|begin|calculate|compute|work|verify|analy[sz]e|consider|break|find|try|examine|recall|review|walk|do|determine|identify|figure|extract|parse|quote|read)\\b`,
    `${START}\\**step \\d{1,2}\\**\\s*[:.)–-]`,
    `\\bthe user(?:'s question)? (?:is asking|asks|asked|wants|wanted|needs|is looking|would like)\\b`,
    `${START}(?:so,? |now,? |first,? |okay,? |ok,? )?i (?:need|have) to (?:find|look|check|determine|figure|identify|calculate|answer|locate|see|extract|quote)\\b`,
    `\\b(?:therefore,? )?(?:from|based on|according to|as (?:quoted|shown|stated|seen) in|per|see) (?:the|my) proof\\b(?! of)`,
    `\\bin (?:the|my) (?:<?think>? block|thinking|proof block|chain of thought)\\b`,
    `\\b(?:my|the above|this) (?:chain of thought|reasoning) (?:is|was|shows|above)\\b`,
    `${START}(?:okay|ok|alright),? (?:so|let|now|the)\\b`,
    `${START}(?:wait|hmm+|hm)\\b\\s*[,.!…—–-]`,
    `${START}(?:actually|no),? (?:no|wait|let me)\\b`,
    `<\\|[a-z_]+\\|>`,
    `\\[/?(?:think|thinking|reasoning)\\]`,
  ].join('|'),
  'gi',
);

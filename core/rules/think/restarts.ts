import { partSource } from '../../sample/sampleText';
import type { Rule } from '../rule';

export const restarts: Rule = {
  id: 'think/restarts',
  summary: 'Thinking that takes itself back',
  severity: 'info',
  fix: null,
  docs: {
    what: 'Sentences of `<think>` that begin with "Wait,", "Hmm", "Actually, no", "Let me re-check" and the like.',
    why: 'False starts are learnt with the rest and make the model wordy. Some projects want them; turn the rule off there.',
    bad: 'The dose is 20 mg. Wait, that is the old dose.',
    good: 'The old dose was 20 mg; the new one is 15 mg.',
    misses: 'Corrections in other words.',
  },
  sample({ parts: { think } }, report) {
    if (!think || !HINT.test(think.text)) return;
    for (const { 0: words, index } of think.text.matchAll(RESTART)) {
      report({
        message: 'The thinking starts over here.',
        span: partSource(think, { start: index, end: index + words.trimEnd().length }),
      });
    }
  },
};

/** Every match holds one of these. */
const HINT = /wait|hm|actually|wrong|not right|scratch|second|hold on|oops|let me/i;

const RESTART =
  /(?<=^|[\n.!?…"]\s{0,3}|[-*•]\s)(?:(?:oh,? |but,? |no,? )?wait(?=\s*[,.!…—–-](?!and-)|\s+(?:no|but|a (?:second|minute|moment)|actually)\b)|hmm+\b|hm\b(?=[,.…])|actually,? (?:no|wait|let me)\b|no, (?:that|this)(?:'s| is) (?:wrong|not right)|scratch that|on second thoughts?|hold on\b|oops\b|let me (?:re-?(?:check|calculate|compute|consider|think|read|do|evaluate|examine|phrase|start|word)\w*|start over|try again|correct (?:that|this|myself)|double-check))/gi;

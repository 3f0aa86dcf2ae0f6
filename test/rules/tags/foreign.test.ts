import assert from 'node:assert/strict';
import type { Rule } from '../../../core/rules/rule';
import { alias } from '../../../core/rules/tags/alias';
import { codeFence } from '../../../core/rules/tags/code-fence';
import { misspelled } from '../../../core/rules/tags/misspelled';
import { truncated } from '../../../core/rules/tags/truncated';
import { applied, check, checkGood, contentsOf, type Parts, recordOf } from '../ruleCases';

/** The assistant message after the first fix of the first finding. */
function fixed(rule: Rule, parts: Parts): { readonly kind: string | undefined; readonly text: string } {
  const fix = check(rule, parts)[0]?.fixes?.[0];
  return { kind: fix?.kind, text: contentsOf(applied(recordOf(parts).source, fix))[1] ?? '' };
}

describe('tags/alias', () => {
  it('renames a pair, safely where the block is not there yet', () => {
    const parts = { assistant: '⟦<reasoning>⟧\nx\n</reasoning>\n<proof>y</proof>\n<answer>z</answer>' };
    assert.deepEqual(fixed(alias, parts), {
      kind: 'safe',
      text: '<think>\nx\n</think>\n<proof>y</proof>\n<answer>z</answer>',
    });
  });

  it('knows the names of all three blocks', () => {
    check(
      alias,
      { assistant: '⟦<Thinking>⟧a</Thinking>⟦<evidence>⟧b</evidence>⟦<final_answer>⟧c</final_answer>' },
      /<think>/,
      /<proof>/,
      /<answer>/,
    );
  });

  it('only suggests where it could break something', () => {
    assert.equal(
      fixed(alias, { assistant: '⟦<reasoning>⟧x</reasoning><think>y</think>' }).kind,
      'suggestion',
    );
    assert.equal(fixed(alias, { assistant: '⟦<reasoning>⟧x\n<answer>y</answer>' }).kind, 'suggestion');
    check(alias, { assistant: '⟦<final>⟧a</final> ⟦<result>⟧b</result>' });
  });

  it('leaves text and other messages alone', () => {
    checkGood(
      alias,
      { think: 'The <result> is 15 mg.' },
      { user: '<analysis>x</analysis>' },
      { answer: 'a < b > c' },
    );
  });
});

describe('tags/misspelled', () => {
  it('proposes the tag that is meant', () => {
    assert.deepEqual(fixed(misspelled, { assistant: '<think>x</think>⟦<prof>⟧y</proof>' }), {
      kind: 'suggestion',
      text: '<think>x</think><proof>y</proof>',
    });
    check(misspelled, { assistant: '⟦<anwser>⟧y⟦</anwser>⟧' }, /<answer>/, /<\/answer>/);
    check(misspelled, { user: '⟦<contxt>⟧x⟦</contxt>⟧ ⟦<qestion>⟧' });
  });

  it('proposes the open block for a closing tag of no block', () => {
    check(misspelled, { assistant: '<think>x⟦</mind>⟧\n<proof>y</proof>' }, /did you mean <\/think>/);
  });

  it('leaves other elements and aliases alone', () => {
    checkGood(
      misspelled,
      { think: 'x<br>y <sub>2</sub> <b>z</b> <table></table> <title>' },
      { assistant: '<reasoning>x</reasoning> <result>y</result>' },
      { think: 'p <0.05 and <K27M>' },
      { think: '<note>x</note> </note>' },
      { user: '<anwser>x</anwser>' },
    );
  });
});

describe('tags/code-fence', () => {
  it('reports and removes a fence around a block or a message', () => {
    assert.equal(
      fixed(codeFence, { assistant: '<answer>\n⟦```text\n⟧15 mg\n```\n</answer>' }).text,
      '<answer>\n15 mg\n</answer>',
    );
    assert.equal(
      fixed(codeFence, { assistant: '⟦```xml\n⟧<answer>\n15 mg\n</answer>\n```' }).text,
      '<answer>\n15 mg\n</answer>',
    );
  });

  it('leaves fences within a text alone', () => {
    checkGood(
      codeFence,
      { think: 'So:\n```\n20 × 0.75\n```\nDone.' },
      { think: '```\na\n```\nand\n```\nb\n```' },
      { think: '```' },
    );
  });
});

describe('tags/truncated', () => {
  it('reports where a message breaks off', () => {
    check(truncated, { assistant: '<answer>\nThe dose is reduced because ⟦the⟧' });
    check(truncated, { assistant: '<think>\n1. Is the patient in the trial ⟦(NCT04567⟧' });
    check(truncated, { assistant: '<think>\n1. One.\n⟦2⟧' });
    check(truncated, {
      assistant: '<think>x</think>\n<answer>\nAs such the patient should receive ⟦panobi⟧',
    });
  });

  it('leaves whole statements and closed blocks alone', () => {
    checkGood(
      truncated,
      { assistant: '<answer>\nThe dose is 15 mg.' },
      { assistant: '<answer>\n15 mg' },
      { assistant: '<answer>\n**Panobinostat** is given at a dose of **15 mg**' },
      { assistant: '<answer>\n| a | the whole row of a table is here |' },
      { answer: 'The dose is reduced because the' },
      { user: '<context>\nThe dose is reduced because the' },
      { assistant: '<answer>' },
    );
  });
});

import { contradictsProof } from '../../../core/rules/answer/contradicts-proof';
import { leaksReasoning } from '../../../core/rules/answer/leaks-reasoning';
import { unsupportedEntity } from '../../../core/rules/answer/unsupported-entity';
import { check, checkGood } from '../ruleCases';

describe('answer/unsupported-entity', () => {
  const context = 'ONC201 was given for an H3 K27M-mutant glioma with ACVR1 G328V in trial NCT04567890.';

  it('reports medicines, markers and trials from elsewhere, once each', () => {
    check(
      unsupportedEntity,
      { context, answer: '⟦Bevacizumab⟧ for ⟦EGFR⟧ (⟦NCT00000001⟧). Avastin is bevacizumab.' },
      /medicine: Bevacizumab/,
      /marker: EGFR/,
      /trial: NCT00000001/,
    );
    check(unsupportedEntity, { context, answer: 'Give ⟦novotinib⟧ for ⟦R206H⟧.' });
  });

  it('takes other names and spellings', () => {
    checkGood(
      unsupportedEntity,
      { context, answer: 'Dordaviprone, or ONC-201, for H3K27M and ACVR1 p.G328V in NCT04567890.' },
      { context, question: 'Would bevacizumab help?', answer: 'Bevacizumab is not part of it.' },
      { context: 'temozolomide', answer: 'TMZ' },
      { context: 'paxalisib', answer: 'GDC‑0084' },
      { context: 'The BRAFV600E mutation', answer: 'BRAF V600E' },
    );
  });

  it('leaves other words alone', () => {
    checkGood(unsupportedEntity, {
      context,
      answer: 'The patient met the criteria; MRI T2 in week 12, WHO grade IV DIPG, CI 12 to 20, kit, atm.',
    });
  });
});

describe('answer/contradicts-proof', () => {
  const context =
    'Median overall survival was 14.5 months with ONC201. ONC201 did not prolong progression-free survival in this study. Historical controls lived for 12 months.';
  const first = '- "Median overall survival was 14.5 months with ONC201."';
  const second = '- "ONC201 did not prolong progression-free survival in this study."';

  it('reports another amount for the same thing', () => {
    check(
      contradictsProof,
      { context, proof: first, answer: 'The median overall survival was ⟦12 months⟧.' },
      /proof says 14\.5 months where the answer says 12 months/,
    );
  });

  it('leaves amounts from nowhere to answer/unsupported-number', () => {
    checkGood(contradictsProof, {
      context,
      proof: first,
      answer: 'The median overall survival was 13 months.',
    });
  });

  it('reports the opposite', () => {
    check(
      contradictsProof,
      { context, proof: second, answer: '⟦ONC201 did prolong progression-free survival.⟧' },
      /opposite/,
    );
  });

  it('takes what agrees, what is rounded and what is about something else', () => {
    checkGood(
      contradictsProof,
      { context, proof: first, answer: 'Median overall survival was 14.5 months.' },
      { context, proof: first, answer: 'Median overall survival was about 15 months.' },
      { context, proof: first, answer: 'Median progression-free survival was 7 months.' },
      { context, proof: first, answer: 'Median overall survival was 12 months in the control arm.' },
      { context, proof: first, answer: 'Median overall survival was 3 months longer than 11.5 months.' },
      { context, proof: first, answer: 'Median overall survival with panobinostat was 9 months.' },
      {
        context,
        proof: second,
        answer: 'No, ONC201 did not prolong progression-free survival in this study.',
      },
      { context, proof: `${first}\n${second}`, answer: 'ONC201 was studied.' },
    );
  });

  it('takes results of think', () => {
    checkGood(contradictsProof, {
      context: 'The daily dose was 20 mg.',
      proof: '- "The daily dose was 20 mg."',
      think: '20 mg × 0.75 = 15 mg',
      answer: 'The daily dose was 15 mg.',
    });
  });

  it('leaves quotes alone that are not in the context', () => {
    checkGood(contradictsProof, {
      context,
      proof: '- "ONC201 did prolong overall survival in all children of this study."',
      answer: 'ONC201 did not prolong overall survival in all children of this study.',
    });
  });
});

describe('answer/leaks-reasoning', () => {
  it('reports thinking aloud', () => {
    check(leaksReasoning, { answer: '⟦Let me check⟧ the protocol. The dose is 15 mg.' }, /<think>/);
    check(leaksReasoning, { answer: '⟦The user asks⟧ for a dose: 15 mg.' });
    check(leaksReasoning, { answer: '⟦Step 1:⟧ 20 mg.\n⟦Step 2:⟧ 15 mg.' });
    check(leaksReasoning, { answer: '⟦Therefore, from the proof⟧ it is 15 mg.' });
    check(leaksReasoning, { answer: 'It is 20 mg. ⟦Wait,⟧ it is 15 mg.' });
    check(leaksReasoning, { answer: '⟦I need to find⟧ the dose. 15 mg.' });
    check(leaksReasoning, { answer: '⟦<|channel|>⟧final 15 mg' });
    check(leaksReasoning, { answer: '⟦[think]⟧ hard' });
  });

  it('leaves reasons and manners alone', () => {
    checkGood(
      leaksReasoning,
      { answer: 'Please let me know if the weight is known.' },
      { answer: 'Rationale: the platelets fell, so the dose is 15 mg. The patient should wait two weeks.' },
      { question: 'What are the steps?', answer: 'Step 1: stop. Step 2: restart.' },
      { answer: 'The next therapeutic step is 15 mg.' },
      { answer: 'This is proof of concept. From the proof of principle, 15 mg.' },
      { answer: 'Patients were waitlisted; wait-and-see is an option.' },
    );
  });
});

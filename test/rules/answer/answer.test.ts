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

  it('reports endpoints that are others', () => {
    check(
      unsupportedEntity,
      { context: 'Median survival was 12 months.', answer: 'Median ⟦progression-free survival⟧: 12 months.' },
      /endpoint: progression-free survival/,
    );
    checkGood(
      unsupportedEntity,
      { context: 'Progression free survival was 7 months.', answer: 'The PFS was 7 months.' },
      { context: 'Median survival was 12 months.', answer: 'Median overall survival was 12 months.' },
    );
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

  it('compares clause by clause, and looks past bounds in brackets', () => {
    const stated = 'Median overall survival was 13.7 months (95 % CI 8.0 to 20.3 months).';
    check(
      contradictsProof,
      {
        context: `${stated} Median time to response was 8.3 months.`,
        proof: `- "${stated}"`,
        answer: 'Ten patients responded, and the median overall survival was ⟦8.3 months⟧.',
      },
      /proof says 13\.7 months/,
    );
  });

  it('reports words turned into their opposites', () => {
    const turned = (stated: string, answer: string): void => {
      check(contradictsProof, { context: stated, proof: `- "${stated}"`, answer });
    };
    turned(
      'Strong CYP3A4 inhibitors increased exposure 4.4-fold and must be avoided.',
      '⟦Strong CYP3A4 inhibitors, because they decrease exposure 4.4-fold.⟧',
    );
    turned(
      'Anakinra was used only in patients with grade 3 or higher neurotoxicity.',
      '⟦Only in patients with grade 3 or lower neurotoxicity.⟧',
    );
    turned(
      'Panobinostat did not improve overall survival compared with radiotherapy alone (HR 0.92).',
      'It was tested; ⟦panobinostat improved overall survival.⟧',
    );
    turned(
      'ACVR1 R206H mutations co-occurred with HIST1H3B K27M.',
      '⟦ACVR1 mutations do not co-occur with HIST1H3B K27M.⟧',
    );
    turned('The patient had a right sixth nerve palsy.', 'The ⟦left sixth⟧ cranial nerve was affected.');
  });

  it('reports a change that goes the other way than its verb, or that is turned round', () => {
    const stated = 'Haemoglobin fell from 12.4 g/dL to 9.8 g/dL without bleeding.';
    const texts = { context: stated, proof: `- "${stated}"` };
    check(
      contradictsProof,
      { ...texts, answer: 'Haemoglobin ⟦rose from 12.4 g/dL to 9.8 g/dL⟧.' },
      /says "rose" of what falls/,
    );
    checkGood(
      contradictsProof,
      { ...texts, answer: 'Haemoglobin dropped from 12.4 to 9.8 g/dL.' },
      { ...texts, answer: 'Haemoglobin decreased slowly from 12.4 g/dL to 98 g/L.' },
    );
    const doses = 'The steroid dose was 8 mg daily before and 2 mg daily after re-irradiation.';
    const asked = { context: doses, proof: `- "${doses}"`, question: 'How did the steroid dose change?' };
    check(contradictsProof, { ...asked, answer: 'It rose from 2 mg to ⟦8 mg⟧ daily.' });
    checkGood(contradictsProof, { ...asked, answer: 'It fell from 8 mg to 2 mg daily.' });
  });

  it('reports what the proof forbids, in an answer or by a yes', () => {
    const stated = 'Everolimus must not be combined with strong CYP3A4 inhibitors such as ketoconazole.';
    const proof = `- "${stated}"`;
    const asked = { context: stated, proof, question: 'May everolimus be combined with ketoconazole?' };
    check(contradictsProof, { ...asked, answer: '⟦Yes⟧.' }, /denies/);
    check(contradictsProof, { ...asked, answer: '⟦Everolimus may be combined with ketoconazole.⟧' });
    checkGood(
      contradictsProof,
      { ...asked, answer: 'No, it must not.' },
      { ...asked, answer: 'Everolimus may be combined with ONC201.' },
      {
        context: 'Steroids should not be stopped unless the oedema has gone.',
        proof: '- "Steroids should not be stopped unless the oedema has gone."',
        answer: 'Once the oedema has gone, steroids may be stopped.',
      },
    );
  });

  it('takes what turns twice, compares from the other end, or negates something else', () => {
    const agrees = (stated: string, answer: string): void => {
      checkGood(contradictsProof, { context: stated, proof: `- "${stated}"`, answer });
    };
    agrees('Patients older than 21 years were excluded.', 'Patients younger than 21 years were included.');
    agrees(
      'Survival was longer with ONC201 than with placebo.',
      'Survival was shorter with placebo than with ONC201.',
    );
    agrees('Bevacizumab, but not panobinostat, reduced steroid use.', 'Bevacizumab reduced steroid use.');
    agrees(
      'TP53 mutations were associated with radioresistance, whereas PPM1D mutations were not.',
      'TP53 mutations were associated with radioresistance.',
    );
    agrees(
      'Treatment was resumed when platelets rose above the limit.',
      'With platelets below the limit, treatment was stopped.',
    );
    agrees('The left pons and the right pons were involved.', 'The left pons was involved.');
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

  const ARMS =
    'Median survival was 14.2 months with ONC201 plus radiotherapy and 10.6 months with radiotherapy alone.';
  const DOSES =
    'The protocol gives panobinostat 16 mg/m² weekly, everolimus 4.5 mg/m² daily and ONC201 625 mg weekly.';
  const PATIENTS = 'Patient 1 survived for 8 months and patient 2 for 19 months.';
  const quoting = (stated: string, answer: string) => ({
    context: `The trial was small. ${stated} Steroids were tapered.`,
    proof: `- "${stated}"`,
    think: 'The context says so.',
    answer,
  });

  it('reports values that are exchanged between the things the source ties them to', () => {
    const exchanged: readonly (readonly [string, string])[] = [
      [ARMS, 'ONC201 plus radiotherapy: ⟦10.6 months⟧; radiotherapy alone: 14.2 months.'],
      [ARMS, '⟦10.6 months⟧ with ONC201, versus 14.2 months with radiotherapy alone.'],
      [ARMS, '10.6 months with the combination versus ⟦14.2 months⟧ with radiotherapy alone.'],
      [DOSES, '- Panobinostat: ⟦4.5 mg/m²⟧\n- Everolimus: 16 mg/m²'],
      [DOSES, 'Everolimus is given at ⟦16 mg/m²⟧ daily.'],
      [PATIENTS, 'Survival was ⟦8 months⟧ in patient 2 and 19 months in patient 1.'],
      [PATIENTS, 'Patient 2 survived for ⟦8 months⟧.'],
      [
        'Grade 3 fatigue occurred in 12% of children given ONC201 and in 5% of controls.',
        'Fatigue of grade 3 was seen in ⟦12%⟧ of controls and 5% of those on ONC201.',
      ],
      ['Haemoglobin fell from 12.4 g/dL to 9.8 g/dL.', 'Haemoglobin fell from ⟦9.8 g/dL⟧ to 12.4 g/dL.'],
      ['The dose was 8 mg before and 2 mg after surgery.', '⟦2 mg⟧ before and 8 mg after surgery.'],
      [
        'Five children stopped early: three because of progression and two because of toxicity.',
        'Progression (⟦2 children⟧) and toxicity (3 children).',
      ],
    ];
    for (const [stated, answer] of exchanged)
      check(contradictsProof, quoting(stated, answer), /context says/);
    check(
      contradictsProof,
      quoting(
        'The TARN trial of ONC201 reported 14.5 months.',
        'TARN reported ⟦14.5 months⟧ with panobinostat.',
      ),
      /of another medicine only/,
    );
  });

  it('takes values that stand with their own things, in whatever order and words', () => {
    const right: readonly (readonly [string, string])[] = [
      [ARMS, 'Compared with radiotherapy alone (10.6 months), ONC201 plus radiotherapy gave 14.2 months.'],
      [ARMS, 'Median survival: 10.6 versus 14.2 months.'],
      [
        'Grade 3 fatigue occurred in 12% of children given ONC201 and in 5% of controls.',
        'Fatigue of grade 3 was seen in 5% of controls and 12% of those on ONC201.',
      ],
      [ARMS, 'It rose from 10.6 months (radiotherapy alone) to 14.2 months (dordaviprone).'],
      [ARMS, 'The 14.2 months with ONC201 exceeded the 10.6 months of radiotherapy alone.'],
      [ARMS, 'It was 10.6 months without ONC201, and with radiotherapy plus ONC201 14.2 months.'],
      [
        'Median survival was 11.2 months in the ONC201 arm and 9.4 months in the control arm.',
        'Without ONC201, median survival was 9.4 months; adding it gave 11.2 months.',
      ],
      [DOSES, '4.5 mg/m² of everolimus, 625 mg of ONC201 and 16 mg/m² of panobinostat.'],
      [PATIENTS, 'Patient 2 lived 11 months longer than patient 1, 19 against 8 months.'],
      [PATIENTS, 'Patient 2 did not survive for 8 months but for 19 months.'],
    ];
    for (const [stated, answer] of right) checkGood(contradictsProof, quoting(stated, answer));
    checkGood(contradictsProof, {
      ...quoting(DOSES, 'With everolimus it is 16 mg/m².'),
      question: 'What is the dose of panobinostat when everolimus is given too?',
    });
  });

  const RADIOTHERAPY = 'Prior radiotherapy was completed at least 2 and up to 14 weeks before enrolment.';
  const PLATELETS = 'If the platelet count falls below 50 × 10⁹/L, panobinostat is withheld.';

  it('reports opposites of short statements, under the same condition, and a yes to what is denied', () => {
    const turned: readonly (readonly [string, string])[] = [
      ['MGMT promoter methylation was absent in both.', '⟦MGMT promoter methylation was present in both.⟧'],
      ['The patient denied diplopia.', '⟦The patient reported diplopia.⟧'],
      ['There was no evidence of spread on any scan.', '⟦Spread was seen on the scan.⟧'],
      [
        'If the platelet count falls, panobinostat is withheld.',
        '⟦Panobinostat is continued if the platelet count falls.⟧',
      ],
    ];
    for (const [stated, answer] of turned) check(contradictsProof, quoting(stated, answer), /opposite/);
    const asked = { ...quoting('None had hepatotoxicity.', '⟦Yes⟧.'), question: 'Was there hepatotoxicity?' };
    check(contradictsProof, asked, /denies what the question asks/);
    checkGood(
      contradictsProof,
      { ...asked, answer: 'No.' },
      { ...asked, answer: 'Yes, the report says that there was none.' },
      { ...asked, question: 'Was there hepatotoxicity or not?', answer: 'Yes.' },
      quoting('The patient denied diplopia.', 'The patient had no diplopia.'),
      quoting('It is withheld when platelets fall.', 'It is continued when platelets rise.'),
    );
  });

  it('takes a bound that is said of nothing else for the only one that is quoted', () => {
    const stated = 'Dexamethasone is tapered over at least 14 days.';
    const proof = `- "${stated}"\n- "Panobinostat is withheld below 50 Gy."`;
    const texts = { context: `${stated} Panobinostat is withheld below 50 Gy.`, proof };
    check(contradictsProof, { ...texts, answer: 'Over ⟦at most 14 days⟧.' });
    check(contradictsProof, { ...texts, answer: 'Panobinostat is withheld if it ⟦exceeds 50 Gy⟧.' });
    checkGood(contradictsProof, { ...texts, answer: 'The rash was gone in less than 14 days.' });
  });

  it('reports bounds that have become others', () => {
    check(
      contradictsProof,
      quoting(RADIOTHERAPY, '⟦More than 2⟧ and ⟦about 14 weeks⟧ before enrolment.'),
      /at least 2 where the answer says More than 2/,
      /up to 14 weeks where the answer says about 14 weeks/,
    );
    check(
      contradictsProof,
      quoting(PLATELETS, 'Panobinostat is withheld when the platelet count is ⟦above 50 × 10⁹/L⟧.'),
    );
    check(contradictsProof, quoting('Bilirubin stayed ≤ 1.2 mg/dL.', 'Bilirubin stayed ⟦≥ 1.2 mg/dL⟧.'));
  });

  it('takes the same bound in other words, its other side, and what is measured against it', () => {
    const right: readonly (readonly [string, string])[] = [
      [RADIOTHERAPY, 'No less than 2 weeks and at most 14 weeks before enrolment.'],
      [RADIOTHERAPY, 'Between 2 and 14 weeks before enrolment.'],
      [PLATELETS, 'With less than 50 × 10⁹/L panobinostat is withheld; above 50 × 10⁹/L it may go on.'],
      [`${PLATELETS} The count was 60 × 10⁹/L.`, 'The platelet count is above 50 × 10⁹/L.'],
      ['The platelet count must be at least 50 × 10⁹/L.', 'It must not be below 50 × 10⁹/L.'],
      ['The drug was tapered over at least 14 days.', 'The drug was tapered over 14 days.'],
    ];
    for (const [stated, answer] of right) checkGood(contradictsProof, quoting(stated, answer));
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
    check(leaksReasoning, { answer: '⟦Okay, so⟧ the context says 15 mg.' });
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

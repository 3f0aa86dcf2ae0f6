import { contradictsProof } from '../../../core/rules/answer/contradicts-proof';
import { check, checkGood, type Parts } from '../ruleCases';

const saying = (context: string, answer: string): Parts => ({
  context,
  question: 'What does the context say?',
  think: 'The context says so.',
  proof: `- "${context.slice(0, context.search(/[.\n]/))}"`,
  answer,
});

const reports = (said: readonly (readonly [context: string, answer: string])[], message: RegExp): void => {
  for (const [context, answer] of said) check(contradictsProof, saying(context, answer), message);
};

const takes = (context: string, ...answers: readonly string[]): void => {
  for (const answer of answers) checkGood(contradictsProof, saying(context, answer));
};

describe('answer/contradicts-proof, of whom', () => {
  const REPORTS =
    'Report A (biopsy, 14 February): Pontine glioma. Sequencing shows H3 K27M.\n\nReport B (biopsy, 2 March): Thalamic glioma. A BRAF V600E mutation was found.';
  const PATIENTS =
    'Patient 1, a 6-year-old girl, has an ACVR1 R206H mutation and takes dexamethasone. Patient 2, a 9-year-old boy, has a PPM1D mutation.';
  const TABLE =
    'Patients:\n| Patient | Age | H3 status | ACVR1 |\n|---|---|---|---|\n| P01 | 5 years | H3.1 K27M | mutated |\n| P02 | 8 years | H3.3 K27M | wild-type |';

  it('reports what the context says of another patient, report or arm only', () => {
    reports(
      [
        [REPORTS, 'Report B shows ⟦H3 K27M⟧.'],
        [REPORTS, '⟦H3K27M⟧ was found in Report B.'],
        [PATIENTS, 'Patient 2 has the ⟦ACVR1⟧ R206H mutation.'],
        [PATIENTS, 'Patient 2 is ⟦6 years⟧ old and takes ⟦dexamethasone⟧.'],
        ['Arms A and B differ. Arm A had ONC201. Arm B had dasatinib.', 'Arm B was given ⟦ONC201⟧.'],
        [TABLE, 'P02 has ⟦H3.1 K27M⟧.'],
        [TABLE, 'P01 is ⟦8 years⟧ old.'],
      ],
      /^The context says .* of (?:report A|patient 1|arm A|P0[12]), not of (?:report B|patient 2|arm B|P0[12])\.$/,
    );
  });

  it('takes what the context says of them, or may say', () => {
    takes(
      REPORTS,
      'Report A shows H3 K27M and Report B BRAF V600E.',
      'H3 K27M is in Report A only. Unlike Report A, Report B has BRAF V600E.',
      'Report B does not show H3 K27M.',
    );
    takes(
      PATIENTS,
      'Not patient 2 but patient 1 has ACVR1 R206H.',
      'Patient 1 is 6 years old; patient 2, at 9 years, is 3 years older.',
    );
    takes(TABLE, 'P01 (5 years) has H3.1 K27M; P02 has H3 K27M too, and is 8 years old.');
    takes(
      'Patient 1 is a girl and patient 2 a boy. The girl has H3 K27M. Patients 1 and 3 have TP53 mutations. Each was given ONC201.',
      'Patient 1 has H3 K27M.',
      'Patient 3 has a TP53 mutation.',
      'Patient 2 was given ONC201.',
    );
    takes('Patient 1: H3.3 K27M\nPatient 2: H3.1 K27M\nTreatment: ONC201.', 'Patient 1 was given ONC201.');
    takes(
      'Patient 1 had ACVR1 G328V and patient 2 TP53 R273H and PPM1D mutations, respectively.',
      'Patient 1 had PPM1D.',
    );
  });
});

describe('answer/contradicts-proof, whether', () => {
  const LIST =
    'MGMT promoter: unmethylated\nACVR1: wild-type\nPDGFRA: amplified\nATRX: nuclear expression lost';
  const IMAGING =
    'There is no contrast enhancement. Mild hydrocephalus is present, but no haemorrhage, oedema, or midline shift.';

  it('reports a status that the context has otherwise', () => {
    reports(
      [
        [LIST, 'The ⟦MGMT promoter is methylated⟧ and PDGFRA amplified.'],
        [LIST, '⟦ACVR1 is mutated⟧.'],
        [LIST, 'The ⟦PDGFRA gene is not amplified⟧.'],
        [LIST, '⟦ATRX expression is retained⟧.'],
        ['MGMT promoter methylation is absent here.', 'The ⟦MGMT promoter is methylated⟧ in this tumour.'],
        [IMAGING, 'The lesion ⟦enhances⟧.'],
        [IMAGING, 'There is no ⟦hydrocephalus⟧.'],
        [IMAGING, '⟦Haemorrhage⟧ was seen.'],
        [
          'Report A: TP53 mutated, ACVR1 wild-type.\nReport B: TP53 wild-type.',
          'In Report B, ⟦TP53 is mutated⟧; ⟦ACVR1 is mutated⟧ in Report A.',
        ],
      ],
      /^The context says the opposite: "/,
    );
  });

  it('takes the same status in other words, and what is said with a condition, of some, or both ways', () => {
    takes(
      LIST,
      'MGMT lacks promoter methylation, there is no ACVR1 mutation, and PDGFRA amplification is present.',
      'ACVR1 is not mutated; ATRX is lost.',
      'If ACVR1 were mutated, vandetanib would be an option.',
      'PDGFRA, not EGFR, is amplified.',
      'The PDGFRA amplification does not affect the dose, and PDGFRA amplification had no effect on survival.',
    );
    takes(
      IMAGING,
      'It does not enhance. Hydrocephalus: mild. Haemorrhage and midline shift are absent.',
      'The T2 signal is high on non-contrast images, and haemorrhage was excluded.',
    );
    takes('ACVR1 is mutated in 25% of DIPG.', 'ACVR1 is wild-type in most DIPG.', 'ACVR1 is wild-type.');
    takes(
      'MGMT was unmethylated at diagnosis. At relapse MGMT promoter methylation was found.',
      'The MGMT promoter was methylated at relapse.',
    );
    takes('There was no significant enhancement.', 'Enhancement was minimal.', 'There was some enhancement.');
  });
});

describe('answer/contradicts-proof, where and when', () => {
  const LABS =
    'Values:\n| Test | Day 1 | Day 8 | Day 15 |\n|---|---|---|---|\n| Haemoglobin (g/dL) | 11.8 | 10.9 | 9.7 |\n| Platelets (x10^9/L) | 212 | 148 | 96 |\n| Potassium (mmol/L) | 4.2 | 3.9 | 3.4 |';
  const ARMS =
    'Outcome\nArm\tChildren\tMedian OS\tMedian PFS\nPanobinostat plus radiotherapy\t24\t11.3 months\t6.1 months\nRadiotherapy alone\t26\t9.1 months\t4.7 months';
  const LEVELS =
    'Levels:\n| Dose level | Dose | Patients |\n|---|---|---|\n| 1 | 250 mg | 3 |\n| 2 | 375 mg | 6 |';
  const DATES =
    'The MRI was done on 3 May 2024. Biopsy followed on 9 May 2024. Radiotherapy began on 27 May 2024 and ended on 8 July 2024.';

  it('reports values of another row or column', () => {
    reports(
      [
        [LABS, 'Potassium on day 15 was ⟦9.7 mmol/L⟧.'],
        [LABS, 'On day 15 the haemoglobin was ⟦10.9 g/dL⟧.'],
        [LABS, 'Haemoglobin fell from 11.8 g/dL on day 1 to ⟦9.7 g/dL⟧ on day 8.'],
        [LABS, 'Platelets were ⟦148⟧ x10^9/L on day 15.'],
        [ARMS, 'With panobinostat, median PFS was ⟦4.7 months⟧.'],
        [ARMS, 'Median OS with panobinostat was ⟦6.1 months⟧.'],
        [LEVELS, 'Dose level 1 was ⟦375 mg⟧.'],
        ['Values:\nSodium: 138 mmol/L\nPotassium: 3.4 mmol/L', 'Potassium was ⟦138 mmol/L⟧.'],
      ],
      /^The context gives .* for .*; for .* it says/,
    );
  });

  it('takes values of the named row and column, computed ones and those that name neither', () => {
    takes(
      LABS,
      'On day 15 platelets had fallen from 212 to 96 x10^9/L.',
      'Day 15: platelets 96, haemoglobin 9.7 g/dL, potassium 3.4 mmol/L.',
      'Potassium fell by 0.8 mmol/L to 3.4 mmol/L; haemoglobin on day 1 was 11.8 g/dL.',
    );
    takes(
      ARMS,
      'Panobinostat gave 11.3 months; controls reached 9.1 months.',
      'PFS was 6.1 months with panobinostat and 4.7 months without it.',
    );
    takes(LEVELS, 'Dose level 2 was 375 mg, that is 125 mg more than level 1 (250 mg).');
  });

  it('reports dates of another event', () => {
    reports(
      [
        [DATES, 'Biopsy was done on ⟦3 May 2024⟧.'],
        [DATES, 'Biopsy was on ⟦3 May⟧ and the MRI on 9 May 2024.'],
        [DATES, 'Radiotherapy began on ⟦8 July 2024⟧ and ended on 27 May 2024.'],
        [DATES, 'The radiotherapy began on ⟦May 9, 2024⟧.'],
        ['She was diagnosed in March 2021. Relapse was in June 2022.', 'Relapse: ⟦March 2021⟧.'],
      ],
      /^The context says .* where the answer says/,
    );
  });

  it('takes dates of the same event in other words and forms', () => {
    takes(
      DATES,
      'Biopsy: 2024-05-09, six days after the MRI (May 3). Irradiation: 27 May to 8 July 2024.',
      'Radiotherapy ended on 8 July 2024.',
    );
    takes(
      'On 27 May 2024 she was admitted. RT was started the same day. MRI on 9 May 2024.',
      'Radiotherapy was started on 27 May 2024.',
    );
    takes(
      'Children under 5 may get 2 mg. MRI on 3 May. Surgery on 9 May.',
      'Surgery was on 9 May; children under 5 may get 2 mg.',
    );
  });
});

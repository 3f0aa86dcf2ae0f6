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

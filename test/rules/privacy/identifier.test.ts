import assert from 'node:assert/strict';
import { identifier } from '../../../core/rules/privacy/identifier';
import { applied, check, checkGood, contentsOf, recordOf } from '../ruleCases';

describe('privacy/identifier', () => {
  it('reports what identifies a person', () => {
    check(identifier, { context: 'Write to ⟦anna.berg+x@clinic.example.org⟧.' }, /e-mail/);
    check(identifier, { context: 'SSN ⟦123-45-6789⟧.' }, /social security/);
    check(
      identifier,
      { context: 'Call ⟦(555) 234-5678⟧ or ⟦555-234-5678⟧ or ⟦+44 20 7946 0958⟧.' },
      /telephone/,
    );
    check(identifier, { answer: 'Tel: ⟦020 7946 0958⟧' }, /telephone/);
    check(
      identifier,
      { context: 'The child (MRN ⟦00482913⟧) and patient ID: ⟦A-448291⟧.' },
      /medical record/,
    );
    check(
      identifier,
      { context: 'Born ⟦14 March 2017⟧; DOB: ⟦03/14/2017⟧; date of birth was ⟦2017-03-14⟧.' },
      /birth/,
    );
    check(identifier, { context: 'She was born on ⟦March 14, 2017⟧.' });
    check(identifier, { context: 'Das Kind, geboren am ⟦14.03.2017⟧, kam früh.' });
  });

  it('removes it when asked', () => {
    const { source } = recordOf({ context: 'Write to a@b.org now.' });
    const [finding] = check(identifier, { context: 'Write to ⟦a@b.org⟧ now.' });
    assert.match(contentsOf(applied(source, finding?.fixes?.[0]))[0] ?? '', /Write to \[removed\] now\./);
  });

  it('leaves numbers of medicine and research alone', () => {
    checkGood(
      identifier,
      {
        context:
          'NCT04567890 and ISRCTN12345678, EudraCT 2019-001234-12, grant R01-CA-123456, platelets 110,000/µL, 625 mg/m², ' +
          '95% CI 4.6-5.9, days 1-5, 54 Gy in 30 fractions, p = 0.0421, 2023-2024, ORCID 0000-0002-1825-0097, ' +
          'c.818G>A, CYP3A4*22, ratio 1.5 - 2000, tel aviv 12, call 5 patients, the patient number was 22, 10-20-2000 mg.',
      },
      { context: 'Born at 38 weeks. The trial began on 14 March 2017. Children born after 2010 took part.' },
      { metadata: '{"id":"a","timestamp":"2025-12-04T00:32:50.112371","contact":"a@b.org"}' },
    );
  });
});

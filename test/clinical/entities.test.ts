import assert from 'node:assert/strict';
import { DRUGS } from '../../core/clinical/drugs';
import { EntityText, findEntities } from '../../core/clinical/entities';
import { MARKERS } from '../../core/clinical/markers';

const names = (text: string): string[] => findEntities(text).map(({ text: written }) => written);

describe('the lexicon', () => {
  it('has every name once', () => {
    const spellings = DRUGS.flat().map((name) => name.replace(/[\s-]/g, ''));
    const twice = spellings.filter((name, i) => spellings.indexOf(name) !== i);
    assert.deepEqual(
      twice.filter((name) => name !== 'onc201' && name !== 'onc206'),
      [],
    );
    assert.ok(DRUGS.length >= 60);
    assert.ok(DRUGS.flat().every((name) => name === name.toLowerCase()));
  });

  it('is found, every name of it, in running text', () => {
    for (const name of DRUGS.flat()) {
      assert.equal(findEntities(`Then ${name}, 20 mg.`)[0]?.kind, 'drug', name);
      assert.equal(findEntities(`${name.toUpperCase()} 20 mg`)[0]?.kind, 'drug', name);
    }
    for (const name of MARKERS.flat())
      assert.equal(findEntities(`The ${name} status`)[0]?.kind, 'marker', name);
  });
});

describe('findEntities', () => {
  it('reads codes with and without joints, and unlisted names by their ending', () => {
    assert.deepEqual(names('ONC 201, ONC‑201 and onc201-based; novotinib, zelirasib.'), [
      'ONC 201',
      'ONC‑201',
      'onc201',
      'novotinib',
      'zelirasib',
    ]);
  });

  it('sees no names in other words', () => {
    assert.deepEqual(
      names('The kit met the aim; atm. of 54 Gy, WHO grade IV, MRI T2, DIPG, week 12, retinib.'),
      ['retinib'],
    );
  });

  it('knows what has several names', () => {
    const text = new EntityText('Dordaviprone for H3K27M tumours with BRAFV600E.');
    const [drug, marker, change] = findEntities('ONC201 H3 K27M V600E');
    for (const entity of [drug, marker, change]) assert.ok(entity && text.has(entity), entity?.text);
    const [other] = findEntities('panobinostat');
    assert.ok(other && !text.has(other));
  });
});

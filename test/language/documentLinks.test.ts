import assert from 'node:assert/strict';
import { findDocumentLinks } from '../../core/language/documentLinks';
import { FORMATS, marked, textOf } from './marked';

for (const { format, write } of FORMATS) {
  describe(`links in ${format}`, () => {
    const links = (context: string): [string, string][] => {
      const source = marked(format, write({ context }));
      return findDocumentLinks(source.view).map(({ range, target }) => [textOf(source, range), target]);
    };

    it('lead from trials, DOIs and addresses to their pages', () => {
      assert.deepEqual(
        links('Trial\nNCT03416530, see (https://example.org/a_(b)?q=1&r=2). And doi:10.1000/xyz-1.'),
        [
          ['NCT03416530', 'https://clinicaltrials.gov/study/NCT03416530'],
          ['https://example.org/a_(b)?q=1&r=2', 'https://example.org/a_(b)?q=1&r=2'],
          ['10.1000/xyz-1', 'https://doi.org/10.1000/xyz-1'],
        ],
      );
    });

    it('take a DOI inside an address for a part of it', () => {
      assert.deepEqual(links('https://doi.org/10.1000/182'), [
        ['https://doi.org/10.1000/182', 'https://doi.org/10.1000/182'],
      ]);
    });

    it('encode what an address may not hold', () => {
      assert.deepEqual(links('https://example.org/größe')[0]?.[1], 'https://example.org/gr%C3%B6%C3%9Fe');
    });

    it('are not seen in numbers that only look alike', () => {
      assert.deepEqual(links('NCT123, XNCT03416530, NCT034165301, 10.5 mg/m², http:// and 110.1000/5'), []);
    });

    it('stop at a quotation mark', () => {
      assert.deepEqual(links('the "https://example.org/x" page')[0]?.[0], 'https://example.org/x');
    });
  });
}

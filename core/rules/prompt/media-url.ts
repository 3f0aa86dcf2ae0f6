import { callsOf, simpleName } from '../../prompt/tree';
import type { Rule } from '../rule';

export const mediaUrl: Rule = {
  id: 'prompt/media-url',
  summary: 'Media without an address',
  severity: 'error',
  fix: 'suggestion',
  docs: {
    what: '`{{media}}` without `url`, or with an address that has a space in it.',
    why: 'The library writes the word "undefined" for the address, or cuts it at the space.',
    bad: '{{media url="https://example.org/a scan.png"}}',
    good: '{{media url="https://example.org/a%20scan.png"}}',
    misses: 'Addresses that come from a variable.',
  },
  template({ file: { tree } }, report) {
    for (const { call, span } of callsOf(tree.body)) {
      if (simpleName(call.callee) !== 'media') continue;
      const url = call.hash.find(({ key }) => key.name === 'url')?.value;
      if (!url) {
        const [given] = call.params;
        const place = given && { start: given.span.start, end: given.span.start };
        report({
          message: 'The address is missing: write {{media url=…}}.',
          span,
          fixes: place
            ? [
                {
                  kind: 'suggestion',
                  title: 'Write url= before it',
                  edits: [{ span: place, newText: 'url=' }],
                },
              ]
            : [],
        });
      } else if (url.kind === 'string' && /\s/.test(String(url.value))) {
        const newText = `"${String(url.value).trim().replace(/\s/g, '%20')}"`;
        report({
          message: 'The library cuts an address at its first space.',
          span: url.span,
          fixes: [{ kind: 'suggestion', title: `Write ${newText}`, edits: [{ span: url.span, newText }] }],
        });
      }
    }
  },
};

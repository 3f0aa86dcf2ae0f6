import assert from 'node:assert/strict';
import { findCompletions } from '../../core/language/completion';
import type { Completion } from '../../core/language/completionItem';
import { FORMATS, type Marked, marked, type Parts, textOf, vignetteOf } from './marked';

const SNIPPETS = { snippets: true };

function complete(source: Marked, options = SNIPPETS): Completion[] {
  return findCompletions(source.view, source.cursor, options).toSorted((a, b) =>
    a.sortText < b.sortText ? -1 : 1,
  );
}

function labels(source: Marked): string[] {
  return complete(source).map(({ label }) => label);
}

/** The text after a completion; a snippet's last place shows as `‸`. */
function accept(source: Marked, label: string): string {
  const item = complete(source).find((candidate) => candidate.label === label);
  assert.ok(item, `${label} is offered, among ${labels(source)}`);
  const { lines } = source.view;
  const { start, end } = item.range;
  assert.equal(start.line, end.line);
  const line = lines[start.line] as string;
  const text = item.snippet
    ? item.newText.replace(/\\(.)|\$0/gs, (whole, char: string | undefined) =>
        whole === '$0' ? '‸' : (char ?? ''),
      )
    : item.newText;
  return [
    ...lines.slice(0, start.line),
    line.slice(0, start.character) + text + line.slice(end.character),
    ...lines.slice(start.line + 1),
  ].join('');
}

describe('completion of tags in vignette', () => {
  const open = (text: string): Marked => marked('vignette', text);

  it('offers what is missing, next first', () => {
    assert.deepEqual(labels(open('---\nid: a\n---\n<‸\n')), [
      '<context>',
      '<question>',
      '<think>',
      '<proof>',
      '<answer>',
    ]);
    assert.deepEqual(labels(open('<context>\na\n</context>\n\n<question>\nb\n</question>\n\n<‸\n')), [
      '<think>',
      '<proof>',
      '<answer>',
    ]);
    assert.deepEqual(labels(open('<question>\nb\n</question>\n\n<th‸\n\n<answer>\nc\n</answer>\n')), [
      '<think>',
      '<proof>',
      '<context>',
    ]);
  });

  it('writes the closing tag too', () => {
    const source = open('<context>\na\n</context>\n\n<qu‸\n');
    assert.equal(accept(source, '<question>'), '<context>\na\n</context>\n\n<question>\n‸\n</question>\n');
  });

  it('starts a proof with its first quote', () => {
    assert.equal(
      accept(open('<think>\na\n</think>\n\n<p‸'), '<proof>'),
      '<think>\na\n</think>\n\n<proof>\n- "‸"\n</proof>',
    );
  });

  it('leaves a closing tag that is there', () => {
    assert.equal(accept(open('<thi‸nk>\nwords\n</think>\n'), '<think>'), '<think>\nwords\n</think>\n');
  });

  it('closes what is open', () => {
    const source = open('<context>\nwords\n</‸\n');
    assert.equal(complete(source)[0]?.label, '</context>');
    assert.equal(accept(source, '</context>'), '<context>\nwords\n</context>\n');
  });

  it('offers nothing in the middle of a block, of a line, or in metadata', () => {
    assert.deepEqual(labels(open('<context>\n<‸\n</context>\n')), []);
    assert.deepEqual(labels(open('<context>\na\n</context>\n\ncount <‸50\n')), []);
    assert.deepEqual(labels(open('---\n<‸\n---\n')), []);
  });

  it('knows whose message it is in', () => {
    const wrapped = '<system>\nBe brief.\n</system>\n\n<user>\n<‸\n</user>\n\n<assistant>\nx\n</assistant>\n';
    assert.deepEqual(labels(open(wrapped)), ['<context>', '<question>']);
  });

  it('writes plain text for an editor without snippets', () => {
    const items = complete(open('<‸\n'), { snippets: false });
    assert.ok(items.every(({ snippet, newText, label }) => !snippet && newText === label));
  });
});

describe('completion of tags in jsonl', () => {
  const open = (user: string, assistant: string): Marked =>
    marked(
      'jsonl',
      JSON.stringify({
        messages: [
          { role: 'user', content: user },
          { role: 'assistant', content: assistant },
        ],
      }),
    );

  it('offers the tags of the role, escaped', () => {
    const source = open('<context>\na\n</context>\n\n<‸', '');
    assert.deepEqual(labels(source), ['<question>']);
    const { content } = JSON.parse(accept(source, '<question>')).messages[0];
    assert.equal(content, '<context>\na\n</context>\n\n<question>\n‸\n</question>');
    assert.deepEqual(labels(open('', '<think>\nso\n</think>\n\n<‸')), ['<proof>', '<answer>']);
  });

  it('keeps the first quote of a proof escaped', () => {
    const source = open('', '<think>\nso\n</think>\n\n<pro‸');
    const { content } = JSON.parse(accept(source, '<proof>')).messages[1];
    assert.equal(content, '<think>\nso\n</think>\n\n<proof>\n- "‸"\n</proof>');
  });

  it('closes what is open', () => {
    assert.equal(labels(open('', '<think>\nso\n<‸'))[0], '</think>');
  });
});

for (const { format, write } of FORMATS) {
  const open = (parts: Parts): Marked => marked(format, write(parts));
  const assistant = (text: string): string =>
    format === 'jsonl' ? JSON.parse(text).messages[1].content : text.slice(text.indexOf('<think>'));

  describe(`completion inside proof in ${format}`, () => {
    const context =
      'Twelve children enrolled. The dose was 1.5 mg/m² "flat", e.g. once weekly. Scans were stable. Dr. Li left.';

    it('offers the sentences of the context, the answer’s numbers first and quoted ones last', () => {
      const source = open({
        context,
        think: 'The dose is stated.',
        proof: '- "Scans were stable."\n- "‸"',
        answer: 'The dose was 1.5 mg/m².',
      });
      const list = labels(source);
      assert.equal(list[0], 'The dose was 1.5 mg/m² "flat", e.g. once weekly.');
      assert.equal(list.at(-1), 'Scans were stable.');
      assert.equal(list.length, 4);
      assert.deepEqual(
        complete(source)
          .map(({ detail }) => detail)
          .at(-1),
        'quoted',
      );
    });

    for (const [what, before, after] of [
      ['on an empty line', '‸', '- "Dr. Li left."'],
      ['after a dash', '-‸', '- "Dr. Li left."'],
      ['after a bullet', '- ‸', '- "Dr. Li left."'],
      ['after typed words', '- Li‸', '- "Dr. Li left."'],
      ['inside quotation marks', '- "‸"', '- "Dr. Li left."'],
      ['after an open mark', '- "Dr‸', '- "Dr. Li left."'],
      ['inside a quote, all of it', '- "Dr‸ old words"', '- "Dr. Li left."'],
      ['after typographic marks', '- “‸”', '- “Dr. Li left.”'],
      [
        'as the quotes before',
        '"Twelve children enrolled."\n‸',
        '"Twelve children enrolled."\n"Dr. Li left."',
      ],
    ] as const) {
      it(`completes ${what}`, () => {
        const source = open({ context, proof: before });
        const accepted = accept(source, 'Dr. Li left.');
        assert.ok(assistant(accepted).includes(`<proof>\n${after}\n</proof>`), accepted);
      });
    }

    it('escapes what JSON must', () => {
      const source = open({ context, proof: '- "‸"' });
      const accepted = accept(source, 'The dose was 1.5 mg/m² "flat", e.g. once weekly.');
      assert.ok(
        assistant(accepted).includes('- "The dose was 1.5 mg/m² "flat", e.g. once weekly."\n</proof>'),
      );
    });

    it('inserts a folded sentence as the context has it', () => {
      const source = open({ context: 'The dose\nwas low. It rose.', proof: '- "‸"' });
      assert.ok(assistant(accept(source, 'The dose was low.')).includes('- "The dose\nwas low."\n'));
    });

    it('filters by what is typed after the mark', () => {
      const source = open({ context, proof: '- "Scans w‸' });
      const [item] = complete(source);
      assert.ok(item);
      assert.equal(textOf(source, item.range), 'Scans w');
      assert.ok(complete(source).every(({ filterText, label }) => filterText === label));
    });

    it('offers nothing after a finished quote, and nothing outside the proof', () => {
      assert.deepEqual(labels(open({ context, proof: '- "Scans were stable." ‸' })), []);
      assert.deepEqual(labels(open({ context, think: '- "‸' })), []);
      assert.deepEqual(labels(open({ context: '‸' })), []);
    });

    it('is nothing after a slash that closes no tag', () => {
      const { view, cursor } = open({ context, proof: '- "Scans/‸' });
      assert.deepEqual(findCompletions(view, cursor, SNIPPETS, '/'), []);
    });
  });

  describe(`completion of the archetype in ${format}`, () => {
    it('offers the known ones', () => {
      for (const typed of ['‸', 'ha‸', 'reasoning‸']) {
        if (format === 'vignette' && typed === '‸') continue;
        const source = open({ type: typed });
        assert.deepEqual(labels(source), ['reasoning', 'refusal', 'haystack', 'anti_knowledge', 'general']);
        assert.equal(accept(source, 'haystack'), write({ type: 'haystack' }));
      }
    });
  });
}

describe('completion of metadata', () => {
  it('offers keys that a sample lacks', () => {
    const source = marked('vignette', '---\nid: a\nty‸\n---\n<context>\n</context>\n');
    assert.deepEqual(labels(source), ['type', 'source', 'timestamp', 'provenance', 'review', 'lint']);
    assert.equal(accept(source, 'type'), '---\nid: a\ntype: ‸\n---\n<context>\n</context>\n');
  });

  it('offers archetypes right after the colon', () => {
    const source = marked('vignette', '---\ntype:‸\n---\n');
    assert.equal(accept(source, 'refusal'), '---\ntype: refusal\n---\n');
  });

  it('works in metadata that nothing closes yet', () => {
    assert.ok(labels(marked('vignette', '---\n‸')).includes('type'));
    assert.deepEqual(
      labels(marked('vignette', '---\ntype: h‸')),
      labels(marked('vignette', '---\ntype: ‸\n---\n')),
    );
  });

  it('offers keys of JSON, without those that are there', () => {
    const source = marked('jsonl', '{"messages":[],"metadata":{"id":"a",‸}}');
    assert.deepEqual(labels(source), ['type', 'source', 'timestamp', 'provenance', 'review', 'lint']);
    assert.equal(accept(source, 'type'), '{"messages":[],"metadata":{"id":"a","type":"‸"}}');
    assert.equal(
      accept(marked('jsonl', '{"messages":[],"metadata":{"‸"}}'), 'lint'),
      '{"messages":[],"metadata":{"lint":{"ignore":["‸"]}}}',
    );
  });

  it('replaces a key that has a value', () => {
    const source = marked('jsonl', '{"metadata":{"ty‸":"x"}}');
    assert.equal(accept(source, 'type'), '{"metadata":{"type":"x"}}');
  });

  it('offers archetypes, roles and rules as values', () => {
    assert.equal(
      accept(marked('jsonl', '{"metadata":{"type":‸}}'), 'general'),
      '{"metadata":{"type":"general"}}',
    );
    assert.deepEqual(labels(marked('jsonl', '{"messages":[{"role":"‸"}]}')), ['system', 'user', 'assistant']);
    assert.ok(labels(marked('jsonl', '{"metadata":{"lint":{"ignore":["‸"]}}}')).includes('tags/order'));
  });

  it('offers nothing in the text of a sample', () => {
    assert.deepEqual(labels(marked('vignette', vignetteOf({ think: 'ty‸' }))), []);
  });
});

describe('completion of rules to ignore', () => {
  const sample = (metadata: string): Marked =>
    marked('vignette', `---\n${metadata}\n---\n<answer>\nA\n</answer>\n`);

  it('takes the place of what is typed, in one line and in lines of their own', () => {
    for (const [before, after] of [
      ['lint: {ignore: [‸]}', 'lint: {ignore: [tags/order]}'],
      ['lint: {x: 1, ignore: [tags/case, tags/o‸rd]}', 'lint: {x: 1, ignore: [tags/case, tags/order]}'],
      ['lint: {ignore: [tags/case,‸', 'lint: {ignore: [tags/case,tags/order'],
      ['lint:\n  ignore:\n    - tags/case\n    - ta‸', 'lint:\n  ignore:\n    - tags/case\n    - tags/order'],
      ['lint:\n  ignore: [‸]', 'lint:\n  ignore: [tags/order]'],
    ] as const) {
      assert.equal(accept(sample(before), 'tags/order'), sample(after).text);
    }
  });

  it('is not offered in other lists', () => {
    for (const metadata of ['tags: [‸]', 'lint: {other: [‸]}', 'lint: {ignore: [a], b: ‸}', 'parts:\n  - ‸'])
      assert.deepEqual(labels(sample(metadata)), []);
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  ASSISTANT_TAGS,
  findTags,
  isSelfClosed,
  parseTags,
  strayText,
  type TagParse,
} from '../../../core/sample/tags';
import { contains, type Span } from '../../../core/text/span';
import { assertProperty } from '../../assertProperty';
import { cpuTime } from '../cpuTime';
import { markedText } from '../marked';
import { tagText } from './tagTexts';

function parse(text: string): TagParse {
  return parseTags(text, ASSISTANT_TAGS);
}

function spanOfBlock({ open, close, inner }: TagParse['blocks'][number]): Span {
  return { start: open.span.start, end: close?.span.end ?? inner.end };
}

describe('tag parser', () => {
  it('keeps every span in the text and in its block, and blocks in order, side by side or nested once', () => {
    assertProperty(
      fc.property(tagText, (text) => {
        const { blocks } = parse(text);
        const all = { start: 0, end: text.length };
        let previous = -1;
        let outerEnd = 0;
        for (const block of blocks) {
          const { open, close, inner, content, parent, name } = block;
          const span = spanOfBlock(block);
          assert.ok(contains(all, span));
          assert.ok(contains(span, inner) && contains(inner, content));
          assert.equal(text.slice(content.start, content.end), text.slice(inner.start, inner.end).trim());
          assert.ok(open.span.start > previous);
          previous = open.span.start;
          assert.ok(!open.closing && open.name === name);
          if (close) assert.ok(close.name === name && (close.closing || isSelfClosed(text, close)));
          if (parent) {
            assert.ok(blocks.includes(parent) && !parent.parent && parent.close);
            assert.ok(contains(parent.inner, span));
          } else {
            assert.ok(span.start >= outerEnd);
            outerEnd = span.end;
          }
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('accounts for every tag: it opens or closes a block, or is stray', () => {
    assertProperty(
      fc.property(tagText, (text) => {
        const { blocks, strayCloses } = parse(text);
        const used = new Set([
          ...blocks.flatMap(({ open, close }) => (close ? [open, close] : [open])),
          ...strayCloses,
        ]);
        const starts = [...used].map(({ span }) => span.start).sort((a, b) => a - b);
        assert.deepEqual(
          starts,
          findTags(text, ASSISTANT_TAGS).map(({ span }) => span.start),
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('leaves no word outside both blocks and stray text', () => {
    assertProperty(
      fc.property(tagText, (text) => {
        const parsed = parse(text);
        const stray = strayText(text, parsed);
        const taken = [
          ...stray,
          ...parsed.blocks.map(spanOfBlock),
          ...parsed.strayCloses.map(({ span }) => span),
        ];
        let rest = text;
        for (const { start, end } of taken) {
          rest = rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end);
        }
        assert.equal(rest.trim(), '');
        for (const { start, end } of stray) {
          assert.equal(text.slice(start, end).trim().length, end - start);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('reads what it writes: well-formed blocks come back as they are', () => {
    const words = fc.string({ maxLength: 20 }).map((text) => text.replace(/[<>]/g, ' '));
    assertProperty(
      fc.property(fc.tuple(words, words, words), ([think, proof, answer]) => {
        const text = `<think>\n${think}\n</think>\n\n<proof>\n${proof}\n</proof>\n\n<answer>\n${answer}\n</answer>`;
        const { blocks, strayCloses } = parse(text);
        assert.deepEqual(
          blocks.map(({ name, content }) => [name, text.slice(content.start, content.end)]),
          [
            ['think', think.trim()],
            ['proof', proof.trim()],
            ['answer', answer.trim()],
          ],
        );
        assert.deepEqual(strayCloses, []);
      }),
    );
  });

  const size = 200_000;
  const hostile = [
    '<think',
    '<answer>',
    '</answer>',
    '<think><proof>',
    '<',
    '<think a',
    '<a>',
    '<proof/>',
    '<think ',
    '</',
  ];
  for (const unit of [...hostile, `<think>${' '.repeat(50)}`]) {
    it(`reads 200 KB of ${JSON.stringify(unit.trim())} in linear time`, () => {
      for (const text of [
        unit.repeat(size / unit.length),
        `<think>${unit.repeat(size / unit.length)}</think>`,
        `<answer>${unit.repeat(size / unit.length)}</answer>`,
      ]) {
        const started = cpuTime();
        strayText(text, parse(text));
        const took = cpuTime() - started;
        assert.ok(took < 10_000, `${took} ms`);
      }
    });
  }

  it('reads a name of 200,000 letters in linear time', () => {
    const text = `<${'a'.repeat(size)}1<${'think'.repeat(size / 5)}`;
    const started = cpuTime();
    parse(text);
    assert.ok(cpuTime() - started < 10_000);
  });
});

describe('tag shapes', () => {
  /** What each ⟦stretch⟧ is, in the order in which they open. */
  const cases: readonly (readonly [name: string, marked: string, shape: readonly string[]])[] = [
    [
      'three blocks',
      '<think>⟦a⟧</think>\n<proof>⟦b⟧</proof>\n<answer>⟦c⟧</answer>',
      ['think', 'proof', 'answer'],
    ],
    [
      'glued blocks',
      '<think>⟦a⟧</think><proof>⟦b⟧</proof><answer>⟦c⟧</answer>',
      ['think', 'proof', 'answer'],
    ],
    [
      'a mention in the reasoning',
      '<think>⟦the <answer>⟦is 5⟧⟧</think><answer>⟦5⟧</answer>',
      ['think', 'answer in think unclosed', 'answer'],
    ],
    [
      'a closed block in the reasoning',
      '<think>⟦a <proof>⟦b⟧</proof> c⟧</think>',
      ['think', 'proof in think'],
    ],
    ['an unclosed block before another', '<think>⟦a⟧\n<proof>⟦b⟧</proof>', ['think unclosed', 'proof']],
    ['an unclosed block at the end', '<think>⟦a⟧</think><answer>⟦b⟧\n', ['think', 'answer unclosed']],
    [
      'all unclosed',
      '<think>⟦a⟧\n<proof>⟦b⟧\n<answer>⟦c⟧',
      ['think unclosed', 'proof unclosed', 'answer unclosed'],
    ],
    ['a block of its own name inside', '<think>⟦a⟧<think>⟦b⟧</think>', ['think unclosed', 'think']],
    ['a self-closed block', '<think>⟦a⟧</think><proof/>⟦⟧<answer>⟦b⟧</answer>', ['think', 'proof', 'answer']],
    ['a self-closed block inside another', '<think>⟦a <proof/>⟦⟧ b⟧</think>', ['think', 'proof in think']],
    ['a closing tag that breaks off', '<answer>⟦54 Gy⟧</answer', ['answer']],
    ['an opening tag that breaks off', '<think>⟦a⟧</think><answer⟦⟧', ['think', 'answer unclosed']],
    ['a tag over two lines', '<think\n>⟦a⟧</think\n>', ['think']],
    ['capital letters', '<THINK>⟦a⟧</Think>', ['think']],
    ['attributes', '<proof source="context">⟦a⟧</proof>', ['proof']],
    ['a comparator', '<answer>⟦<50 ml and p<0.05⟧</answer>', ['answer']],
    ['words that start like tags', '<answer>⟦<answers> and <thinking>⟧</answer>', ['answer']],
    ['tags of the other role', '<answer>⟦<context>…</context>⟧</answer>', ['answer']],
    ['an empty block', '<proof>⟦⟧</proof>', ['proof']],
    ['a blank block', '<proof>⟦⟧\n \n</proof>', ['proof']],
  ];
  for (const [name, marked, shape] of cases) {
    it(name, () => {
      const { text, spans } = markedText(marked);
      const { blocks, strayCloses } = parse(text);
      assert.deepEqual(
        blocks.map((block) => {
          const where = block.parent ? ` in ${block.parent.name}` : '';
          return `${block.name}${where}${block.close ? '' : ' unclosed'}`;
        }),
        shape,
      );
      assert.deepEqual(
        blocks.map(({ content }) => content),
        spans,
      );
      assert.deepEqual(strayCloses, []);
    });
  }

  const stray: readonly string[] = [
    'a⟦</think>⟧<proof>b</proof>',
    '<think>a</think>b⟦</think>⟧',
    '<think>a⟦</proof>⟧b</think>',
    '<answer>a</answer>⟦</answer⟧',
    '<answer⟦</answer>⟧',
    '⟦</PROOF >⟧',
  ];
  for (const marked of stray) {
    it(`finds the closing tag that closes nothing in ${marked}`, () => {
      const { text, spans } = markedText(marked);
      assert.deepEqual(
        parse(text).strayCloses.map(({ span }) => span),
        spans,
      );
    });
  }

  const outside: readonly string[] = [
    '⟦Here it is:⟧\n<think>a</think>',
    '<think>a</think>\n ⟦and so⟧ \n<answer>b</answer>',
    '<answer>b</answer>\n\n⟦Hope it helps!⟧\n',
    '⟦x⟧<think>a</think>⟦y⟧<answer>b</answer>⟦z⟧',
    '<think>a <proof>b</proof> c</think>',
    '<think>a</think>⟦b⟧</think>⟦c⟧',
    '⟦no tags at all⟧',
    ' \n ',
  ];
  for (const marked of outside) {
    it(`finds the stray text of ${JSON.stringify(marked)}`, () => {
      const { text, spans } = markedText(marked);
      assert.deepEqual(strayText(text, parse(text)), spans);
    });
  }
});

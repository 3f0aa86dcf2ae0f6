import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './grammars';

/** The parts of a language configuration that hold expressions. */
interface Configuration {
  readonly folding: { readonly markers: { readonly start: string; readonly end: string } };
  readonly wordPattern: { readonly pattern: string; readonly flags: string };
  readonly onEnterRules?: readonly {
    readonly beforeText: string;
    readonly afterText?: string;
    readonly action: { readonly indent: string; readonly appendText?: string };
  }[];
}

function read(language: string): Configuration {
  return JSON.parse(readFileSync(join(ROOT, `syntaxes/${language}.language-configuration.json`), 'utf8'));
}

function words({ wordPattern }: Configuration, text: string): string[] {
  return text.match(new RegExp(wordPattern.pattern, `g${wordPattern.flags}`)) ?? [];
}

/** What Enter at the end of a line appends, if a rule says so. */
function appended({ onEnterRules = [] }: Configuration, line: string): string | undefined {
  return onEnterRules.find(({ beforeText }) => new RegExp(beforeText).test(line))?.action.appendText;
}

/** `+` for a line that opens a fold, `-` for one that closes it. */
function folds({ folding: { markers } }: Configuration, line: string): string {
  if (new RegExp(markers.start).test(line)) return '+';
  return new RegExp(markers.end).test(line) ? '-' : '';
}

describe('vignette language configuration', () => {
  const vignette = read('vignette');

  it('goes on with the next quote after a finished one', () => {
    assert.equal(appended(vignette, '- "an exact quote"'), '- "');
    assert.equal(appended(vignette, '<proof>'), '- "');
    for (const line of ['- "', '- "unfinished', '- plain', 'text "quoted"', '<think>']) {
      assert.equal(appended(vignette, line), undefined, line);
    }
  });

  it('selects names and numbers whole', () => {
    assert.deepEqual(words(vignette, '1.5 mg/m², H3-K27M, patient’s anti_knowledge, 45,000. End'), [
      ...['1.5', 'mg', 'm²', 'H3-K27M', 'patient’s', 'anti_knowledge', '45,000', 'End'],
    ]);
    assert.deepEqual(words(vignette, '</think>'), ['think']);
  });

  it('folds blocks', () => {
    assert.deepEqual(
      ['<think>', '</think>', '<user>', '\\<think>', 'a <think>', '<b>'].map((line) => folds(vignette, line)),
      ['+', '-', '+', '', '', ''],
    );
  });
});

describe('dotprompt language configuration', () => {
  const dotprompt = read('dotprompt');

  it('selects variables whole, without the path around them', () => {
    assert.deepEqual(words(dotprompt, '{{../topic.first_name}} {{@index}} {{my-helper 1.5}}'), [
      ...['topic', 'first_name', '@index', 'my-helper', '1.5'],
    ]);
  });

  it('folds blocks that span lines', () => {
    const lines = [
      '{{#each facts}}',
      '{{/each}}',
      '  {{~#if a}}',
      '{{#if a}}x{{/if}}',
      '{{^}}',
      '{{else}}',
      '{{> p}}',
    ];
    assert.deepEqual(
      lines.map((line) => folds(dotprompt, line)),
      ['+', '-', '+', '', '', '', ''],
    );
  });
});

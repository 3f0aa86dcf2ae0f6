// @ts-check
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../scripts/paths.mjs';
import { packageVsix } from '../../scripts/vsix.mjs';
import { zipFileNames } from './zip.mjs';

/** Everything a user gets. What is not meant to ship must not, and what is must. */
const CONTENTS = [
  '[Content_Types].xml',
  'extension.vsixmanifest',
  'extension/LICENSE.txt',
  'extension/changelog.md',
  'extension/dist/cli.js',
  'extension/dist/client.js',
  'extension/dist/engine.js',
  'extension/dist/extension.js',
  'extension/dist/gemini-sdk.js',
  'extension/dist/inspector.js',
  'extension/dist/lintWorker.js',
  'extension/dist/ollama-sdk.js',
  'extension/dist/prompts.js',
  'extension/dist/runs.js',
  'extension/dist/server.js',
  'extension/dist/tokenizer.js',
  'extension/docs/images/compare-report.png',
  'extension/docs/images/complete-quote.png',
  'extension/docs/images/hover-wrong-quote.png',
  'extension/docs/images/inspector-light.png',
  'extension/docs/images/prompt-preview-light.png',
  'extension/docs/images/review-problems.png',
  'extension/docs/images/review.png',
  'extension/docs/images/runs-rejects-light.png',
  'extension/examples/needs-review.jsonl',
  'extension/images/activity.svg',
  'extension/images/dotprompt-dark.svg',
  'extension/images/dotprompt-light.svg',
  'extension/images/icon.png',
  'extension/images/vignette-dark.svg',
  'extension/images/vignette-light.svg',
  'extension/images/walkthrough/example-dark.png',
  'extension/images/walkthrough/example-light.png',
  'extension/images/walkthrough/generate-dark.png',
  'extension/images/walkthrough/generate-light.png',
  'extension/images/walkthrough/inspect-dark.png',
  'extension/images/walkthrough/inspect-light.png',
  'extension/images/walkthrough/problem-dark.png',
  'extension/images/walkthrough/problem-light.png',
  'extension/images/walkthrough/review-dark.png',
  'extension/images/walkthrough/review-light.png',
  'extension/images/walkthrough/teacher-dark.png',
  'extension/images/walkthrough/teacher-light.png',
  'extension/package.json',
  'extension/package.nls.json',
  'extension/readme.md',
  'extension/schemas/vignette.config.schema.json',
  'extension/snippets/dotprompt.json',
  'extension/snippets/jsonl.json',
  'extension/snippets/vignette.json',
  'extension/syntaxes/dotprompt.language-configuration.json',
  'extension/syntaxes/dotprompt.tmLanguage.json',
  'extension/syntaxes/vignette-jsonl.injection.tmLanguage.json',
  'extension/syntaxes/vignette.language-configuration.json',
  'extension/syntaxes/vignette.tmLanguage.json',
];

/** What is loaded at activation. */
const MOST_ENTRY_BYTES = 150 * 1024;

const MOST_BYTES = 5 * 1024 * 1024;

describe('npm run package', () => {
  let folder = '';
  let printed = '';
  /** @type {Buffer} */
  let vsix;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vignette-vsix-'));
    const file = join(folder, 'vignette.vsix');
    printed = await packageVsix(file);
    vsix = await readFile(file);
  });

  after(() => rm(folder, { recursive: true, force: true }));

  it('warns of nothing', () => {
    assert.doesNotMatch(printed, /^\W*WARN(ING)?\b/m);
  });

  it('ships exactly what is listed here', () => {
    assert.deepEqual(zipFileNames(vsix).sort(), [...CONTENTS].sort());
  });

  it('starts from a small entry', async () => {
    const { size } = await stat(join(ROOT, 'dist', 'extension.js'));
    assert.ok(size < MOST_ENTRY_BYTES, `${size} bytes`);
  });

  it('stays small', () => {
    assert.ok(vsix.length < MOST_BYTES, `${vsix.length} bytes`);
  });
});

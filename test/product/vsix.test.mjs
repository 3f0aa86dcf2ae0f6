// @ts-check
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageVsix } from '../../scripts/vsix.mjs';
import { zipFileNames } from './zip.mjs';

/** Everything a user gets. What is not meant to ship must not, and what is must. */
const CONTENTS = [
  '[Content_Types].xml',
  'extension.vsixmanifest',
  'extension/LICENSE.txt',
  'extension/changelog.md',
  'extension/dist/cli.js',
  'extension/dist/extension.js',
  'extension/dist/server.js',
  'extension/package.json',
  'extension/readme.md',
];

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

  it('stays small', () => {
    assert.ok(vsix.length < MOST_BYTES, `${vsix.length} bytes`);
  });
});

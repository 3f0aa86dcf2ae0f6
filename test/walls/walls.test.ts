import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { globalsOf, importsOf } from './imports';
import { violationsOf } from './walls';

const TOP = ['core', 'providers', 'storage', 'templates', 'server', 'client', 'cli', 'scripts', 'test'];

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    if (entry.isDirectory()) return sourcesIn(path);
    return /\.[cm]?tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts') ? [path] : [];
  });
}

describe('walls of the house', () => {
  const folders = readdirSync('.', { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const sources = folders.filter(({ name }) => TOP.includes(name)).flatMap(({ name }) => sourcesIn(name));

  it('reads every room', () => {
    for (const room of ['core', 'providers', 'storage', 'server', 'client', 'cli']) {
      assert.ok(
        sources.some((path) => path.startsWith(`${room}/`)),
        room,
      );
    }
    assert.ok(sources.length > 100);
  });

  it('knows every folder with sources', () => {
    const unknown = folders
      .map(({ name }) => name)
      .filter(
        (name) => !TOP.includes(name) && !name.startsWith('.') && name !== 'node_modules' && name !== 'dist',
      )
      .filter((name) => sourcesIn(name).length > 0);
    assert.deepEqual(unknown, []);
  });

  it('stand', () => {
    // This file shows what a violation looks like.
    const checked = sources.filter((path) => !path.startsWith('test/walls/'));
    assert.deepEqual(
      checked.flatMap((path) => violationsOf(path, readFileSync(path, 'utf8'))),
      [],
    );
  });
});

describe('laws in the tests', () => {
  it('are all tried by assertProperty, on values that can be had again', () => {
    const others = sourcesIn('test').filter(
      (path) =>
        path !== 'test/assertProperty.ts' && /\bfc\.(?:assert|check)\(/.test(readFileSync(path, 'utf8')),
    );
    assert.deepEqual(others, []);
  });
});

describe('checker of the walls', () => {
  const broken: readonly (readonly [path: string, source: string])[] = [
    ['core/a/b.ts', "import { window } from 'vscode';"],
    ['core/a/b.ts', "import type { Range } from 'vscode';"],
    ['core/a/b.ts', "import { readFileSync } from 'node:fs';"],
    ['core/a/b.ts', "import fs from 'fs';"],
    ['core/a/b.ts', "import { x } from '../../server/x';"],
    ['core/a/b.ts', "import { x } from '../../providers/x';"],
    ['core/a/b.ts', "export * from '../../cli/x';"],
    ['core/a/b.ts', "export { x } from 'lodash';"],
    ['core/a/b.ts', "const x = await import('ollama/browser');"],
    ['core/a/b.ts', "type X = import('vscode').Uri;"],
    ['core/a/b.ts', "import 'commander';"],
    ['core/a/b.ts', "const x = require('node:os');"],
    ['core/a/b.ts', 'const x = process.env.HOME;'],
    ['core/a/b.ts', 'const x = Buffer.from("");'],
    ['core/a/b.ts', 'await fetch(url);'],
    ['core/a/b.ts', 'import {\n  a,\n  b,\n} from "yamljs";'],
    ['core/a/b.ts', "import x from 'zodiac';"],
    ['providers/a.ts', "import { x } from 'node:http';"],
    ['providers/a.ts', "import { x } from '../storage/x';"],
    ['providers/a.ts', 'process.exit(1);'],
    ['storage/a.ts', "import { x } from '../providers/x';"],
    ['storage/a.ts', "import { x } from 'yaml';"],
    ['templates/a.ts', "import { x } from '../core/x';"],
    ['server/a.ts', "import { x } from '../client/x';"],
    ['server/a.ts', "import { x } from '../providers/x';"],
    ['server/a.ts', "import { x } from 'vscode';"],
    ['client/a.ts', "import { x } from '../server/x';"],
    ['client/a.ts', "import { x } from 'vscode-languageserver';"],
    ['client/views/a.ts', "import { x } from '../../cli/x';"],
    ['cli/a.ts', "import { x } from '../server/x';"],
    ['cli/a.ts', "import { x } from 'vscode';"],
    ['test/unit/a.test.ts', "import { x } from 'vscode';"],
    ['scripts/a.ts', "import { x } from 'vscode';"],
  ];
  for (const [path, source] of broken) {
    it(`sees ${path}: ${source.replaceAll('\n', ' ')}`, () =>
      assert.notDeepEqual(violationsOf(path, source), []));
  }

  const sound: readonly (readonly [path: string, source: string])[] = [
    ['core/a/b.ts', "import { x } from './x';\nimport { y } from '../y/z';"],
    ['core/a/b.ts', "import { z } from 'zod';\nimport { parse } from 'yaml';"],
    ['core/a/b.ts', "import data from '../../package.json';"],
    ['core/a/b.ts', "// import { x } from 'vscode';\n/* require('fs') */\nconst a = 'process.env';"],
    ['core/a/b.ts', 'const y = this.process.x + options.fetch(1);'],
    ['providers/a.ts', "const x = await import('@google/genai/web');"],
    ['providers/a.ts', 'const answer = await fetch(url);'],
    ['storage/a.ts', "import { x } from 'node:fs/promises';\nimport t from '../templates/x';"],
    ['server/a.ts', "import { x } from 'vscode-languageserver/node';"],
    ['client/a.ts', "import { x } from 'vscode';\nimport { y } from '../providers/x';"],
    ['client/a.ts', "import { x } from 'vscode-languageclient/node';"],
    ['cli/a.ts', "import { x } from 'commander';\nprocess.exit(1);"],
    ['test/host/a.test.ts', "import { x } from 'vscode';"],
  ];
  for (const [path, source] of sound) {
    it(`takes ${path}: ${source.replaceAll('\n', ' ')}`, () =>
      assert.deepEqual(violationsOf(path, source), []));
  }

  it('reads imports of every form', () => {
    assert.deepEqual(
      importsOf(
        `import a, { type b } from 'a';\nimport * as c from "c";\nexport * from 'd';\nimport 'e';\nawait import('f');\nrequire("g");`,
      ).sort(),
      ['a', 'c', 'd', 'e', 'f', 'g'],
    );
    assert.deepEqual(globalsOf('process.env; x.process.y; "fetch("; // Buffer.from\nfetch (u)'), [
      'process',
      'fetch',
    ]);
  });
});

// Bundles the three faces into dist/; with --tests the unit suites into .test-out/; with --host-tests the suites
// that run inside VS Code into .test-out/host/.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as esbuild from 'esbuild';

const flags = new Set(process.argv.slice(2));
const hostTests = flags.has('--host-tests');
const tests = flags.has('--tests') || hostTests;
const watch = flags.has('--watch');

/** @type {import('esbuild').BuildOptions} */
const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  // Its main entry is UMD, which hides its own imports from the bundler.
  alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
  // Modules that ask where they are get an answer in CommonJS too.
  define: { 'import.meta.url': 'moduleUrl' },
  banner: { js: "const moduleUrl = require('node:url').pathToFileURL(__filename).href;" },
  sourcemap: tests || watch ? 'inline' : false,
  minify: !tests && !watch,
  loader: { '.prompt': 'text', '.jsonl': 'text', '.md': 'text' },
  logLevel: watch ? 'info' : 'warning',
};

// What is loaded on first use: where our code imports one of these dynamically, it gets a bundle of its own,
// so that no face grows or starts more slowly for it. Tests bundle them in.
const lazyBundles = {
  '@google/genai/web': { bundle: 'gemini-sdk', entry: '@google/genai/web' },
  'ollama/browser': { bundle: 'ollama-sdk', entry: 'ollama/browser' },
  './languageClient': { bundle: 'client', entry: 'client/languageClient.ts' },
  './promptCommands': { bundle: 'prompts', entry: 'client/prompt/promptCommands.ts' },
  '../../core/prompt/tokenizer': { bundle: 'tokenizer', entry: 'core/prompt/tokenizer.ts' },
  './engine': { bundle: 'engine', entry: 'client/engine.ts' },
  './runCommands': { bundle: 'runs', entry: 'client/runCommands.ts' },
  '../runCommands': { bundle: 'runs', entry: 'client/runCommands.ts' },
};

/** @type {import('esbuild').Plugin} */
const loadOnFirstUse = {
  name: 'load-on-first-use',
  setup(build) {
    build.onResolve({ filter: /./ }, ({ path, kind }) => {
      const bundle = kind === 'dynamic-import' ? lazyBundles[path]?.bundle : undefined;
      return bundle && { path: `./${bundle}.js`, external: true };
    });
  },
};

const product = {
  ...common,
  entryPoints: {
    extension: 'client/extension.ts',
    server: 'server/main.ts',
    cli: 'cli/main.ts',
    // Threads that the command line and the server start.
    lintWorker: 'storage/lint/worker.ts',
    ...Object.fromEntries(Object.values(lazyBundles).map(({ bundle, entry }) => [bundle, entry])),
  },
  plugins: [loadOnFirstUse],
  // `import()` becomes `require`, which needs no named exports to be guessed from a CommonJS bundle.
  supported: { 'dynamic-import': false },
  outdir: 'dist',
  external: ['vscode'],
};

/** Scripts of webviews. */
const pages = {
  ...common,
  entryPoints: { inspector: 'client/inspector/webview/main.ts' },
  platform: 'browser',
  target: 'es2023',
  format: 'iife',
  define: {},
  banner: {},
  outdir: 'dist',
};

function testFiles(dir) {
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) return testFiles(path);
    return entry.name.endsWith('.test.ts') ? [path] : [];
  });
}

const suites = {
  ...common,
  outbase: 'test',
  outdir: '.test-out',
  external: ['vscode', 'mocha', 'playwright-core', 'esbuild', '@vscode/test-electron'],
};

/** Removes the compiled unit suites; what other runs leave in .test-out/ stays. */
function removeUnitSuites() {
  const kept = /^(host|results|screenshots)$|\.log$/;
  for (const entry of existsSync('.test-out') ? readdirSync('.test-out') : []) {
    if (!kept.test(entry)) rmSync(join('.test-out', entry), { recursive: true, force: true });
  }
}

if (hostTests) {
  rmSync('.test-out/host', { recursive: true, force: true });
  const indexes = ['suite', 'installed', 'untrusted'].map((suite) => `test/host/${suite}/index.ts`);
  await esbuild.build({ ...suites, entryPoints: [...testFiles('test/host'), ...indexes] });
} else if (tests) {
  removeUnitSuites();
  const unit = testFiles('test').filter((path) => !path.startsWith(join('test', 'host')));
  await esbuild.build({ ...suites, entryPoints: unit });
} else if (watch) {
  for (const bundle of [product, pages]) await (await esbuild.context(bundle)).watch();
} else {
  await Promise.all([product, pages].map((bundle) => esbuild.build(bundle)));
}

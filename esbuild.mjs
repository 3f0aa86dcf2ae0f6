// Bundles the three faces into dist/, and with --tests the test suites into .test-out/.
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as esbuild from 'esbuild';

const flags = new Set(process.argv.slice(2));
const tests = flags.has('--tests');
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
  keepNames: !tests,
  loader: { '.prompt': 'text', '.md': 'text' },
  logLevel: 'warning',
};

// SDKs that are loaded on first use: where our code imports one dynamically, it gets a bundle of its own, so
// that no face grows or starts more slowly for it. Tests bundle them in.
const lazyBundles = {
  '@google/genai/web': 'gemini-sdk',
  'ollama/browser': 'ollama-sdk',
};

/** @type {import('esbuild').Plugin} */
const loadOnFirstUse = {
  name: 'load-on-first-use',
  setup(build) {
    build.onResolve({ filter: /./ }, ({ path, kind }) => {
      const bundle = kind === 'dynamic-import' ? lazyBundles[path] : undefined;
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
    ...Object.fromEntries(Object.entries(lazyBundles).map(([sdk, bundle]) => [bundle, sdk])),
  },
  plugins: [loadOnFirstUse],
  // `import()` becomes `require`, which needs no named exports to be guessed from a CommonJS bundle.
  supported: { 'dynamic-import': false },
  outdir: 'dist',
  external: ['vscode'],
};

function testFiles(dir) {
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) return testFiles(path);
    return entry.name.endsWith('.test.ts') ? [path] : [];
  });
}

if (tests) {
  rmSync('.test-out', { recursive: true, force: true });
  await esbuild.build({
    ...common,
    entryPoints: testFiles('test'),
    outbase: 'test',
    outdir: '.test-out',
    external: ['vscode', 'mocha', 'playwright-core', 'esbuild', '@vscode/test-electron'],
  });
} else if (watch) {
  const context = await esbuild.context(product);
  await context.watch();
} else {
  await esbuild.build(product);
}

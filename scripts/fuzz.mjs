// @ts-check
// Tries the laws of the unit tests on other values than `npm test` does. `npm run fuzz -- 20 7`: on 20 times as many, from
// the seed 7; left out, 10 times as many, from a seed by chance.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OUT, ROOT } from './paths.mjs';
import { node } from './run.mjs';

const [factor = '10', seed = String(Math.floor(Math.random() * 2 ** 31))] = process.argv.slice(2);

const TESTS = join(ROOT, 'test');
const suites = readdirSync(TESTS, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts') && !file.startsWith('host'))
  .filter((file) => readFileSync(join(TESTS, file), 'utf8').includes('assertProperty('))
  .map((file) => join(OUT, file.replace(/\.ts$/, '.js')));

await node(['esbuild.mjs', '--tests'], { cwd: ROOT, show: true });
console.log(`${suites.length} files of tests, ${factor} times as many values, seed ${seed}`);
const mocha = [join(ROOT, 'node_modules', 'mocha', 'bin', 'mocha.js'), '--no-config', '--enable-source-maps'];
await node([...mocha, '--timeout', '0', '--reporter', 'dot', ...suites], {
  cwd: ROOT,
  env: { ...process.env, FUZZ_SEED: seed, FUZZ_FACTOR: factor },
  show: true,
}).catch(() => {
  process.exitCode = 1;
});

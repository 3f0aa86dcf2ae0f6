// @ts-check
// `npm run test:host [-- --grep TITLE]`: builds everything and runs test/host/suite inside VS Code.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runInServer } from './hostRun.mjs';
import { HOST_SUITES, ROOT } from './paths.mjs';
import { node } from './run.mjs';
import { ensureVsCodeServer } from './vscodeInstall.mjs';

const { values } = parseArgs({ options: { grep: { type: 'string' }, built: { type: 'boolean' } } });

await ensureVsCodeServer(console.log);
if (!values.built) await node(['esbuild.mjs'], { cwd: ROOT, show: true });
await node(['esbuild.mjs', '--host-tests'], { cwd: ROOT, show: true });
const counts = await runInServer({
  name: 'host',
  extension: ROOT,
  suite: join(HOST_SUITES, 'suite', 'index.js'),
  grep: values.grep,
});
process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;

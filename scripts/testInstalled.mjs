// @ts-check
// `npm run test:installed`: makes a VSIX, installs it and runs test/host/installed inside VS Code, where the
// extension under development is an empty one.
import { join } from 'node:path';
import { runInServer } from './hostRun.mjs';
import { HOST_SUITES, OUT, ROOT } from './paths.mjs';
import { node } from './run.mjs';
import { ensureVsCodeServer } from './vscodeInstall.mjs';
import { installVsix } from './vscodeServer.mjs';
import { packageVsix } from './vsix.mjs';

await ensureVsCodeServer(console.log);
await node(['esbuild.mjs', '--host-tests'], { cwd: ROOT, show: true });
const vsix = join(OUT, 'installed.vsix');
await packageVsix(vsix);
const counts = await runInServer({
  name: 'installed',
  extension: join(ROOT, 'test', 'host', 'installed', 'extension'),
  suite: join(HOST_SUITES, 'installed', 'index.js'),
  prepare: (data) => installVsix(vsix, data),
});
process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;

// @ts-check
// `npm run test:untrusted`: runs test/host/untrusted inside VS Code, in a workspace that is not trusted.
import { join } from 'node:path';
import { runInServer } from './hostRun.mjs';
import { HOST_SUITES, ROOT } from './paths.mjs';
import { node } from './run.mjs';
import { ensureVsCodeServer } from './vscodeInstall.mjs';

await ensureVsCodeServer(console.log);
await node(['esbuild.mjs'], { cwd: ROOT, show: true });
await node(['esbuild.mjs', '--host-tests'], { cwd: ROOT, show: true });
const counts = await runInServer({
  name: 'untrusted',
  extension: ROOT,
  suite: join(HOST_SUITES, 'untrusted', 'index.js'),
  trust: false,
  settings: {
    'security.workspace.trust.startupPrompt': 'never',
    'security.workspace.trust.emptyWindow': false,
  },
});
process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;

// @ts-check
// `npm run test:desktop`: the suites of `npm run test:host` in a desktop build of VS Code. Tests that need
// someone at the keyboard are pending there.
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { clearCounts, settleCounts } from './counts.mjs';
import { desktopExecutable } from './desktop.mjs';
import { LIMIT_MS, suiteEnvironment, temporaryWorkspace } from './hostRun.mjs';
import { HOST_SUITES, ROOT } from './paths.mjs';
import { node } from './run.mjs';

const NAME = 'desktop';

/** @param {string} executable */
async function runDesktop(executable) {
  await node(['esbuild.mjs'], { cwd: ROOT, show: true });
  await node(['esbuild.mjs', '--host-tests'], { cwd: ROOT, show: true });
  clearCounts(NAME);
  const { folder, workspace, remove } = await temporaryWorkspace();
  // The SIGINT handler of runTests is what ends VS Code.
  const limit = setTimeout(() => process.kill(process.pid, 'SIGINT'), LIMIT_MS);
  /** @type {string | undefined} */
  let broken;
  try {
    await runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: ROOT,
      extensionTestsPath: join(HOST_SUITES, 'suite', 'index.js'),
      extensionTestsEnv: suiteEnvironment({ name: NAME }),
      launchArgs: [
        workspace,
        '--disable-workspace-trust',
        '--skip-welcome',
        `--user-data-dir=${join(folder, 'data')}`,
        `--extensions-dir=${join(folder, 'extensions')}`,
      ],
    });
  } catch (error) {
    broken = error instanceof Error ? error.message : String(error);
  } finally {
    clearTimeout(limit);
  }
  await remove();
  return settleCounts(NAME, broken);
}

try {
  const counts = await runDesktop(await desktopExecutable(console.log));
  process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';
import { driver } from './driver';

const TIMEOUT_MS = 60_000;

/**
 * Runs the compiled `*.test.js` files of a folder in this extension host. The runner outside says, through the
 * environment, which reporter to use; without one (F5 in VS Code) it is Mocha's own.
 */
export async function runSuites(folder: string): Promise<void> {
  const grep = process.env.VIGNETTE_TEST_GREP;
  const mocha = new Mocha({
    ui: 'bdd',
    color: process.env.VIGNETTE_TEST_COLOR !== '',
    timeout: TIMEOUT_MS,
    reporter: process.env.VIGNETTE_TEST_REPORTER || 'spec',
    ...(grep ? { grep } : {}),
    rootHooks: { afterEach: pictureFailure },
  });
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (file.endsWith('.test.js')) mocha.addFile(join(folder, file));
  }
  await mocha.loadFilesAsync().catch(reportAndFail);
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} failed`);
}

/** Shows why a suite could not even be loaded, which no reporter does. */
function reportAndFail(error: Error): never {
  const prefix = process.env.VIGNETTE_TEST_PREFIX ?? '';
  for (const line of (error.stack ?? error.message).split('\n')) console.error(prefix + line);
  throw error;
}

/** Keeps what the screen showed when a test failed. */
async function pictureFailure(this: Mocha.Context): Promise<void> {
  const test = this.currentTest;
  if (test?.state === 'failed') await driver.screenshot(`failed ${test.fullTitle()}`);
}

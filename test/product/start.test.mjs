// @ts-check
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { OUT, ROOT } from '../../scripts/paths.mjs';
import { startWorkbench } from '../../scripts/workbench.mjs';

const QUICK_INPUT = '.quick-input-widget';

describe('npm start, with the server build', () => {
  /** @type {import('node:child_process').ChildProcess} */
  let child;
  /** @type {import('../../scripts/workbench.mjs').Workbench} */
  let workbench;

  before(async () => {
    workbench = await startWorkbench();
    child = spawn(process.execPath, [join(ROOT, 'scripts', 'start.mjs')], {
      cwd: ROOT,
      env: { ...process.env, VIGNETTE_START: 'server', BROWSER: 'none' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  });

  after(async () => {
    await workbench?.close();
    if (child?.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
  });

  it('prints an address that shows examples/ with Vignette loaded', async () => {
    const address = await printedAddress(child);
    await workbench.open(address);
    const { page } = workbench;
    await page.locator('.explorer-folders-view', { hasText: '.jsonl' }).waitFor();
    await runCommand(page, 'Vignette: Show Log');
    await page.locator('.pane-composite-part.panel', { hasText: /output/i }).waitFor();
    await page.locator('.pane-composite-part.panel select option', { hasText: 'Vignette' }).first().waitFor({
      state: 'attached',
    });
    await mkdir(join(OUT, 'screenshots'), { recursive: true });
    await page.screenshot({ path: join(OUT, 'screenshots', 'npm-start.png') });
  });

  it('ends when it is told to, and its server with it', async () => {
    const server = new URL('/version', workbench.page.url());
    assert.equal((await fetch(server)).status, 200);
    child.kill('SIGINT');
    const [code] = await once(child, 'exit');
    assert.equal(code, 0);
    await assert.rejects(fetch(server));
  });
});

/**
 * Runs a command through the palette, which lists what was there when it was opened: it is opened anew until the
 * extensions are loaded. The test's time-out bounds this.
 * @param {import('playwright-core').Page} page
 * @param {string} title
 */
async function runCommand(page, title) {
  const input = page.locator(`${QUICK_INPUT} input`);
  const row = page.locator(`${QUICK_INPUT} .monaco-list-row`, { hasText: title }).first();
  for (;;) {
    await page.keyboard.press('ControlOrMeta+Shift+P');
    await input.waitFor();
    await page.keyboard.type(title);
    const listed = await row.waitFor({ timeout: 2_000 }).then(
      () => true,
      () => false,
    );
    if (listed) return page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await input.waitFor({ state: 'hidden' });
  }
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<string>}
 */
async function printedAddress(child) {
  if (!child.stdout) throw new Error('its output is not read');
  for await (const line of createInterface({ input: child.stdout })) {
    const address = /http:\/\/127\.0\.0\.1:\S+/.exec(line)?.[0];
    if (address) return address;
  }
  throw new Error('npm start ended without an address');
}

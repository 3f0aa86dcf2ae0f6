// @ts-check
// Opens VS Code's workbench in a headless Chromium.
import { chromium } from 'playwright-core';
import { CHROMIUM_ARGUMENTS, ensureChromium } from './chromium.mjs';
import { deferred } from './deferred.mjs';

/**
 * @typedef {object} Workbench
 * @property {import('playwright-core').Page} page
 * @property {(url: string) => Promise<void>} open
 * @property {Promise<number>} exited the exit code the tests in the extension host reported
 * @property {Promise<string>} broken why the page can no longer go on
 * @property {() => Promise<void>} close
 */

/**
 * Starts the browser; the page is blank until `open`.
 * @param {{ onLog?: (type: string, text: string) => void }} [options] `onLog`: what the extension host prints
 * @returns {Promise<Workbench>}
 */
export async function startWorkbench({ onLog = () => {} } = {}) {
  const browser = await chromium.launch({
    executablePath: await ensureChromium(),
    headless: process.env.VIGNETTE_HEADED !== '1',
    args: CHROMIUM_ARGUMENTS,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  /** @type {import('./deferred.mjs').Deferred<number>} */
  const exited = deferred();
  /** @type {import('./deferred.mjs').Deferred<string>} */
  const broken = deferred();
  await page.exposeFunction(
    'codeAutomationLog',
    (/** @type {string} */ type, /** @type {unknown[]} */ args) => onLog(type, args.map(asText).join(' ')),
  );
  await page.exposeFunction('codeAutomationExit', exited.resolve);
  page.on('crash', () => broken.resolve('the browser page crashed'));
  page.on('close', () => broken.resolve('the browser page was closed'));
  browser.on('disconnected', () => broken.resolve('the browser ended'));
  return {
    page,
    open: async (url) => {
      await page.goto(url);
      await page.locator('.monaco-workbench').waitFor();
      await page.bringToFront();
    },
    exited: exited.promise,
    broken: broken.promise,
    close: () => browser.close(),
  };
}

/** @param {unknown} value */
function asText(value) {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

// @ts-check
// Lets a suite in the extension host do what only a person can: look, press keys and click. Its client is
// test/host/driver.ts.
import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { text as readText } from 'node:stream/consumers';

/** @typedef {import('playwright-core').Page} Page */

/**
 * What a request may hold; each action says which it uses. `frames` are selectors of nested iframes to look in,
 * outermost first.
 * @typedef {object} Call
 * @property {string} [selector]
 * @property {string[]} [frames]
 * @property {string} [text]
 * @property {string} [keys]
 * @property {string} [name]
 * @property {number} [timeout]
 * @property {number} [width]
 * @property {number} [height]
 * @property {'left' | 'right'} [button]
 * @property {number} [clicks]
 * @property {'visible' | 'hidden'} [state]
 */

/**
 * Every action, by the name in the request's path.
 * @type {Record<string, (page: Page, call: Call, screenshots: string) => Promise<unknown>>}
 */
const ACTIONS = {
  async screenshot(page, call, screenshots) {
    const file = join(screenshots, `${(call.name ?? 'screenshot').replace(/[^\w.-]+/g, '-')}.png`);
    const options = /** @type {const} */ ({ path: file, animations: 'disabled' });
    await (call.selector ? locate(page, call).screenshot(options) : page.screenshot(options));
    return file;
  },
  press: (page, call) => page.keyboard.press(required(call.keys, 'keys')),
  type: (page, call) => page.keyboard.type(required(call.text, 'text')),
  click: (page, call) =>
    locate(page, call).click({
      button: call.button ?? 'left',
      clickCount: call.clicks ?? 1,
      ...timeout(call),
    }),
  hover: (page, call) => locate(page, call).hover(timeout(call)),
  async text(page, call) {
    const target = locate(page, call);
    await target.waitFor(timeout(call));
    return plain((await target.allInnerTexts()).join('\n'));
  },
  texts: async (page, call) => (await all(page, call).allInnerTexts()).map(plain),
  count: (page, call) => all(page, call).count(),
  waitFor: (page, call) => locate(page, call).waitFor({ state: call.state ?? 'visible', ...timeout(call) }),
  waitForText: (page, call) =>
    all(page, { ...call, selector: call.selector ?? 'body' })
      .filter({ hasText: required(call.text, 'text') })
      .first()
      .waitFor(timeout(call)),
  resize: (page, call) =>
    page.setViewportSize({
      width: required(call.width, 'width'),
      height: required(call.height, 'height'),
    }),
};

/**
 * Starts the driver on a loopback port.
 * @param {Promise<Page>} shown the page to drive, once there is one
 * @param {string} screenshots the folder they go to
 * @returns {Promise<{ url: string, close: () => void }>} `url` ends in a secret
 */
export async function startDriver(shown, screenshots) {
  await mkdir(screenshots, { recursive: true });
  const secret = randomUUID();
  const server = createServer((request, response) => {
    const [, given, name] = (request.url ?? '').split('/');
    const action = given === secret && name !== undefined ? ACTIONS[name] : undefined;
    const answer = async () => {
      if (!action) throw new Error(`the driver has no action ${name}`);
      return action(await shown, JSON.parse(await readText(request)), screenshots);
    };
    answer().then(
      (value) => response.end(JSON.stringify({ value: value ?? null })),
      (error) => response.writeHead(500).end(JSON.stringify({ error: error.message })),
    );
  });
  const port = await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const bound = server.address();
      resolve(bound !== null && typeof bound === 'object' ? bound.port : 0);
    });
  });
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${port}/${secret}`, close };
}

/**
 * @param {Page} page
 * @param {Call} call
 */
function all(page, call) {
  /** @type {Page | import('playwright-core').FrameLocator} */
  let scope = page;
  for (const frame of call.frames ?? []) scope = scope.frameLocator(frame).first();
  return scope.locator(required(call.selector, 'selector'));
}

/**
 * @param {Page} page
 * @param {Call} call
 */
function locate(page, call) {
  return all(page, call).first();
}

/** @param {Call} call */
function timeout(call) {
  return call.timeout === undefined ? {} : { timeout: call.timeout };
}

/** Editors render spaces as no-break spaces. @param {string} text */
function plain(text) {
  return text.replaceAll('\u00a0', ' ');
}

/**
 * @template T
 * @param {T | undefined} value
 * @param {string} name
 * @returns {T}
 */
function required(value, name) {
  if (value === undefined) throw new Error(`this driver action needs ${name}`);
  return value;
}

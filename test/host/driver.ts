/** Where to look for an element: a Playwright selector, inside nested iframes if need be. */
export interface Target {
  readonly selector: string;
  /** Selectors of the iframes around it, outermost first; {@link WEBVIEW} for a webview. */
  readonly frames?: readonly string[];
  /** Milliseconds to wait for it; 30 s when left out. */
  readonly timeout?: number;
}

/** The iframes around the content of the first webview shown. */
export const WEBVIEW: readonly string[] = ['iframe.webview', 'iframe#active-frame'];

const url = process.env.VIGNETTE_TEST_DRIVER;

/**
 * What only a person at the screen can do. It is there when the suite runs in a browser that the runner steers,
 * and not in a desktop build: tests that need it start with {@link needsDriver}, and `screenshot` does nothing.
 */
export const driver = {
  available: Boolean(url),

  /** Writes NAME.png; resolves to its path, undefined without a driver. */
  async screenshot(name: string, target?: Target): Promise<string | undefined> {
    return url ? asString(await call('screenshot', { name, ...target })) : undefined;
  },

  /** Presses one key or chord, such as `Enter` or `ControlOrMeta+Shift+P`. */
  async press(keys: string): Promise<void> {
    await call('press', { keys });
  },

  /** Types text where the focus is. */
  async type(text: string): Promise<void> {
    await call('type', { text });
  },

  async click(
    target: string | Target,
    how: { readonly button?: 'left' | 'right'; readonly clicks?: number } = {},
  ): Promise<void> {
    await call('click', { ...asTarget(target), ...how });
  },

  async hover(target: string | Target): Promise<void> {
    await call('hover', asTarget(target));
  },

  /** The text of the first match, no-break spaces as spaces; waits for it. */
  async text(target: string | Target): Promise<string> {
    return asString(await call('text', asTarget(target)));
  },

  /** The texts of all matches there are now. */
  async texts(target: string | Target): Promise<string[]> {
    const texts = await call('texts', asTarget(target));
    if (!Array.isArray(texts)) throw new Error('the driver did not answer with a list');
    return texts.map(asString);
  },

  /** How many matches there are now. */
  async count(target: string | Target): Promise<number> {
    return Number(await call('count', asTarget(target)));
  },

  /** Waits until the first match can be seen, or no match can. */
  async waitFor(target: string | Target, state: 'visible' | 'hidden' = 'visible'): Promise<void> {
    await call('waitFor', { ...asTarget(target), state });
  },

  /** Waits until something that matches the target, or anything at all, shows the text. */
  async waitForText(text: string, target: string | Target = 'body'): Promise<void> {
    await call('waitForText', { text, ...asTarget(target) });
  },

  /** Sets the size of the window. */
  async resize(width: number, height: number): Promise<void> {
    await call('resize', { width, height });
  },
};

/** Declares the test pending where there is no driver: `before(needsDriver)` or `needsDriver.call(this)`. */
export function needsDriver(this: Mocha.Context): void {
  if (!driver.available) this.skip();
}

function asTarget(target: string | Target): Target {
  return typeof target === 'string' ? { selector: target } : target;
}

function asString(value: unknown): string {
  if (typeof value !== 'string') throw new Error('the driver did not answer with a text');
  return value;
}

async function call(action: string, parameters: object): Promise<unknown> {
  if (!url) throw new Error(`driver.${action}: no browser is steered here; start the test with needsDriver`);
  const response = await fetch(`${url}/${action}`, { method: 'POST', body: JSON.stringify(parameters) });
  const answer = (await response.json()) as { value?: unknown; error?: string };
  if (answer.error !== undefined) throw new Error(`driver.${action}: ${answer.error}`);
  return answer.value;
}

import { driver } from '../driver';

const WIDGET = '.quick-input-widget';

/** Steers quick picks and input boxes as a person does: by reading, typing and Enter. */
export const quickPick = {
  /** Waits until the step with this placeholder or prompt is shown, and its choices have come. */
  async shows(text: string): Promise<void> {
    await driver.waitFor(`${WIDGET} input[placeholder*="${text}"]`);
  },

  /** Types to filter, waits for the row, and takes it. */
  async take(filter: string): Promise<void> {
    await driver.type(filter);
    await driver.waitForText(filter, `${WIDGET} .monaco-list-row.focused`);
    await driver.press('Enter');
  },

  /** Waits for an input box with this prompt. */
  async asks(prompt: string): Promise<void> {
    await driver.waitForText(prompt, `${WIDGET} .quick-input-message`);
  },

  async isClosed(): Promise<void> {
    await driver.waitFor(WIDGET, 'hidden');
  },
};

/** Runs a command from the palette by its full title. */
export async function runFromPalette(title: string): Promise<void> {
  await driver.press('F1');
  await driver.waitFor(`${WIDGET} input`);
  await driver.type(title);
  await driver.waitForText(title, `${WIDGET} .monaco-list-row.focused`);
  await driver.press('Enter');
}

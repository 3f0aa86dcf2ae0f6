import * as vscode from 'vscode';
import { driver } from '../driver';

const CENTER = '.notifications-center';
const LOOK_MS = 3000;
/** All that the time of a test has room for. */
const MOST_LOOKS = 18;

/** Notifications as a person reads them. The build for tests shows no toasts, so the list of them is opened. */
export const notifications = {
  /** Waits for a text. The list closes by itself when its last notification goes, so it is opened again meanwhile. */
  async show(text: string): Promise<void> {
    for (let tries = 1; ; tries++) {
      await vscode.commands.executeCommand('notifications.showList');
      try {
        await driver.waitForText(text, { selector: CENTER, timeout: LOOK_MS });
        return;
      } catch (error) {
        if (tries === MOST_LOOKS) throw error;
      }
    }
  },

  /** Presses the button of the notification on top. */
  async press(button: string): Promise<void> {
    await driver.click(`${CENTER} .monaco-button:has-text("${button}")`);
  },

  async clear(): Promise<void> {
    await vscode.commands.executeCommand('notifications.clearAll');
    await vscode.commands.executeCommand('notifications.hideList');
  },
};

import * as vscode from 'vscode';
import { driver } from '../driver';

const CENTER = '.notifications-center';

/** Notifications as a person reads them. The build for tests shows no toasts, so the list of them is opened. */
export const notifications = {
  async show(text: string): Promise<void> {
    await vscode.commands.executeCommand('notifications.showList');
    await driver.waitForText(text, CENTER);
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

// @ts-check
// Finds or downloads a desktop build of VS Code.
import { existsSync } from 'node:fs';
import { downloadAndUnzipVSCode, SilentReporter } from '@vscode/test-electron';
import { CACHE } from './paths.mjs';
import { DESKTOP_VERSION } from './pins.mjs';

const IDLE_MS = 15_000;

/**
 * The executable of a desktop build: VSCODE_EXECUTABLE_PATH, else one downloaded before or now. Rejects with one
 * line that says what to do.
 * @param {(message: string) => void} tell
 * @returns {Promise<string>}
 */
export async function desktopExecutable(tell) {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    throw new Error('A desktop VS Code needs a display: set DISPLAY, or run this under xvfb-run.');
  }
  const given = process.env.VSCODE_EXECUTABLE_PATH;
  if (given) {
    if (existsSync(given)) return given;
    throw new Error(`VSCODE_EXECUTABLE_PATH is ${given}, which does not exist.`);
  }
  tell(`Looking for desktop VS Code ${DESKTOP_VERSION}, downloading it if need be…`);
  try {
    return await downloadAndUnzipVSCode({
      version: DESKTOP_VERSION,
      cachePath: CACHE,
      timeout: IDLE_MS,
      reporter: new SilentReporter(),
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `Desktop VS Code ${DESKTOP_VERSION} could not be downloaded (${reason}): ` +
        'set VSCODE_EXECUTABLE_PATH to an installed one.',
    );
  }
}

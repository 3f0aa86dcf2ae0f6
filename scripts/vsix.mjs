// @ts-check

import { ROOT } from './paths.mjs';
import { npm } from './run.mjs';

/**
 * Makes a VSIX the way a release is made; resolves to what the packager printed.
 * @param {string} file
 */
export function packageVsix(file) {
  return npm(['run', 'package', '--', '--out', file], { cwd: ROOT });
}

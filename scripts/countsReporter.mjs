// @ts-check
// A Mocha reporter for all our runs: Mocha's spec output, plus the counts as JSON in the file
// VIGNETTE_TEST_RESULTS names, rewritten after each test so that a crash loses none.
// VIGNETTE_TEST_PREFIX marks each line, so that it can be told from what else goes to the same console.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {number} pending
 * @property {{ title: string, message: string }[]} failures
 * @property {boolean} complete whether the run came to its end
 */

const prefix = process.env.VIGNETTE_TEST_PREFIX;
if (prefix) {
  Mocha.reporters.Base.consoleLog = (...args) => {
    for (const line of format(...args).split('\n')) console.log(prefix + line);
  };
}

export default class CountsReporter extends Mocha.reporters.Spec {
  /**
   * @param {Mocha.Runner} runner
   * @param {Mocha.MochaOptions} options
   */
  constructor(runner, options) {
    super(runner, options);
    const file = process.env.VIGNETTE_TEST_RESULTS;
    if (file) record(runner, file);
  }
}

/**
 * @param {Mocha.Runner} runner
 * @param {string} file
 */
function record(runner, file) {
  const { EVENT_TEST_PASS, EVENT_TEST_FAIL, EVENT_TEST_PENDING, EVENT_RUN_END } = Mocha.Runner.constants;
  /** @type {Counts} */
  const counts = { passed: 0, failed: 0, pending: 0, failures: [], complete: false };
  const save = () => writeFileSync(file, `${JSON.stringify(counts, null, 2)}\n`);
  mkdirSync(dirname(file), { recursive: true });
  save();
  runner.on(EVENT_TEST_PASS, () => {
    counts.passed++;
    save();
  });
  runner.on(EVENT_TEST_PENDING, () => {
    counts.pending++;
    save();
  });
  runner.on(EVENT_TEST_FAIL, (test, error) => {
    counts.failed++;
    counts.failures.push({ title: test.fullTitle(), message: error.message });
    save();
  });
  runner.on(EVENT_RUN_END, () => {
    counts.complete = true;
    save();
  });
}

/** A thread that lints what it is handed; the entry of a bundle of its own. */
import { parentPort } from 'node:worker_threads';
import type { LintConfig } from '../../core/lint/config';
import { buffersOf, lintBytes } from './lintBytes';
import type { LintTask } from './threads';

/** One object for each configuration, so that what is derived from it is derived once. */
const configs = new Map<number, LintConfig>();

parentPort?.on('message', ({ format, stretch, config, work }: LintTask) => {
  if (config.value) configs.set(config.id, config.value);
  const result = lintBytes(format, stretch, configs.get(config.id) as LintConfig, work);
  parentPort?.postMessage(result, buffersOf(result));
});

/**
 * Does something that can be cancelled from the keyboard: the first Ctrl+C ends it in order, a second one ends the
 * process.
 */
export async function interruptible<T>(
  quiet: boolean,
  run: (signal: AbortSignal) => Promise<T>,
  consequence = 'what came in is kept',
): Promise<T> {
  const cancel = new AbortController();
  const onInterrupt = (): void => {
    if (!quiet) process.stderr.write(`\nCancelling; ${consequence}. Press Ctrl+C again to end at once.\n`);
    cancel.abort();
  };
  process.once('SIGINT', onInterrupt);
  process.once('SIGTERM', onInterrupt);
  try {
    return await run(cancel.signal);
  } finally {
    process.removeListener('SIGINT', onInterrupt);
    process.removeListener('SIGTERM', onInterrupt);
  }
}

export type Engine = typeof import('./engine');

/** The bundle that is loaded on first use; later calls give the same one. */
export function loadEngine(): Promise<Engine> {
  return import('./engine');
}

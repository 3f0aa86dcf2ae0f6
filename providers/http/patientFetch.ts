/** Node's `fetch` without its 300 s limits, which a model that thinks for long would hit. */

/** Where every copy of undici, the host's included, keeps the dispatcher in use. */
const GLOBAL_DISPATCHER = Symbol.for('undici.globalDispatcher.1');

interface Dispatcher {
  dispatch(options: object, handler: object): boolean;
}

function globalDispatcher(): Dispatcher | undefined {
  // Node creates it on the first use of anything that belongs to fetch.
  new Headers();
  return (globalThis as { [GLOBAL_DISPATCHER]?: Dispatcher })[GLOBAL_DISPATCHER];
}

/**
 * Wraps `fetch` so that undici gives up neither before the headers (`headersTimeout`) nor between two chunks
 * (`bodyTimeout`); the caller keeps time instead. It delegates to the dispatcher in use, so a host's proxy
 * settings stay in force. Where there is none (not undici), `fetch` is called as it is.
 */
export function patientFetch(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return (input, init) => {
    const inner = globalDispatcher();
    if (inner === undefined) return fetch(input, init);
    const dispatcher: Dispatcher = {
      dispatch: (options, handler) =>
        inner.dispatch({ ...options, headersTimeout: 0, bodyTimeout: 0 }, handler),
    };
    return fetch(input, { ...init, dispatcher } as RequestInit);
  };
}

const LATEST_MS = 3_000;

/** Does something once the browser has nothing else to do; gives the way to call it off. */
export function whenIdle(act: () => void): () => void {
  if ("requestIdleCallback" in window) {
    const id = window.requestIdleCallback(act, { timeout: LATEST_MS });
    return () => window.cancelIdleCallback(id);
  }
  const id = setTimeout(act, LATEST_MS);
  return () => clearTimeout(id);
}

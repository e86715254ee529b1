import { useSyncExternalStore } from "react";

let since: Date | null = null;
let hasMissed = false;
const listeners = new Set<() => void>();

function set(next: Date | null): void {
  if ((since === null) === (next === null)) return;
  since = next;
  listeners.forEach((listener) => listener());
}

/** The server answered, whatever it said. */
export const answered = (): void => set(null);

/** A request found no server. */
export function missed(): void {
  hasMissed = true;
  set(new Date());
}

/** The server was away since this page was loaded: a piece of its code that did not come then never comes by itself. */
export const hasBeenAway = (): boolean => hasMissed;

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Since when the server has not answered; null while it does. */
export const useUnreachableSince = (): Date | null => useSyncExternalStore(subscribe, () => since);

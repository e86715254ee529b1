import { useSyncExternalStore } from "react";

let since: Date | null = null;
const listeners = new Set<() => void>();

function set(next: Date | null): void {
  if ((since === null) === (next === null)) return;
  since = next;
  listeners.forEach((listener) => listener());
}

/** The server answered, whatever it said. */
export const answered = (): void => set(null);

/** A request found no server. */
export const missed = (): void => set(new Date());

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Since when the server has not answered; null while it does. */
export const useUnreachableSince = (): Date | null => useSyncExternalStore(subscribe, () => since);

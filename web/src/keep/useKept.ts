import { useCallback, useEffect, useRef, useState } from "react";

const PREFIX = "jemput.typed.";
const WAIT_MS = 300;

interface Stored<Value> {
  at: string;
  value: Value;
}

export interface Kept<Value> {
  value: Value;
  set: (next: Value | ((now: Value) => Value)) => void;
  /** When it was typed, where it came back from an earlier visit of the page. */
  restoredAt: string | null;
  /** It was saved, or is not wanted: begin anew. */
  forget: (next?: Value) => void;
}

/** The clock on the wall of this computer. */
export function wallClock(now: Date = new Date()): string {
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}

function read<Value>(key: string): Stored<Value> | null {
  try {
    const text = localStorage.getItem(PREFIX + key);
    return text === null ? null : (JSON.parse(text) as Stored<Value>);
  } catch {
    return null;
  }
}

function write(key: string, stored: Stored<unknown> | null): void {
  try {
    if (stored === null) localStorage.removeItem(PREFIX + key);
    else localStorage.setItem(PREFIX + key, JSON.stringify(stored));
  } catch {
    // The browser keeps nothing: what is typed lasts as long as the page.
  }
}

/**
 * State of a form that outlives a lost server, an ended session and a closed tab.
 *
 * `key` names what is typed: the page, and the thing that it belongs to. It never holds secrets: passwords are not kept.
 */
export function useKept<Value>(key: string, initial: Value): Kept<Value> {
  const [state, setState] = useState(() => {
    const stored = read<Value>(key);
    return { key, value: stored?.value ?? initial, restoredAt: stored?.at ?? null, isTyped: false };
  });
  const isGone = useRef(false);
  if (state.key !== key) {
    const stored = read<Value>(key);
    setState({ key, value: stored?.value ?? initial, restoredAt: stored?.at ?? null, isTyped: false });
  }
  useEffect(() => {
    if (!state.isTyped) return;
    const save = (): void => {
      if (!isGone.current) write(state.key, { at: wallClock(), value: state.value });
    };
    isGone.current = false;
    const timer = setTimeout(save, WAIT_MS);
    window.addEventListener("pagehide", save);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("pagehide", save);
      // A page that is left within the wait keeps the last letter as well.
      save();
    };
  }, [state]);
  const set = useCallback((next: Value | ((now: Value) => Value)) => {
    setState((now) => ({
      ...now,
      value: typeof next === "function" ? (next as (now: Value) => Value)(now.value) : next,
      isTyped: true,
    }));
  }, []);
  const forget = useCallback(
    (next?: Value) => {
      write(key, null);
      isGone.current = true;
      setState({ key, value: next ?? initial, restoredAt: null, isTyped: false });
    },
    // `initial` may be made anew at each drawing; what counts is the key.
    // oxlint-disable-next-line react/exhaustive-deps
    [key],
  );
  return { value: state.value, set, restoredAt: state.restoredAt, forget };
}

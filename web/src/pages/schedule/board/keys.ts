import type { Step } from "../grid";

/** A key, without what else an event of a browser holds: it may have to wait until a change is saved. */
export interface Pressed {
  key: string;
  /** Without Ctrl, Alt and the like. */
  isPlain: boolean;
  isShift: boolean;
}

export const pressedOf = (
  event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">,
): Pressed => ({
  key: event.key,
  isPlain: !event.ctrlKey && !event.metaKey && !event.altKey,
  isShift: event.shiftKey,
});

export type Meaning =
  | { does: "go"; step: Step }
  | { does: "page"; by: 1 | -1 }
  | { does: "putBack" | "drop" | "keys" | "cancel" | "open" | "add" | "lift" | "remove" | "menu" | "move" | "lock" };

/** What the board is like where the keyboard stands. */
export interface Standing {
  isLifted: boolean;
  isEmpty: boolean;
  isPast: boolean;
  /** A change waits for yes or no. */
  isAsked: boolean;
  mayEdit: boolean;
  hasLetters: boolean;
}

const STEPS: Readonly<Record<string, Step>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
  Home: "first",
  End: "last",
};
const LETTERS: Readonly<Record<string, "move" | "lock" | "add">> = { m: "move", k: "lock", t: "add" };
const CHANGING = new Set<Meaning["does"]>(["add", "lift", "remove", "menu", "move", "lock"]);

/** What a key of the board means; null where it means nothing to it. */
export function meaningOf({ key, isPlain, isShift }: Pressed, at: Standing): Meaning | null {
  const step = STEPS[key];
  if (step !== undefined && isPlain) return { does: "go", step };
  if (key === "PageUp" || key === "PageDown") return { does: "page", by: key === "PageUp" ? -1 : 1 };
  if (at.isLifted) {
    if (key === "Escape") return { does: "putBack" };
    return key === "Enter" || key === " " ? { does: "drop" } : null;
  }
  if (key === "?") return { does: "keys" };
  if (key === "Enter" && !at.isEmpty) return { does: "open" };
  if (!at.mayEdit) return null;
  if (key === "Escape" && at.isAsked) return { does: "cancel" };
  if (at.isPast) return null;
  const letter = at.hasLetters && isPlain ? LETTERS[key.toLowerCase()] : undefined;
  if (at.isEmpty) return key === "Enter" || letter === "add" ? { does: "add" } : null;
  if (key === " ") return { does: "lift" };
  if (key === "Delete") return { does: "remove" };
  if (key === "ContextMenu" || (key === "F10" && isShift)) return { does: "menu" };
  return letter === undefined ? null : { does: letter };
}

/** Whether a key begins a change, and so waits for the one that is being saved: that may fill or empty the cell. */
export const mayBeginChange = (pressed: Pressed, at: Standing): boolean =>
  [true, false].some((isEmpty) => {
    const meaning = meaningOf(pressed, { ...at, isEmpty, isPast: false });
    return meaning !== null && CHANGING.has(meaning.does);
  });

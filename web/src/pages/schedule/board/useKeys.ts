import { useEffect, useImperativeHandle, type KeyboardEvent as ReactKeyboardEvent, type Ref } from "react";
import type { Later } from "../useLater";
import { mayBeginChange, meaningOf, pressedOf, type Meaning, type Pressed, type Standing } from "./keys";

export interface BoardHandle {
  /** Does what a key means by now; whether the focus stays on the board. */
  press: (pressed: Pressed) => boolean;
  /** Takes the focus, where the keyboard stood last. */
  focus: () => void;
}

interface Keys {
  ref: Ref<BoardHandle>;
  standing: Standing;
  isSaving: boolean;
  later: Later<Pressed>;
  /** Does it; whether the focus stays on the board. */
  act: (meaning: Meaning) => boolean;
  focus: () => void;
  /** The first key begins to wait. */
  onWait: () => void;
}

/** Keys of the board: done at once, or after the change that is being saved. */
export function useKeys({ ref, standing, isSaving, later, act, focus, onWait }: Keys) {
  useImperativeHandle(ref, () => ({
    focus,
    press: (pressed) => {
      const meaning = meaningOf(pressed, standing);
      return meaning === null || act(meaning);
    },
  }));
  const isOfBoard = (pressed: Pressed): boolean =>
    mayBeginChange(pressed, standing) ||
    meaningOf(pressed, standing) !== null ||
    (later.isWaiting && pressed.key === "Escape");
  const wait = (pressed: Pressed): void => {
    if (later.isWaiting && pressed.key === "Escape") return later.clear();
    if (!later.isWaiting) onWait();
    later.push(pressed);
  };
  useEffect(() => {
    if (!isSaving) return;
    // The button that saves cannot hold the focus while it does.
    const onLostKey = (event: KeyboardEvent): void => {
      const holder = document.activeElement;
      if (holder !== document.body && holder?.matches(":disabled") !== true) return;
      const pressed = pressedOf(event);
      if (!isOfBoard(pressed)) return;
      event.preventDefault();
      wait(pressed);
    };
    document.addEventListener("keydown", onLostKey);
    return () => document.removeEventListener("keydown", onLostKey);
  });
  return (event: ReactKeyboardEvent<HTMLElement>): void => {
    const pressed = pressedOf(event);
    const meaning = meaningOf(pressed, standing);
    const mustWait = isSaving && (later.isWaiting ? isOfBoard(pressed) : mayBeginChange(pressed, standing));
    // What opens a visit is its button.
    if (meaning?.does === "open" && !later.isWaiting) return;
    if (meaning === null && !mustWait) return;
    event.preventDefault();
    event.stopPropagation();
    if (mustWait) wait(pressed);
    else if (meaning !== null) act(meaning);
  };
}

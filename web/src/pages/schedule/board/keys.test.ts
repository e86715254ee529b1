import { expect, it } from "vitest";
import { mayBeginChange, meaningOf, type Standing } from "./keys";

const AT: Standing = {
  isLifted: false,
  isEmpty: false,
  isPast: false,
  isAsked: false,
  mayEdit: true,
  hasLetters: true,
};
const press = (key: string, at: Partial<Standing> = {}, more: { isPlain?: boolean; isShift?: boolean } = {}) =>
  meaningOf({ key, isPlain: true, isShift: false, ...more }, { ...AT, ...at })?.does ?? null;

const waits = (key: string, at: Partial<Standing> = {}) =>
  mayBeginChange({ key, isPlain: true, isShift: false }, { ...AT, ...at });

it("moves, opens and explains whoever may change the plan or not", () => {
  for (const mayEdit of [true, false]) {
    expect(press("ArrowLeft", { mayEdit })).toBe("go");
    expect(press("PageDown", { mayEdit })).toBe("page");
    expect(press("?", { mayEdit })).toBe("keys");
    expect(press("Enter", { mayEdit })).toBe("open");
  }
});

it("changes visits that are to come, and only for those who may", () => {
  const keys = [" ", "Delete", "ContextMenu", "m", "K", "t"];
  expect(keys.map((key) => press(key))).toEqual(["lift", "remove", "menu", "move", "lock", "add"]);
  expect(keys.map((key) => press(key, { isPast: true }))).toEqual(keys.map(() => null));
  expect(keys.map((key) => press(key, { mayEdit: false }))).toEqual(keys.map(() => null));
  expect(press("F10", {}, { isShift: true })).toBe("menu");
  expect(press("F10")).toBeNull();
});

it("takes letters only without Ctrl, and not where they are switched off", () => {
  expect(press("m", {}, { isPlain: false })).toBeNull();
  expect(press("m", { hasLetters: false })).toBeNull();
  expect(press("Delete", { hasLetters: false })).toBe("remove");
});

it("adds to an empty cell", () => {
  expect(press("Enter", { isEmpty: true })).toBe("add");
  expect(press("t", { isEmpty: true })).toBe("add");
  expect(press("k", { isEmpty: true })).toBeNull();
  expect(press("Delete", { isEmpty: true })).toBeNull();
});

it("aims and drops what is lifted", () => {
  expect(press("ArrowRight", { isLifted: true })).toBe("go");
  expect(press("Enter", { isLifted: true })).toBe("drop");
  expect(press(" ", { isLifted: true })).toBe("drop");
  expect(press("Escape", { isLifted: true })).toBe("putBack");
  expect(press("Delete", { isLifted: true })).toBeNull();
  expect(press("Escape", { isAsked: true })).toBe("cancel");
  expect(press("Escape")).toBeNull();
});

it("lets what begins a change wait for the one that is being saved, whatever that puts into the cell", () => {
  for (const isEmpty of [true, false])
    expect(["Delete", "k", " ", "t"].map((key) => waits(key, { isEmpty }))).toEqual([true, true, true, true]);
  expect(["ArrowLeft", "PageUp", "?", "x"].map((key) => waits(key))).toEqual([false, false, false, false]);
  expect(waits("Delete", { mayEdit: false })).toBe(false);
});

import { expect, it } from "vitest";
import { countOf, wishOf, withCell, type Edits } from "./useEdits";

const NOTHING: Edits = { cells: {}, removed: {}, added: {} };

it("forgets a cell that is as it was", () => {
  const changed = withCell(NOTHING, "villages", 7, "recorded", "1165", "1200");
  expect(countOf(changed)).toBe(1);
  expect(countOf(withCell(changed, "villages", 7, "recorded", "1200", "1200"))).toBe(0);
});

it("sends each row once; an emptied cell is null, a removed row is not set as well", () => {
  let edits = withCell(NOTHING, "villages", 7, "recorded", "1165", "");
  edits = withCell(edits, "villages", 7, "ikd_active", "", "12");
  edits = withCell(edits, "villages", 9, "recorded", "1", "2");
  edits = { ...edits, removed: { villages: [9] }, added: { stock: [{ opening: "5", reserve: " " }, { opening: "" }] } };
  expect(wishOf(edits)).toEqual([
    { op: "set", sheet: "villages", row: 7, cells: { recorded: "1165", ikd_active: null } },
    { op: "add", sheet: "stock", cells: { opening: "5" } },
    { op: "remove", sheet: "villages", row: 9 },
  ]);
});

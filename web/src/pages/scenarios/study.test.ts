import { describe, expect, it } from "vitest";
import type { ChangeKind } from "@/api/generated";
import { askedOf, changeOf, firstTyped } from "./study";

const part = (name: string, type: ChangeKind["parts"][number]["type"]): ChangeKind["parts"][number] => ({
  name,
  names: { id: name, en: name },
  type,
  needed: true,
  choices: [],
});
const kinds: ChangeKind[] = [
  { kind: "stock", names: { id: "stok", en: "stock" }, about: "", parts: [part("difference", "number")] },
  {
    kind: "staff_added",
    names: { id: "petugas-tambah", en: "staff-added" },
    about: "",
    parts: [part("skills", "choices"), part("count", "number")],
  },
];

describe("a study as it is typed", () => {
  it("takes numbers as numbers and lists as lists, and leaves out what is empty", () => {
    expect(changeOf({ kind: "stock", parts: { difference: " 4000 " } }, kinds)).toEqual({
      kind: "stock",
      difference: 4000,
    });
    expect(changeOf({ kind: "staff_added", parts: { skills: "record, drive", count: "" } }, kinds)).toEqual({
      kind: "staff_added",
      skills: ["record", "drive"],
    });
  });

  it("asks a curve, a target and a swing only where they are wanted", () => {
    const typed = { ...firstTyped("2027-01"), name: " Usulan " };
    expect(askedOf(typed, "ds_1", kinds)).toMatchObject({ name: "Usulan", grid: [], seek: [], swing: [] });
    const all = { ...typed, swing: true, curve: { ...typed.curve, on: true }, seek: { ...typed.seek, on: true } };
    const asked = askedOf(all, "ds_1", kinds);
    expect(asked.grid?.[0]?.axes).toHaveLength(2);
    expect(asked.seek?.[0]).toMatchObject({ measure: "recording", percent: 96 });
    expect(asked.swing?.[0]?.name).toBe("kehadiran");
  });
});

import { expect, test } from "vitest";
import { changeOf, draftFrom } from "./changes";

const draft = draftFrom("2027-01-09", "2027-01-14");

test("a change is one only when all of it is typed", () => {
  expect(changeOf(draft)).toBeNull();
  expect(changeOf({ ...draft, places: ["17.02.07.2028"] })).toEqual({
    kind: "road_cut",
    sites: ["17.02.07.2028"],
    first: "2027-01-09",
    last: "2027-01-14",
  });
  expect(changeOf({ ...draft, kind: "staff_away" })).toBeNull();
  expect(changeOf({ ...draft, kind: "delivery_added", quantity: 0 })).toBeNull();
});

test("a delivery that does not come is none, and equipment that breaks is fewer", () => {
  expect(changeOf({ ...draft, kind: "delivery", due: "2027-01-12", day: "", quantity: 0 })).toEqual({
    kind: "delivery",
    due: "2027-01-12",
    day: null,
    quantity: 0,
  });
  expect(changeOf({ ...draft, kind: "equipment", quantity: 2 })).toMatchObject({ pieces: -2 });
});

test("days that a place agreed to are named as such, and only where somebody says so", () => {
  const asked = { ...draft, kind: "other_days" as const, places: ["10700001"], days: ["2027-01-12", "2027-01-11"] };
  const days = ["2027-01-11", "2027-01-12"];
  expect(changeOf(asked)).toEqual({ kind: "other_days", site: "10700001", days });
  expect(changeOf({ ...asked, agreed: true })).toEqual({ kind: "other_days", site: "10700001", days, agreed: true });
});

import { expect, test } from "vitest";
import { dayOfCell } from "./dayOfCell";
import { changeOf } from "./useDeliveries";

test("a day is read as offices write it", () => {
  for (const text of ["2027-01-12", "2027-01-12 00:00:00", "12/01/2027", "12 Januari 2027", "12 Jan 2027"])
    expect(dayOfCell(text)).toBe("2027-01-12");
  for (const text of ["", "besok", "12 xx 2027"]) expect(dayOfCell(text)).toBeNull();
});

test("a delivery that stays as it was is no change", () => {
  const there = [{ day: "2027-01-12", cards: 4000, chance_percent: 90, counted: true }];
  expect(changeOf({ due: "2027-01-12", day: "2027-01-12", cards: 4000 }, there)).toBeNull();
  expect(changeOf({ due: "2027-01-12", day: "2027-01-22", cards: 1500 }, there)).toEqual({
    kind: "delivery",
    due: "2027-01-12",
    day: "2027-01-22",
    quantity: 1500,
  });
  expect(changeOf({ due: null, day: "2027-01-12", cards: "" }, there)).toBeNull();
});

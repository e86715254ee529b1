import { expect, it } from "vitest";
import { lastDayOf, monthsFrom } from "./months";

it("goes over the end of a year", () => {
  expect(monthsFrom(new Date(2026, 10, 30), 4)).toEqual(["2026-11", "2026-12", "2027-01", "2027-02"]);
});

it("knows how long months are", () => {
  expect(["2027-01", "2027-02", "2028-02", "2027-12"].map(lastDayOf)).toEqual([
    "2027-01-31",
    "2027-02-28",
    "2028-02-29",
    "2027-12-31",
  ]);
});

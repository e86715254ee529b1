import { expect, it } from "vitest";
import { boxOf, coverageStep, densest, isClosed, isShown, middleOf, visitStep } from "./places";

it("sorts coverage into its steps", () => {
  const steps = [1, 3, 6, 10];
  expect([0, 10, 11, 30, 60, 61, 100, 101].map((permille) => coverageStep(permille, steps))).toEqual([
    0, 0, 1, 1, 2, 3, 3, 4,
  ]);
  expect(coverageStep(null, steps)).toBeNull();
});

it("sorts last visits by months before a day", () => {
  expect(visitStep("2026-11-15", "2027-01-01")).toBe(0);
  expect(visitStep("2026-08-01", "2027-01-01")).toBe(1);
  expect(visitStep("2025-01-01", "2027-01-01")).toBe(3);
  expect(visitStep(null, "2027-01-01")).toBeNull();
});

it("finds the densest group and the box around it", () => {
  const far: [number, number][] = [
    [0, 0],
    [10, 0],
    [0, 10],
    [10, 10],
  ];
  const town: [number, number][] = [
    [5, 5],
    [5.1, 5],
    [5, 5.1],
  ];
  expect(densest([...far, ...town])).toEqual([5, 5, 5.1, 5.1]);
  expect(boxOf([])).toBeNull();
});

it("shows what is of the day and the team", () => {
  const item = { day: "2027-01-04", team: "T1" };
  expect(isShown(item, null, null)).toBe(true);
  expect(isShown(item, "2027-01-04", "T1")).toBe(true);
  expect(isShown(item, "2027-01-05", null)).toBe(false);
  expect(isShown(item, null, "T2")).toBe(false);
});

it("names a region at one of its places", () => {
  const bent: [number, number][] = [
    [0, 0],
    [0, 4],
    [1, 2],
  ];
  expect(middleOf(bent)).toEqual([1, 2]);
  expect(middleOf([])).toBeNull();
});

it("knows on which days a place is closed or cut off", () => {
  const cuts = [{ site: "b", name: "B", first: "2027-01-09", last: "2027-01-14" }];
  const place = { closed: ["2027-01-04"], cuts };
  expect(["2027-01-04", "2027-01-09", "2027-01-14", "2027-01-15"].map((day) => isClosed(place, day))).toEqual([
    true,
    true,
    true,
    false,
  ]);
  expect(isClosed(place, null)).toBe(true);
  expect(isClosed({ closed: [] }, null)).toBe(false);
});

import { expect, it } from "vitest";
import { dayAfter, daysBetween, mondayOf, monthsOf, twoWeeks, weekdayOf, weeksOf, windowOf, windowsOf } from "./days";

it("counts calendar days over months and leap years", () => {
  expect(dayAfter("2028-02-28", 1)).toBe("2028-02-29");
  expect(dayAfter("2027-03-01", -1)).toBe("2027-02-28");
  expect(weekdayOf("2027-01-04")).toBe(1);
  expect(weekdayOf("2027-01-10")).toBe(7);
  expect(mondayOf("2027-01-10")).toBe("2027-01-04");
});

it("puts every day into exactly one window of two weeks", () => {
  const days = daysBetween("2027-01-01", "2027-03-31");
  const windows = windowsOf(days);
  expect(days).toHaveLength(90);
  expect(windows.flatMap((monday) => twoWeeks(days, monday))).toEqual(days);
  expect(windowOf(windows, "2027-01-12")).toBe("2027-01-11");
  expect(windowOf(windows, "2026-12-01")).toBe(windows[0]);
});

it("lays a month out in weeks", () => {
  const weeks = weeksOf("2027-01");
  expect(weeks[0]).toEqual([null, null, null, null, "2027-01-01", "2027-01-02", "2027-01-03"]);
  expect(weeks.flat().filter(Boolean)).toHaveLength(31);
  expect(weeks.every((week) => week.length === 7)).toBe(true);
  expect(monthsOf(["2027-01-31", "2027-02-01", "2027-02-02"])).toEqual(["2027-01", "2027-02"]);
});

import { expect, it } from "vitest";
import { weekOf } from "./weekOf";

it("tells the coming days, or the nearest seven of the plan", () => {
  expect(weekOf("2027-01-11", "2027-01-01", "2027-01-31")).toEqual({
    first: "2027-01-11",
    last: "2027-01-17",
    kind: "now",
  });
  expect(weekOf("2026-12-07", "2027-01-01", "2027-01-31")).toEqual({
    first: "2027-01-01",
    last: "2027-01-07",
    kind: "start",
  });
  expect(weekOf("2026-12-28", "2027-01-01", "2027-01-31")).toEqual({
    first: "2026-12-28",
    last: "2027-01-03",
    kind: "now",
  });
  expect(weekOf("2027-02-03", "2027-01-01", "2027-01-31")).toEqual({
    first: "2027-01-25",
    last: "2027-01-31",
    kind: "over",
  });
});

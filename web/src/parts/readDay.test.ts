import { expect, it } from "vitest";
import { readDay } from "./readDay";

it.each([
  ["12/01/2027", "2027-01-12"],
  [" 2/1/2027 ", "2027-01-02"],
  ["12-01-2027", "2027-01-12"],
  ["12.01.2027", "2027-01-12"],
  ["2027-01-12", "2027-01-12"],
  ["29/02/2028", "2028-02-29"],
])("reads %s", (text, day) => {
  expect(readDay(text)).toBe(day);
});

it.each(["", "12", "12/01", "12/01/27", "31/02/2027", "29/02/2027", "01/13/2027", "2027-13-01", "besok"])(
  "finds no day in '%s'",
  (text) => {
    expect(readDay(text)).toBeNull();
  },
);

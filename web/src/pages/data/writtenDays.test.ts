import { expect, test } from "vitest";
import { unwritten, written } from "./writtenDays";

test("days of a sheet are shown as offices write them, and kept as the sheet holds them", () => {
  expect(written("2027-01-07; 2027-01-11..2027-01-15")).toBe("07/01/2027; 11/01/2027..15/01/2027");
  expect(unwritten("7/1/2027; 11.01.2027..15/01/2027")).toBe("2027-01-07; 2027-01-11..2027-01-15");
  expect(unwritten(written("2027-02-28"))).toBe("2027-02-28");
  expect(unwritten("31/02/2027")).toBe("31/02/2027");
});

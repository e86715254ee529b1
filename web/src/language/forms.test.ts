import { expect, it } from "vitest";
import { formsOf } from "./forms";

const id = formsOf("id");
const en = formsOf("en");
const plain = (text: string): string => text.replaceAll(/[  ]/g, " ");

it("writes numbers and money as the office does", () => {
  expect(id.number(214600)).toBe("214.600");
  expect(plain(id.percent(0.4, 1))).toBe("0,4 %");
  expect(plain(id.rupiah(1250000))).toBe("Rp 1.250.000");
  expect(plain(id.rupiahShort(41_200_000))).toBe("Rp 41,2 jt");
  expect(plain(id.rupiahShort(-41_200_000))).toBe("−Rp 41,2 jt");
  expect(id.change(-14)).toBe("−14");
  expect(id.change(12)).toBe("+12");
  expect(id.change(0)).toBe("0");
  expect(id.number(-0.2)).toBe("0");
  expect(en.number(1234)).toBe("1,234");
  expect(plain(en.rupiah(1250000))).toBe("Rp 1,250,000");
});

it("writes days in words, whatever zone the browser has", () => {
  expect(id.day("2027-01-12")).toBe("Sel 12 Jan 2027");
  expect(id.dayLong("2027-01-12")).toBe("12 Januari 2027");
  expect(id.month("2027-01")).toBe("Januari 2027");
  expect(en.day("2027-01-12")).toBe("Tue 12 Jan 2027");
});

it("tells the wall clock of the office", () => {
  expect(id.moment("2027-01-12T23:30:00+07:00")).toBe("Sel 12 Jan 2027 23.30");
  expect(en.moment("2027-01-12T09:05:00+07:00")).toBe("Tue 12 Jan 2027 09:05");
});

it("names a whole month by its name, anything else by its ends", () => {
  expect(id.period("2027-01-01", "2027-01-31")).toBe("Januari 2027");
  expect(id.period("2027-02-01", "2027-02-28")).toBe("Februari 2027");
  expect(id.period("2027-01-04", "2027-01-15")).toBe("Sen 4 Jan – Jum 15 Jan 2027");
});

it("sorts names as people do", () => {
  expect(["Desa 10", "desa 2", "Álang"].toSorted(id.compare)).toEqual(["Álang", "desa 2", "Desa 10"]);
});

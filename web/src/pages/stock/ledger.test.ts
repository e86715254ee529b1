import { expect, it } from "vitest";
import type { StockTold } from "@/api/generated";
import { firstAmber, firstRed, reserveOf, stockDays } from "./ledger";

const RESERVE = 500;

/** A ledger as the service makes it: stock less counter and field, and what the field may have used in all. */
function ledgerOf(
  opening: number,
  days: readonly { counter: number; field: number; received?: number }[],
): StockTold[] {
  let level = opening;
  let without = opening;
  return days.map(({ counter, field, received = 0 }, index) => {
    const start = level;
    level += received - counter - field;
    without += received - counter;
    return {
      day: `2027-01-0${index + 1}`,
      opening: start,
      received,
      counter,
      field,
      waste: 0,
      closing: level,
      allowed: Math.max(0, without - RESERVE),
    };
  });
}

it("finds the reserve back, also after deliveries", () => {
  expect(
    reserveOf(
      ledgerOf(2000, [
        { counter: 75, field: 200 },
        { counter: 75, field: 0, received: 400 },
      ]),
    ),
  ).toBe(RESERVE);
  expect(reserveOf(ledgerOf(300, [{ counter: 75, field: 0 }]))).toBeNull();
});

it("names the first day on which the field takes too many, and how many", () => {
  const days = stockDays(
    ledgerOf(1000, [
      { counter: 75, field: 300 },
      { counter: 75, field: 150 },
      { counter: 75, field: 0 },
    ]),
  );
  expect(days.map((day) => day.short)).toEqual([0, 100, 175]);
  expect(firstRed(days)?.day).toBe("2027-01-02");
  expect(firstAmber(days)).toBeUndefined();
});

it("tells the counter's own shortage apart from the field's", () => {
  const days = stockDays(
    ledgerOf(700, [
      { counter: 150, field: 0 },
      { counter: 150, field: 0 },
    ]),
  );
  expect(days.map((day) => [day.short, day.counterShort])).toEqual([
    [0, 0],
    [0, 100],
  ]);
  expect(firstAmber(days)?.day).toBe("2027-01-02");
});

import { expect, test } from "vitest";
import type { StockLedger } from "@/api/generated";
import { formsOf } from "@/language/forms";
import { sayIn } from "@/language/words";
import { burnDown, USES } from "./charts";

const language = {
  ...formsOf("id"),
  code: "id" as const,
  say: (pair: readonly [string, string], values = {}) => sayIn("id", pair, values),
  told: ({ id }: { id: string }) => id,
  actor: (name: string) => name,
};
const day = {
  day: "2027-01-11",
  opening: 1000,
  received: 0,
  counter: 75,
  field: 40.04,
  waste: 0.4,
  closing: 884.6,
  without_field: 925,
  field_used: 40.4,
  field_allowed: 425,
};
const ledger = { reserve: 500, days: [day], deliveries: [] } as unknown as StockLedger;

interface Drawn {
  tooltip: { valueFormatter: (value: unknown) => string };
  series: { name: string; type: string; itemStyle: { color: string; decal?: object } }[];
}

test("each kind of use has its bar, and the legend has the names and signs of the bars", () => {
  const { series } = burnDown(language, ledger) as unknown as Drawn;
  const bars = series.filter(({ type }) => type === "bar");
  expect(bars.map(({ name }) => name)).toEqual(["Loket", "Lapangan", "Rusak"]);
  expect(bars.map(({ itemStyle }) => itemStyle.color)).toEqual(USES.map(({ colour }) => colour));
  expect(bars.map(({ itemStyle }) => itemStyle.decal !== undefined)).toEqual(USES.map(({ isHatched }) => isHatched));
  expect(new Set(USES.map(({ colour, isHatched }) => `${colour} ${isHatched}`)).size).toBe(USES.length);
});

test("what is pointed at is told with its unit", () => {
  const { tooltip } = burnDown(language, ledger) as unknown as Drawn;
  expect(tooltip.valueFormatter(884)).toBe("884 keping");
  expect(tooltip.valueFormatter(null)).toBe("–");
});

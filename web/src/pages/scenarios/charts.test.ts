import { expect, test } from "vitest";
import type { CurveTold } from "@/api/generated";
import { formsOf } from "@/language/forms";
import { sayIn } from "@/language/words";
import { curveChart, kneesOf } from "./charts";

const point = (name: string, spent: number, recorded: number, isKnee = false) => ({
  name,
  spent_rupiah: spent,
  recorded,
  on_hull: true,
  is_knee: isKnee,
});
const curve: CurveTold = {
  grid: "kurva",
  axes: [
    { id: "tim", en: "teams" },
    { id: "anggaran", en: "budget" },
  ],
  line: [3],
  knee: "kurva-tim3-anggaran40000000",
  points: [
    point("kurva-tim3-anggaran20000000", 19_500_000, 900),
    point("kurva-tim3-anggaran40000000", 38_250_000, 2140.4, true),
    point("kurva-tim3-anggaran60000000", 51_000_000, 2200),
  ],
};
const language = {
  ...formsOf("id"),
  code: "id" as const,
  say: (pair: readonly [string, string], values = {}) => sayIn("id", pair, values),
  told: ({ id }: { id: string }) => id,
  actor: (name: string) => name,
};

test("the knee of a curve is told by what it is, not by the name of a cell", () => {
  const [told] = kneesOf(language, [curve, { ...curve, points: curve.points.slice(0, 1) }]);
  expect(told?.replaceAll("\u00A0", " ")).toBe("tim 3: Rp 38.250.000, 2.140 orang");
});

test("lines are named by what they hold still, and the axis by what runs along it", () => {
  expect(curveChart(language, [curve])).toMatchObject({
    xAxis: { name: "Biaya, juta rupiah" },
    series: [{ name: "tim 3" }],
  });
});

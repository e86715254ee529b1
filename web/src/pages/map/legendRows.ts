import { COVERAGE_FILL, COVERAGE_STEPS, SIGNAL } from "@/design/tokens";
import type { Language } from "@/language/useLanguage";
import type { Choice } from "./drawing";
import { coverageStep, VISIT_STEPS, visitStep, type Village } from "./places";
import { signalWords } from "./VillageSheet";
import { words } from "./words";

export interface LegendRow {
  key: string;
  colour: string;
  name: string;
  n: number;
}

/** What the colours of the land mean, with how many villages have each. */
export function legendRows(
  { say, number }: Pick<Language, "say" | "number">,
  villages: readonly Village[],
  choice: Pick<Choice, "fill" | "today">,
): LegendRow[] {
  if (choice.fill === "signal")
    return Object.entries(SIGNAL).map(([id, tone]) => ({
      key: id,
      colour: tone.ground,
      name: say(signalWords[id as keyof typeof SIGNAL]),
      n: villages.filter((village) => village.signal === id).length,
    }));
  const isCoverage = choice.fill === "coverage";
  const steps: readonly number[] = isCoverage ? COVERAGE_STEPS : VISIT_STEPS;
  const stepOf = (village: Village): number | null =>
    isCoverage
      ? coverageStep(village.unrecorded_permille, COVERAGE_STEPS)
      : visitStep(village.last_visit, choice.today);
  const nameOf = (index: number): string => {
    const last = index === steps.length;
    if (isCoverage)
      return last
        ? say(words.over, { from: number(steps.at(-1) ?? 0) })
        : say(words.step, { from: number(steps[index - 1] ?? 0), to: number(steps[index] ?? 0) });
    return last ? say(words.longer, { n: steps.at(-1) ?? 0 }) : say(words.within, { n: steps[index] ?? 0 });
  };
  const rows = [...steps, null].map((_, index) => ({
    key: String(index),
    colour: COVERAGE_FILL[index] ?? "#fff",
    name: nameOf(index),
    n: villages.filter((village) => stepOf(village) === index).length,
  }));
  const missing = villages.filter((village) => stepOf(village) === null).length;
  if (missing === 0) return rows;
  return [...rows, { key: "no", colour: "#fff", name: say(isCoverage ? words.unknown : words.never), n: missing }];
}

/** What the land is coloured by. */
export const legendTitle = (choice: Pick<Choice, "fill">) =>
  choice.fill === "coverage" ? words.unrecorded : choice.fill === "signal" ? words.signal : words.visited;

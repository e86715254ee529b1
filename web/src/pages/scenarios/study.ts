import type { ChangeKind, ChangePart, StudyAsked } from "@/api/generated";
import type { Code } from "@/language/code";
import { readDay } from "@/parts/readDay";

/** Parts that are asked for in percent, and how many of their own units one percent is. */
export const PERCENT: Readonly<Record<string, number>> = { ppm: 10_000, probability_permille: 10 };

export interface TypedChange {
  kind: string;
  parts: Record<string, string>;
}

export interface TypedScenario {
  name: string;
  title: string;
  changes: TypedChange[];
}

export interface Typed {
  name: string;
  dataset: string | null;
  month: string;
  months: number;
  scenarios: TypedScenario[];
  curve: { on: boolean; teamsFrom: number; teamsTo: number; moneyFrom: number; moneyTo: number; moneyStep: number };
  seek: { on: boolean; measure: "recording" | "ikd"; percent: number; moneyMax: number };
  swing: boolean;
}

export const firstTyped = (month: string, code: Code = "id"): Typed => ({
  name: "",
  dataset: null,
  month,
  months: 1,
  scenarios: [
    {
      name: code === "id" ? "satu-tim-lagi" : "one-more-team",
      title: "",
      changes: [{ kind: "teams_added", parts: {} }],
    },
  ],
  curve: { on: false, teamsFrom: 2, teamsTo: 4, moneyFrom: 20_000_000, moneyTo: 60_000_000, moneyStep: 10_000_000 },
  seek: { on: false, measure: "recording", percent: 96, moneyMax: 60_000_000 },
  swing: false,
});

const valueOf = (part: ChangePart, text: string): unknown => {
  const listed = (): string[] =>
    text
      .split(",")
      .map((word) => word.trim())
      .filter((word) => word !== "");
  switch (part.type) {
    case "number":
      return Number(text);
    case "yes-no":
      return text === "true";
    case "dates":
      return listed().map((day) => readDay(day) ?? day);
    case "texts":
    case "choices":
      return listed();
    default:
      return text;
  }
};

/** The parts of a change that were filled in, as the service takes them. */
export function changeOf(typed: TypedChange, kinds: readonly ChangeKind[]): Record<string, unknown> {
  const kind = kinds.find((one) => one.kind === typed.kind);
  const parts = (kind?.parts ?? []).flatMap((part) => {
    const text = typed.parts[part.name]?.trim() ?? "";
    return text === "" ? [] : [[part.name, valueOf(part, text)] as const];
  });
  return { kind: typed.kind, ...Object.fromEntries(parts) };
}

/** What is asked, as it was typed. */
export function askedOf(typed: Typed, dataset: string, kinds: readonly ChangeKind[]): StudyAsked {
  const { curve, seek } = typed;
  return {
    name: typed.name.trim(),
    dataset_id: dataset,
    month: typed.month,
    months: typed.months,
    scenario: typed.scenarios.map((one) => ({
      name: one.name.trim(),
      title: one.title.trim(),
      changes: one.changes.map((change) => changeOf(change, kinds)),
    })),
    grid: curve.on
      ? [
          {
            name: "kurva",
            axes: [
              { vary: "teams", from: curve.teamsFrom, to: curve.teamsTo },
              { vary: "budget", from: curve.moneyFrom, to: curve.moneyTo, step: curve.moneyStep },
            ],
          },
        ]
      : [],
    swing: typed.swing
      ? [
          {
            name: "kehadiran",
            low: [{ kind: "show_up", site_kind: "village", ppm: 400_000 }],
            high: [{ kind: "show_up", site_kind: "village", ppm: 600_000 }],
          },
        ]
      : [],
    seek: seek.on
      ? [{ name: "sasaran", measure: seek.measure, percent: seek.percent, money_max: seek.moneyMax, step: 1_000_000 }]
      : [],
  };
}

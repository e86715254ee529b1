import type { ReactNode } from "react";
import type { VisitTold } from "@/api/generated";
import type { Language } from "@/language/useLanguage";
import type { Words } from "@/language/words";
import type { Column } from "./DataTable";

const words = {
  day: ["Hari", "Day"],
  team: ["Tim", "Team"],
  place: ["Tempat", "Place"],
  hours: ["Jam", "Hours"],
  held: ["sudah dilaksanakan", "held"],
  invited: ["Diundang", "Invited"],
  recorded: ["Rekam (perkiraan)", "Recorded (estimate)"],
  cards: ["Kartu", "Cards"],
  ikd: ["IKD", "IKD"],
  people: ["orang", "people"],
  pieces: ["keping", "cards"],
} as const satisfies Words;

/** Names of the villages and schools whose people come, other than the place itself. */
export const joinedOf = ({ people, site }: Pick<VisitTold, "people" | "site">): string[] =>
  people.filter((origin) => origin.site !== site).map((origin) => origin.name);

export type VisitColumn = "day" | "team" | "place" | "hours" | "invited" | "recorded" | "cards" | "ikd";

/** The columns of a visit, the same wherever visits are listed; `cells` draws one of them otherwise. */
export function visitColumns(
  { say, day, time }: Language,
  keys: readonly VisitColumn[],
  cells: Partial<Record<VisitColumn, (visit: VisitTold) => ReactNode>> = {},
): Column<VisitTold>[] {
  const counted = (key: "invited" | "recorded" | "cards" | "ikd", unit: string): Column<VisitTold> => ({
    key,
    title: say(words[key]),
    unit,
    isNumber: true,
    value: (visit) => visit[key],
  });
  const all: Record<VisitColumn, Column<VisitTold>> = {
    day: {
      key: "day",
      title: say(words.day),
      isWhole: true,
      value: (visit) => `${visit.day} ${visit.team} ${visit.stop}`,
      cell: (visit) => day(visit.day),
    },
    team: { key: "team", title: say(words.team), isWhole: true, value: (visit) => visit.team },
    place: {
      key: "place",
      title: say(words.place),
      isHead: true,
      value: (visit) => `${visit.name}, ${visit.subdistrict}`,
    },
    hours: {
      key: "hours",
      title: say(words.hours),
      isWhole: true,
      value: (visit) => visit.start,
      // Nobody kept the hours of what is over.
      cell: (visit) => (visit.done ? say(words.held) : `${time(visit.start)}–${time(visit.end)}`),
    },
    invited: counted("invited", say(words.people)),
    recorded: counted("recorded", say(words.people)),
    cards: counted("cards", say(words.pieces)),
    ikd: counted("ikd", say(words.people)),
  };
  return keys.map((key) => {
    const cell = cells[key];
    return cell === undefined ? all[key] : { ...all[key], cell };
  });
}

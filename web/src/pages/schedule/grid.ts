import type { CellTold, VisitTold } from "@/api/generated";

export const cellKey = (team: string, day: string): string => `${team} ${day}`;
export const visitId = (site: string, day: string): string => `${site}@${day}`;

/** Visits of each team and day, in the order in which they are made. */
export function visitsByCell(visits: readonly VisitTold[]): ReadonlyMap<string, readonly VisitTold[]> {
  const found = new Map<string, VisitTold[]>();
  for (const visit of visits) {
    const key = cellKey(visit.team, visit.day);
    const there = found.get(key);
    if (there === undefined) found.set(key, [visit]);
    else there.push(visit);
  }
  for (const there of found.values())
    there.sort((one, other) => one.stop - other.stop || (one.start < other.start ? -1 : 1));
  return found;
}

/** Days of each trip that is longer than one day, in their order. */
export function longTrips(visits: readonly VisitTold[]): ReadonlyMap<string, readonly string[]> {
  const days = new Map<string, Set<string>>();
  for (const { trip, day } of visits) {
    const there = days.get(trip) ?? new Set<string>();
    days.set(trip, there.add(day));
  }
  return new Map([...days].filter(([, on]) => on.size > 1).map(([trip, on]) => [trip, [...on].toSorted()]));
}

/** People who are expected to get something at a visit: recordings, or cards where nobody is recorded. */
export const expectedOf = (visit: Pick<VisitTold, "recorded" | "cards" | "ikd">): number =>
  Math.max(visit.recorded, visit.cards, visit.ikd);

/** Where one stands on the board: a team, a day, and which of the visits there. */
export interface Place {
  team: string;
  day: string;
  index: number;
}

export type Step = "left" | "right" | "up" | "down" | "first" | "last";

/** The place that an arrow leads to; it stays where there is no further. */
export function stepped(
  place: Place,
  step: Step,
  teams: readonly string[],
  days: readonly string[],
  count: (team: string, day: string) => number,
): Place {
  const row = teams.indexOf(place.team);
  const column = days.indexOf(place.day);
  const at = (team: string | undefined, day: string | undefined, index: number): Place =>
    team === undefined || day === undefined ? place : { team, day, index };
  switch (step) {
    case "left":
      return at(place.team, days[column - 1], 0);
    case "right":
      return at(place.team, days[column + 1], 0);
    case "first":
      return at(place.team, days[0], 0);
    case "last":
      return at(place.team, days.at(-1), 0);
    case "down":
      if (place.index + 1 < count(place.team, place.day)) return { ...place, index: place.index + 1 };
      return at(teams[row + 1], place.day, 0);
    case "up": {
      if (place.index > 0) return { ...place, index: place.index - 1 };
      const above = row > 0 ? teams[row - 1] : undefined;
      return at(above, place.day, above === undefined ? 0 : Math.max(0, count(above, place.day) - 1));
    }
  }
}

/** Columns that are seen, with some on either side. */
export function columnsSeen(
  widths: readonly number[],
  from: number,
  width: number,
  more: number,
): { first: number; last: number } {
  let left = 0;
  let first = widths.length;
  let last = -1;
  widths.forEach((size, index) => {
    if (left + size > from - more && left < from + width + more) {
      first = Math.min(first, index);
      last = index;
    }
    left += size;
  });
  return last < 0 ? { first: 0, last: Math.min(widths.length, 1) - 1 } : { first, last };
}

const RANK: Record<CellTold["verdict"], number> = { legal: 0, costs: 1, breaks: 2, here: 3 };

/** The best first: what breaks nothing and brings most, then what costs, then what breaks. */
export function ranked(cells: readonly CellTold[]): CellTold[] {
  return cells.toSorted(
    (one, other) =>
      RANK[one.verdict] - RANK[other.verdict] ||
      one.violations.length - other.violations.length ||
      other.value - one.value ||
      one.cost_rupiah - other.cost_rupiah ||
      (one.day < other.day ? -1 : Number(one.day > other.day)) ||
      (one.team < other.team ? -1 : 1),
  );
}

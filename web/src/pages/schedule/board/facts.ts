import type { DayTold, TeamTold } from "@/api/generated";
import type { TeamColour } from "@/design/tokens";

/** What is known of days and teams beside the visits. */
export interface BoardFacts {
  teams: readonly string[];
  told: ReadonlyMap<string, TeamTold>;
  colours: ReadonlyMap<string, TeamColour>;
  days: ReadonlyMap<string, DayTold>;
  longTrips: ReadonlyMap<string, readonly string[]>;
}

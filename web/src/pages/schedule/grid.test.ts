import { describe, expect, it } from "vitest";
import type { CellTold, VisitTold } from "@/api/generated";
import { joinedOf } from "@/parts/visitColumns";
import { cellKey, columnsSeen, longTrips, ranked, stepped, visitsByCell } from "./grid";

const visit = (over: Partial<VisitTold>): VisitTold => ({
  id: "v",
  day: "2027-01-04",
  team: "T1",
  trip: "trip",
  stop: 1,
  site: "17.02.01.2001",
  name: "Bukit Batu",
  kind: "village",
  subdistrict: "Curup",
  lat: -3.4,
  lon: 102.5,
  service: "recording",
  arrive: "08:30",
  start: "09:00",
  end: "12:00",
  depart: "12:30",
  is_hub: false,
  satellite_kit: false,
  pinned: false,
  invited: 10,
  recorded: 8,
  cards: 5,
  ikd: 2,
  people: [],
  staff: [],
  ...over,
});

describe("visits on the board", () => {
  it("lie in their cell in the order of the trip", () => {
    const found = visitsByCell([
      visit({ id: "b", stop: 2 }),
      visit({ id: "a", stop: 1 }),
      visit({ id: "c", team: "T2" }),
    ]);
    expect(found.get(cellKey("T1", "2027-01-04"))?.map((item) => item.id)).toEqual(["a", "b"]);
    expect(found.get(cellKey("T2", "2027-01-04"))).toHaveLength(1);
    expect(found.get(cellKey("T2", "2027-01-05"))).toBeUndefined();
  });

  it("tells nights out", () => {
    const visits = [
      visit({ trip: "long", day: "2027-01-06", satellite_kit: true }),
      visit({ trip: "long", day: "2027-01-05" }),
      visit({ trip: "short", day: "2027-01-06", team: "T2", satellite_kit: true }),
    ];
    expect([...longTrips(visits)]).toEqual([["long", ["2027-01-05", "2027-01-06"]]]);
  });

  it("names who joins without the place itself", () => {
    const origin = { name: "", invited: 1, invited_ikd: 0, recorded: 1, cards: 1, ikd: 0 };
    const people = [
      { ...origin, site: "17.02.01.2001" },
      { ...origin, site: "17.02.01.2002", name: "B" },
    ];
    expect(joinedOf({ site: "17.02.01.2001", people })).toEqual(["B"]);
  });
});

const teams = ["T1", "T2"];
const days = ["2027-01-04", "2027-01-05"];
const count = (team: string): number => (team === "T1" ? 2 : 0);
const at = (team: string, day: string, index = 0) => ({ team, day, index });

describe("steps by keyboard", () => {
  it("goes through the cards of a cell, then to the next team", () => {
    expect(stepped(at("T1", "2027-01-04"), "down", teams, days, count)).toEqual(at("T1", "2027-01-04", 1));
    expect(stepped(at("T1", "2027-01-04", 1), "down", teams, days, count)).toEqual(at("T2", "2027-01-04"));
    expect(stepped(at("T2", "2027-01-04"), "up", teams, days, count)).toEqual(at("T1", "2027-01-04", 1));
  });

  it("stays on the board", () => {
    expect(stepped(at("T1", "2027-01-04"), "left", teams, days, count)).toEqual(at("T1", "2027-01-04"));
    expect(stepped(at("T1", "2027-01-04"), "up", teams, days, count)).toEqual(at("T1", "2027-01-04"));
    expect(stepped(at("T2", "2027-01-05"), "down", teams, days, count)).toEqual(at("T2", "2027-01-05"));
    expect(stepped(at("T1", "2027-01-04", 1), "last", teams, days, count)).toEqual(at("T1", "2027-01-05"));
  });
});

describe("columns", () => {
  it("draws what is seen and a little more", () => {
    const widths = Array.from({ length: 92 }, () => 46);
    expect(columnsSeen(widths, 0, 460, 0)).toEqual({ first: 0, last: 9 });
    expect(columnsSeen(widths, 460, 460, 92)).toEqual({ first: 8, last: 21 });
    expect(columnsSeen(widths, 92 * 46 - 100, 460, 0).last).toBe(91);
    expect(columnsSeen([], 0, 100, 0)).toEqual({ first: 0, last: -1 });
  });
});

const cell = (over: Partial<CellTold>): CellTold => ({
  team: "T1",
  day: "2027-01-04",
  verdict: "legal",
  violations: [],
  mended: 0,
  value: 0,
  recording: 0,
  cards: 0,
  ikd: 0,
  cost_rupiah: 0,
  distance_m: 0,
  team_days: 0,
  announced: [],
  ...over,
});

it("ranks places: legal first, then by what they bring", () => {
  const rule = { rule: "crew", where: "", found: "", allowed: "", amount: 1, sentence: { id: "", en: "" } };
  const found = ranked([
    cell({ team: "breaks", verdict: "breaks", value: 9, violations: [rule] }),
    cell({ team: "costs", verdict: "costs", value: 5 }),
    cell({ team: "cheap", value: 1, cost_rupiah: -1 }),
    cell({ team: "best", value: 2 }),
    cell({ team: "same", value: 1 }),
  ]);
  expect(found.map((item) => item.team)).toEqual(["best", "cheap", "same", "costs", "breaks"]);
});

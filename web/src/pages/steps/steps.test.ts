import { expect, it } from "vitest";
import type { Permission, VisitState } from "@/api/generated";
import { isReached, isStillAhead, mayStep, nextOf, othersOf } from "./steps";

const DAY = "2027-01-12";
const BEFORE = "2027-01-11";

it("goes one step after another and ends with the report", () => {
  const seen: VisitState[] = [];
  for (let state: VisitState | undefined = "planned"; state !== undefined; state = nextOf(state)) seen.push(state);
  expect(seen).toEqual(["planned", "announced", "confirmed", "held", "reported"]);
  expect(isReached("announced", "confirmed")).toBe(true);
  expect(isReached("held", "confirmed")).toBe(false);
});

it("holds and reports on the day of the visit at the earliest", () => {
  expect(isStillAhead({ day: DAY }, "held", BEFORE)).toBe(true);
  expect(isStillAhead({ day: DAY }, "reported", BEFORE)).toBe(true);
  expect(isStillAhead({ day: DAY }, "held", DAY)).toBe(false);
  expect(isStillAhead({ day: DAY }, "confirmed", BEFORE)).toBe(false);
});

it.each<[VisitState, string, VisitState[]]>([
  ["planned", BEFORE, ["confirmed"]],
  ["planned", DAY, ["confirmed", "held"]],
  ["confirmed", BEFORE, ["planned", "announced"]],
  ["held", DAY, ["planned", "announced", "confirmed"]],
  ["reported", DAY, ["planned", "announced", "confirmed", "held", "reported"]],
])("offers what else may be, with a reason: %s on %s", (state, today, others) => {
  expect(othersOf({ day: DAY, state }, today)).toEqual(others);
});

const of =
  (...held: Permission[]) =>
  (...anyOf: Permission[]) =>
    anyOf.some((one) => held.includes(one));

it("lets a contact confirm what was announced, and nothing more", () => {
  expect(mayStep("announced", "confirmed", of("visits:confirm"))).toBe(true);
  expect(mayStep("planned", "confirmed", of("visits:confirm"))).toBe(false);
  expect(mayStep("planned", "announced", of("visits:confirm"))).toBe(false);
  expect(mayStep("planned", "announced", of("visits:report"))).toBe(true);
  expect(mayStep("planned", "announced", of("plans:approve"))).toBe(false);
});

import { expect, test } from "vitest";
import { changeOf, draftFrom } from "./changes";

const draft = draftFrom("2027-01-09", "2027-01-14");

test("a change is one only when all of it is typed", () => {
  expect(changeOf(draft)).toBeNull();
  expect(changeOf({ ...draft, places: ["17.02.07.2028"] })).toEqual({
    kind: "road_cut",
    sites: ["17.02.07.2028"],
    first: "2027-01-09",
    last: "2027-01-14",
  });
  expect(changeOf({ ...draft, kind: "staff_away" })).toBeNull();
  expect(changeOf({ ...draft, kind: "delivery_added", quantity: 0 })).toBeNull();
});

test("a delivery that does not come is none, and equipment that breaks is fewer", () => {
  expect(changeOf({ ...draft, kind: "delivery", due: "2027-01-12", day: "", quantity: 0 })).toEqual({
    kind: "delivery",
    due: "2027-01-12",
    day: null,
    quantity: 0,
  });
  expect(changeOf({ ...draft, kind: "equipment", quantity: 2 })).toMatchObject({ pieces: -2 });
});

test("days that a place agreed to are named as such, and only where somebody says so", () => {
  const asked = { ...draft, kind: "other_days" as const, places: ["10700001"], days: ["2027-01-12", "2027-01-11"] };
  const days = ["2027-01-11", "2027-01-12"];
  expect(changeOf(asked)).toEqual({ kind: "other_days", site: "10700001", days });
  expect(changeOf({ ...asked, agreed: true })).toEqual({ kind: "other_days", site: "10700001", days, agreed: true });
});

test("a new request has a name, a village and people; its code is of both", () => {
  const asked = { ...draft, kind: "new_request" as const, name: " Hari Jadi Curup ", places: ["17.02.19.1002"] };
  expect(changeOf(asked)).toBeNull();
  expect(changeOf({ ...asked, recording: 60, agreed: true })).toBeNull();
  expect(changeOf({ ...asked, recording: 60, days: ["2027-01-20"], agreed: true })).toEqual({
    kind: "new_request",
    id: "P-17.02.19.1002-HARI-JADI-CURUP",
    name: "Hari Jadi Curup",
    village: "17.02.19.1002",
    site_kind: "event",
    recording: 60,
    ikd: 0,
    days: ["2027-01-20"],
    agreed: true,
  });
});

test("more and fewer are told apart, and shares are sent in their own unit", () => {
  const place = { ...draft, places: ["17.02.07.2028"] };
  expect(changeOf({ ...draft, kind: "stock", quantity: 75 })).toEqual({ kind: "stock", difference: -75 });
  expect(changeOf({ ...place, kind: "people", recording: 30, more: true })).toEqual({
    kind: "people",
    site: "17.02.07.2028",
    recording: 30,
    print_ready: 0,
  });
  expect(changeOf({ ...place, kind: "people", cards: 5 })).toMatchObject({ print_ready: -5 });
  expect(changeOf({ ...draft, kind: "show_up", percent: 35 })).toEqual({ kind: "show_up", ppm: 350_000 });
  expect(changeOf({ ...draft, kind: "equipment", quantity: 1, more: true })).toMatchObject({ pieces: 1 });
  expect(changeOf({ ...draft, kind: "teams_added", quantity: 1 })).toBeNull();
  expect(changeOf({ ...draft, kind: "saturdays" })).toEqual({ kind: "saturdays" });
});

import type { Connectivity, EquipmentKind, ReplanWish, Skill } from "@/api/generated";
import type { Language } from "@/language/useLanguage";
import { equipment, kinds, requests, sentences, signals, skills, type Kind, type RequestKind } from "./words";

export const KINDS = Object.keys(kinds) as Kind[];

export type NamedChange = NonNullable<ReplanWish["changes"]>[number];

/** What is being typed of one change; only what its kind asks for counts. */
export interface Draft {
  kind: Kind;
  places: string[];
  team: string;
  member: string;
  first: string;
  last: string;
  days: string[];
  /** It was spoken with about these days. */
  agreed: boolean;
  due: string;
  day: string;
  quantity: number | "";
  equipment: EquipmentKind;
  /** More of it, not fewer. */
  more: boolean;
  connectivity: Connectivity;
  /** What a new place is called, and what it is. */
  name: string;
  request: RequestKind;
  /** People to record, to activate, and whose card may be printed. */
  recording: number | "";
  ikd: number | "";
  cards: number | "";
  percent: number | "";
  skills: Skill[];
}

export const draftFrom = (first: string, last: string): Draft => ({
  kind: "road_cut",
  places: [],
  team: "",
  member: "",
  first,
  last,
  days: [],
  agreed: false,
  due: "",
  day: first,
  quantity: "",
  equipment: "recording_set",
  more: false,
  connectivity: "none",
  name: "",
  request: "event",
  recording: "",
  ikd: "",
  cards: "",
  percent: "",
  skills: [],
});

/** What is typed anew for each change; days and kind stay. */
export const emptied = (): Partial<Draft> => {
  const { kind: _kind, first: _first, last: _last, day: _day, equipment: _equipment, ...rest } = draftFrom("", "");
  return rest;
};

const PPM_PER_PERCENT = 10_000;

/** The code of a place that the office has none for: its name, so that people know it again on letters and sheets. */
const codeOf = (name: string, village: string): string =>
  `P-${village}-${name
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 40)}`;

const signed = (draft: Draft, amount: number): number => (draft.more ? amount : -amount);

/** The change that was typed; null while something of it is missing. */
export function changeOf(draft: Draft): NamedChange | null {
  const { kind, places, first, last, day, due, days } = draft;
  const [site] = places;
  const isSpan = first !== "" && last !== "";
  switch (kind) {
    case "road_cut":
      return places.length > 0 && isSpan ? { kind, sites: places, first, last } : null;
    case "team_out":
      return draft.team !== "" && isSpan ? { kind, team: draft.team, first, last } : null;
    case "staff_away":
      return draft.member !== "" && isSpan ? { kind, member: draft.member, first, last } : null;
    case "delivery":
      return due !== "" && (day !== "" || draft.quantity !== "")
        ? { kind, due, day: day === "" ? null : day, quantity: draft.quantity === "" ? null : draft.quantity }
        : null;
    case "delivery_added":
      return day !== "" && draft.quantity !== "" && draft.quantity > 0 ? { kind, day, quantity: draft.quantity } : null;
    case "signal":
      return site !== undefined ? { kind, site, connectivity: draft.connectivity } : null;
    case "equipment":
      return draft.quantity !== "" && draft.quantity > 0 && isSpan
        ? { kind, equipment: draft.equipment, pieces: signed(draft, draft.quantity), first, last }
        : null;
    case "new_request": {
      const [recording, ikd] = [Number(draft.recording), Number(draft.ikd)];
      const name = draft.name.trim();
      return site !== undefined && name !== "" && recording + ikd > 0 && (!draft.agreed || days.length > 0)
        ? {
            kind,
            id: codeOf(name, site),
            name,
            village: site,
            site_kind: draft.request,
            recording,
            ikd,
            days: days.toSorted(),
            ...(draft.agreed && { agreed: true }),
          }
        : null;
    }
    case "people": {
      const [recording, cards] = [Number(draft.recording), Number(draft.cards)];
      return site !== undefined && recording + cards > 0
        ? { kind, site, recording: signed(draft, recording), print_ready: signed(draft, cards) }
        : null;
    }
    case "show_up":
      return draft.percent !== ""
        ? { kind, ppm: Math.round(draft.percent * PPM_PER_PERCENT), ...(site !== undefined && { site }) }
        : null;
    case "stock":
      return draft.quantity !== "" && draft.quantity > 0 ? { kind, difference: signed(draft, draft.quantity) } : null;
    case "budget":
      return draft.quantity !== "" ? { kind, amount: draft.quantity } : null;
    case "staff_added":
      return draft.skills.length > 0 && draft.quantity !== "" && draft.quantity > 0
        ? { kind, skills: draft.skills, count: draft.quantity }
        : null;
    case "teams_added":
      return draft.team !== "" && draft.quantity !== "" && draft.quantity > 0
        ? { kind, like: draft.team, count: draft.quantity }
        : null;
    case "saturdays":
      return { kind };
    case "other_days":
      return site !== undefined && days.length > 0
        ? { kind, site, days: days.toSorted(), ...(draft.agreed && { agreed: true }) }
        : null;
    case "day_off":
      return day !== "" ? { kind, day, off: true } : null;
  }
}

/** The change as a sentence; `nameOf` knows places by their code. */
export function told(language: Language, change: NamedChange, nameOf: (site: string) => string): string {
  const { say, dayShort, list } = language;
  switch (change.kind) {
    case "road_cut":
      return say(sentences.road_cut, {
        places: list(change.sites.map(nameOf)),
        first: dayShort(change.first),
        last: dayShort(change.last),
      });
    case "team_out":
      return say(sentences.team_out, {
        team: change.team,
        first: dayShort(change.first),
        last: dayShort(change.last),
      });
    case "staff_away":
      return say(sentences.staff_away, {
        member: change.member,
        first: dayShort(change.first),
        last: dayShort(change.last),
      });
    case "delivery":
      return change.quantity === 0
        ? say(sentences.delivery_none, { due: dayShort(change.due) })
        : say(sentences.delivery, {
            due: dayShort(change.due),
            day: dayShort(change.day ?? change.due),
            n: change.quantity ?? 0,
          });
    case "delivery_added":
      return say(sentences.delivery_added, { day: dayShort(change.day), n: change.quantity });
    case "signal":
      return say(sentences.signal, {
        places: nameOf(change.site),
        signal: say(signals[change.connectivity ?? "none"]),
      });
    case "equipment":
      return say(change.pieces > 0 ? sentences.equipment_more : sentences.equipment, {
        what: say(equipment[change.equipment]),
        n: Math.abs(change.pieces),
        first: dayShort(change.first ?? ""),
        last: dayShort(change.last ?? ""),
      });
    case "other_days":
      return say(change.agreed === true ? sentences.other_days_agreed : sentences.other_days, {
        places: nameOf(change.site),
        days: list(change.days.map(dayShort)),
      });
    case "day_off":
      return say(sentences.day_off, { day: dayShort(change.day) });
    case "new_request":
      return say(change.agreed === true ? sentences.new_request_agreed : sentences.new_request, {
        what: say(requests[(change.site_kind ?? "event") as RequestKind]),
        name: change.name,
        village: nameOf(change.village),
        recording: change.recording ?? 0,
        ikd: change.ikd ?? 0,
        days: (change.days ?? []).length === 0 ? say(sentences.any_day) : list((change.days ?? []).map(dayShort)),
      });
    case "people": {
      const { recording = 0, print_ready: cards = 0 } = change;
      return say(recording + cards < 0 ? sentences.people_fewer : sentences.people, {
        place: nameOf(change.site),
        recording: Math.abs(recording),
        cards: Math.abs(cards),
      });
    }
    case "show_up":
      return say(sentences.show_up, {
        place: typeof change.site === "string" ? nameOf(change.site) : say(sentences.everywhere),
        share: language.percent(change.ppm / PPM_PER_PERCENT, 0),
      });
    case "stock":
      return say(change.difference > 0 ? sentences.stock_more : sentences.stock, { n: Math.abs(change.difference) });
    case "budget":
      return say(sentences.budget, { amount: language.rupiah(change.amount ?? 0) });
    case "staff_added":
      return say(sentences.staff_added, {
        n: change.count ?? 1,
        skills: list(change.skills.map((skill) => say(skills[skill]))),
      });
    case "teams_added":
      return say(sentences.teams_added, { n: change.count ?? 1, team: change.like });
    case "saturdays":
      return say(sentences.saturdays);
    default:
      return change.kind;
  }
}

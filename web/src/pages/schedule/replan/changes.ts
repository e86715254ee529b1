import type { EquipmentKind, ReplanWish } from "@/api/generated";
import type { Language } from "@/language/useLanguage";
import { equipment, kinds, sentences, type Kind } from "./words";

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
});

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
      return site !== undefined ? { kind, site, connectivity: "none" } : null;
    case "equipment":
      return draft.quantity !== "" && draft.quantity > 0 && isSpan
        ? { kind, equipment: draft.equipment, pieces: -draft.quantity, first, last }
        : null;
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
      return say(sentences.signal, { places: nameOf(change.site) });
    case "equipment":
      return say(sentences.equipment, {
        what: say(equipment[change.equipment]),
        n: -change.pieces,
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
    default:
      return change.kind;
  }
}

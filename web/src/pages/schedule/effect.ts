import type { Adjusted, CellTold, Effect, ViolationTold, VisitNamed } from "@/api/generated";
import type { Language } from "@/language/useLanguage";
import { words } from "./words";

/** What a change would do, whether a cell or a preview tells it. */
export interface Shown {
  violations: readonly ViolationTold[];
  mended: number;
  recording: number;
  cards: number;
  ikd: number;
  villages: number | null;
  cost_rupiah: number;
  distance_m: number;
  team_days: number;
  gap_percent: number | null;
  announced: readonly VisitNamed[];
  /** What the smallest adjustment does to other visits. */
  adjusted: readonly Adjusted[];
}

export const shownOfCell = (cell: CellTold): Shown => ({
  ...cell,
  villages: null,
  adjusted: [],
  gap_percent: cell.gap_percent ?? null,
});

export const shownOfEffect = (effect: Effect): Shown => ({
  ...effect,
  mended: 0,
  villages: effect.villages_served,
  gap_percent: effect.gap_percent ?? null,
  announced: [],
  adjusted: effect.adjusted ?? [],
});

/** What the smallest adjustment did to a visit. */
export function adjustedWords({ say, dayShort }: Language, item: Adjusted): string {
  const from = `${item.team}, ${dayShort(item.day)}`;
  if (item.what === "removed") return say(words.adjustedRemoved, { name: item.name, from });
  if (item.what === "fitted") return say(words.adjustedFitted, { name: item.name, from });
  const to = `${item.now_team ?? item.team}, ${dayShort(item.now_day ?? item.day)}`;
  return say(words.adjustedMoved, { name: item.name, from, to });
}

/** People, cards, rupiah, days: what changes, each with its unit; what stays is not told. */
export function effectWords({ say, change, rupiah, number }: Language, effect: Shown): string[] {
  const found: string[] = [];
  if (effect.recording !== 0) found.push(say(words.effectPeople, { n: change(effect.recording) }));
  if (effect.cards !== 0) found.push(say(words.effectCards, { n: change(effect.cards) }));
  if (effect.ikd !== 0) found.push(say(words.effectIkd, { n: change(effect.ikd) }));
  if (effect.villages !== null && effect.villages !== 0)
    found.push(say(words.effectVillages, { n: change(effect.villages) }));
  if (effect.cost_rupiah !== 0) found.push((effect.cost_rupiah > 0 ? "+" : "") + rupiah(effect.cost_rupiah));
  if (effect.team_days !== 0) found.push(say(words.effectDays, { n: change(effect.team_days) }));
  if (Math.abs(effect.distance_m) >= 500) found.push(say(words.effectKm, { n: change(effect.distance_m / 1000) }));
  if (effect.violations.length > 0) found.push(say(words.breaksN, { n: number(effect.violations.length) }));
  if (effect.mended > 0) found.push(say(words.mendedN, { n: number(effect.mended) }));
  return found.length === 0 ? [say(words.noEffect)] : found;
}

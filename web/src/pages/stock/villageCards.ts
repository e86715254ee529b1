import type { VisitTold } from "@/api/generated";

export interface VillageCards {
  site: string;
  name: string;
  recorded: number;
  cards: number;
  /** Recorded and without a card, at least: some cards may be for people who were recorded before. */
  waiting: number;
}

/** Of all visits together: a village may be served more than once, and at the place of another one. */
export function villageCards(visits: readonly Pick<VisitTold, "people">[]): VillageCards[] {
  const found = new Map<string, VillageCards>();
  for (const { site, name, recorded, cards } of visits.flatMap((visit) => visit.people)) {
    const row = found.get(site) ?? { site, name, recorded: 0, cards: 0, waiting: 0 };
    row.recorded += recorded;
    row.cards += cards;
    row.waiting = Math.max(0, row.recorded - row.cards);
    found.set(site, row);
  }
  return [...found.values()];
}

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { DeliveryTold, PlanHead } from "@/api/generated";
import { getCalendarOptions, getStockLedgerOptions } from "@/api/generated/@tanstack/react-query.gen";
import { leftOutQuery, visitsQuery } from "@/api/planQueries";
import { useRights } from "@/app/session";
import { sheetQuery } from "@/pages/data/queries";

interface Choice {
  value: string;
  label: string;
}

/** What a change can be about: places, teams, staff and deliveries of the plan. */
export interface Known {
  places: Choice[];
  /** Those of them that other places lie in. */
  villages: Choice[];
  teams: Choice[];
  staff: string[];
  deliveries: readonly DeliveryTold[];
  /** Visits that are locked. */
  pins: number;
  nameOf: (site: string) => string;
  /** Lists are on their way still. */
  isReading: boolean;
}

export function useKnown(plan: PlanHead): Known {
  const { may } = useRights();
  const path = { id: plan.id };
  const { data: visits } = useQuery(visitsQuery(plan.id));
  const { data: left, isLoading: isReadingPlaces } = useQuery(leftOutQuery(plan.id));
  const { data: calendar } = useQuery(getCalendarOptions({ path }));
  const { data: stock } = useQuery(getStockLedgerOptions({ path }));
  const { data: sheet, isLoading: isReadingStaff } = useQuery({
    ...sheetQuery(plan.dataset_id ?? "", plan.dataset_version ?? 0, "staff"),
    enabled: typeof plan.dataset_id === "string" && may("data:read"),
  });
  const isReading = isReadingPlaces || isReadingStaff;
  return useMemo(() => {
    const places = new Map<string, string>();
    for (const item of left ?? []) places.set(item.site, `${item.name} (${item.subdistrict})`);
    for (const visit of visits ?? []) {
      for (const origin of visit.people) places.set(origin.site, `${origin.name} (${origin.site})`);
      places.set(visit.site, `${visit.name} (${visit.subdistrict})`);
    }
    const choices = [...places]
      .map(([value, label]) => ({ value, label }))
      .toSorted((one, other) => one.label.localeCompare(other.label, "id"));
    const own = new Set(
      [...(left ?? []), ...(visits ?? [])].filter((one) => one.kind !== "village").map((one) => one.site),
    );
    const staff = new Set([
      ...(sheet?.rows ?? []).map((row) => row.cells["id"] ?? ""),
      ...(visits ?? []).flatMap((visit) => visit.staff),
    ]);
    staff.delete("");
    return {
      places: choices,
      villages: choices.filter((one) => !own.has(one.value)),
      teams: (calendar?.teams ?? []).map((team) => ({ value: team.team, label: `${team.letter} (${team.team})` })),
      staff: [...staff].toSorted(),
      deliveries: stock?.deliveries ?? [],
      pins: (visits ?? []).filter((visit) => visit.pinned).length,
      nameOf: (site) => places.get(site) ?? site,
      isReading,
    };
  }, [visits, left, calendar, stock, sheet, isReading]);
}

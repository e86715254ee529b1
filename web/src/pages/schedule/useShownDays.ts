import { useMemo } from "react";
import type { PlanHead, VisitTold } from "@/api/generated";
import { useAddress } from "@/app/useAddress";
import { daysBetween, twoWeeks, windowOf, windowsOf } from "./days";

const ZOOM = "zoom";
const FROM = "mulai";
const WHOLE = "bulan";

export interface ShownDays {
  all: string[];
  /** Those on the board. */
  shown: string[];
  isWhole: boolean;
  hasWindows: boolean;
  isFirst: boolean;
  isLast: boolean;
  showWhole: (isWhole: boolean) => void;
  /** Two weeks earlier or later; false where there are none. */
  page: (step: 1 | -1) => boolean;
  /** A part of the address. */
  put: (name: string, value: string | null) => void;
}

/** Which days are shown; what of it a colleague should see when sent the link stands in the address. */
export function useShownDays(plan: PlanHead, visits: readonly VisitTold[]): ShownDays {
  const [search, put] = useAddress();
  const all = useMemo(() => daysBetween(plan.first, plan.last), [plan.first, plan.last]);
  const windows = useMemo(() => windowsOf(all), [all]);
  const firstBusy = visits.reduce((least, visit) => (visit.day < least ? visit.day : least), all.at(-1) ?? "");
  const monday = windowOf(windows, search.get(FROM) ?? firstBusy) ?? plan.first;
  const isWhole = search.get(ZOOM) === WHOLE;
  const shown = useMemo(() => (isWhole ? all : twoWeeks(all, monday)), [isWhole, all, monday]);
  const at = windows.indexOf(monday);
  return {
    all,
    shown,
    isWhole,
    hasWindows: windows.length > 1,
    isFirst: at <= 0,
    isLast: at >= windows.length - 1,
    showWhole: (whole) => put(ZOOM, whole ? WHOLE : null),
    page: (step) => {
      const next = windows[at + step];
      if (isWhole || next === undefined) return false;
      put(FROM, next);
      return true;
    },
    put,
  };
}

import type { Permission, PublishedVisit, VisitState } from "@/api/generated";

/** The steps of a visit, in order. */
export const STEPS: readonly VisitState[] = ["planned", "announced", "confirmed", "held", "reported"];

const placeOf = (state: VisitState): number => STEPS.indexOf(state);

export const nextOf = (state: VisitState): VisitState | undefined => STEPS[placeOf(state) + 1];

export const isReached = (state: VisitState, by: VisitState): boolean => placeOf(state) <= placeOf(by);

/** These stand on the day of the visit at the earliest, by the clock of the office. */
export const isStillAhead = (visit: Pick<PublishedVisit, "day">, wished: VisitState, today: string): boolean =>
  (wished === "held" || wished === "reported") && visit.day > today;

/** Who may take a step: a contact confirms what was announced, whoever reports does the rest. */
export function mayStep(state: VisitState, wished: VisitState, may: (...anyOf: Permission[]) => boolean): boolean {
  const isConfirming = wished === "confirmed" && nextOf(state) === wished;
  return isConfirming ? may("visits:report", "visits:confirm") : may("visits:report");
}

/** Steps other than the next, each with a reason: back, over one, or once more with counts put right. */
export const othersOf = (visit: Pick<PublishedVisit, "day" | "state">, today: string): VisitState[] =>
  STEPS.filter((step) => {
    if (step === nextOf(visit.state) || isStillAhead(visit, step, today)) return false;
    // Results follow a visit that was held: nothing but held or reported leads there.
    return step === visit.state ? step === "reported" : step !== "reported";
  });

import { useQuery } from "@tanstack/react-query";
import type { PlanHead } from "@/api/generated";
import { getPlanOptions } from "@/api/generated/@tanstack/react-query.gen";
import { useChosenPlan } from "./chosenPlan";
import { useRights } from "./session";

/** Name and days of a plan; for who reads published plans alone, as it was frozen. */
export function usePlanHead(id: string) {
  const { may } = useRights();
  const { plans } = useChosenPlan();
  const isReader = !may("plans:read");
  const frozen = isReader ? plans?.find((plan) => plan.id === id) : undefined;
  // What a reader does not find among them is asked for all the same: the service says who may.
  const asked = useQuery({
    ...getPlanOptions({ path: { id } }),
    enabled: !isReader || (plans !== undefined && frozen === undefined),
  });
  const data: PlanHead | undefined = frozen ?? asked.data;
  return { data, error: asked.error, refetch: asked.refetch, isFetching: asked.isFetching };
}

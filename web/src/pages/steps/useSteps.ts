import { useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { changing } from "@/api/changing";
import { everything } from "@/api/everything";
import {
  listPublishedVisits,
  stepVisit,
  type PlanHead,
  type Publication,
  type PublishedVisit,
  type StateWish,
} from "@/api/generated";
import { getAttentionQueryKey } from "@/api/generated/@tanstack/react-query.gen";
import { useChosenPlan } from "@/app/chosenPlan";

export const stepsQuery = (publication: string) =>
  everything<PublishedVisit, { path: { id: string } }>("listPublishedVisits", listPublishedVisits, {
    path: { id: publication },
  });

/** What is in force of a plan, and where its visits stand; nothing while no version of it is published. */
export interface Steps {
  publication: Publication;
  of: ReadonlyMap<string, PublishedVisit>;
}

export function useSteps(plan: Pick<PlanHead, "id">): Steps | null {
  const { publications } = useChosenPlan();
  const publication = publications.find((item) => item.plan_id === plan.id && item.state === "published");
  const visits = useQuery({ ...stepsQuery(publication?.id ?? ""), enabled: publication !== undefined });
  if (publication === undefined || visits.data === undefined) return null;
  return { publication, of: new Map(visits.data.map((visit) => [visit.id, visit])) };
}

/** One step of one visit; what the service answers takes the place of what was read. */
export async function takeStep(
  store: QueryClient,
  publication: string,
  visit: Pick<PublishedVisit, "id" | "revision">,
  wish: StateWish,
  key: string,
): Promise<PublishedVisit> {
  const { data } = await stepVisit({
    path: { id: publication, visit_id: visit.id },
    body: wish,
    headers: changing(visit.revision, key),
    throwOnError: true,
  });
  const { queryKey } = stepsQuery(publication);
  store.setQueryData(queryKey, (all: PublishedVisit[] | undefined) =>
    all?.map((item) => (item.id === data.id ? data : item)),
  );
  return data;
}

/** Where visits stand is read again, and with it what needs a decision and the log. */
export function useReadAgain(publication: string): () => Promise<void> {
  const store = useQueryClient();
  return async () => {
    await Promise.all([
      store.invalidateQueries({ queryKey: stepsQuery(publication).queryKey }),
      store.invalidateQueries({ queryKey: getAttentionQueryKey() }),
      store.invalidateQueries({ queryKey: [{ _id: "listAudit" }] }),
    ]);
  };
}

import { useQuery } from "@tanstack/react-query";
import { createContext, use, useCallback, useEffect, useMemo, type ReactNode } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { everything } from "@/api/everything";
import { listPlans, listPublications, type PlanHead, type Publication } from "@/api/generated";
import { useLanguage } from "@/language/useLanguage";
import { useRights } from "./session";

export const PLAN_PARAMETER = "rencana";
const KEPT = "jemput.plan";

export type PlanState = "draft" | "requested" | "rejected" | "published" | "superseded";

export interface ChosenPlan {
  /** All plans, the newest first; undefined until they are read. */
  plans: readonly PlanHead[] | undefined;
  publications: readonly Publication[];
  /** The one that every page shows. */
  plan: PlanHead | undefined;
  /** Newest publication of its present revision. */
  publication: Publication | undefined;
  /** A draft as well while nobody knows what is published. */
  state: PlanState;
  isStateKnown: boolean;
  isPending: boolean;
  error: unknown;
  again: () => void;
  choose: (id: string) => void;
}

const Chosen = createContext<ChosenPlan | undefined>(undefined);

export const plansQuery = () => everything<PlanHead, object>("listPlans", listPlans, {});
export const publicationsQuery = () => everything<Publication, object>("listPublications", listPublications, {});

export function publicationOf(plan: PlanHead, publications: readonly Publication[]): Publication | undefined {
  return publications.find((item) => item.plan_id === plan.id && item.plan_revision === plan.revision);
}

const PUBLISHED_NAME = ["Jadwal terbit v{n}", "Published schedule v{n}"] as const;

/** What a reader of published plans alone sees as plans: each that is in force, as it was frozen. */
export function headsOf(publications: readonly Publication[], name: (number: number) => string): PlanHead[] {
  return publications
    .filter((item) => item.state === "published")
    .map((item) => ({
      id: item.plan_id,
      name: name(item.number ?? 0),
      origin: "solve",
      first: item.first,
      last: item.last,
      as_of: item.first,
      problem_hash: "",
      revision: item.plan_revision,
      summary: item.summary,
      created_by: item.requested_by,
      created_at: item.requested_at,
      changed_at: item.decided_at ?? item.requested_at,
      archived: false,
    }));
}

/** The plan shown first: the newest that is published, else the newest. */
export function firstPlan(
  plans: readonly PlanHead[],
  publications: readonly Publication[],
  kept: string | null,
): PlanHead | undefined {
  const published = publications.find((item) => item.state === "published");
  return plans.find((plan) => plan.id === kept) ?? plans.find((plan) => plan.id === published?.plan_id) ?? plans[0];
}

export const keptPlan = (): string | null => {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
};

const keep = (id: string): void => {
  try {
    localStorage.setItem(KEPT, id);
  } catch {
    // The address keeps it all the same.
  }
};

/** One month, one plan, always named: which plan all pages show. Its id stands in the address, so that links carry it. */
export function ChosenPlanRoom({ children }: { children: ReactNode }) {
  const { may } = useRights();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const plans = useQuery({ ...plansQuery(), enabled: may("plans:read") });
  const publications = useQuery({ ...publicationsQuery(), enabled: may("published:read") });
  const named = search.get(PLAN_PARAMETER);

  const name = useCallback(
    (id: string, isOwnStep: boolean) => {
      // The address of the browser, not the one last drawn: a page that is still being loaded is there already.
      const { pathname, search: written, hash } = window.location;
      const next = new URLSearchParams(written);
      next.set(PLAN_PARAMETER, id);
      void navigate({ pathname, search: next.toString(), hash }, { replace: !isOwnStep });
    },
    [navigate],
  );
  const choose = useCallback(
    (id: string) => {
      keep(id);
      name(id, true);
    },
    [name],
  );

  const { say } = useLanguage();
  const isReader = !may("plans:read");
  const published = publications.data ?? [];
  const inForce = useMemo(
    () => publications.data && headsOf(publications.data, (n) => say(PUBLISHED_NAME, { n })),
    [publications.data, say],
  );
  const known = isReader ? inForce : plans.data;
  const plan = known && firstPlan(known, published, named ?? keptPlan());
  const id = plan?.id;
  useEffect(() => {
    if (id !== undefined && id !== named) name(id, false);
  }, [id, named, name]);

  const publication = plan && publicationOf(plan, published);
  const isPending = plans.isLoading || publications.isLoading;
  const error = plans.error ?? publications.error;
  const value = useMemo<ChosenPlan>(
    () => ({
      plans: known,
      publications: publications.data ?? [],
      plan,
      publication,
      state: publication?.state ?? "draft",
      isStateKnown: publications.data !== undefined,
      isPending,
      error,
      again: () => {
        if (!isReader) void plans.refetch();
        void publications.refetch();
      },
      choose,
    }),
    [known, isReader, plans, publications, plan, publication, isPending, error, choose],
  );
  return <Chosen value={value}>{children}</Chosen>;
}

export function useChosenPlan(): ChosenPlan {
  const found = use(Chosen);
  if (found === undefined) throw new Error("useChosenPlan outside of ChosenPlanRoom");
  return found;
}

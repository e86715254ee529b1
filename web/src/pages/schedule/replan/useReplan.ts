import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { changing, newKey, once } from "@/api/changing";
import { adoptPlan, cancelJob, replan, type PlanHead } from "@/api/generated";
import { comparePlansOptions, getJobOptions, getPlanOptions } from "@/api/generated/@tanstack/react-query.gen";
import { refreshPlan } from "@/api/planQueries";
import { useJobEvents } from "@/api/useJobEvents";
import { useKept, wallClock } from "@/keep/useKept";
import { draftFrom, type Draft, type NamedChange } from "./changes";

interface Typed {
  draft: Draft;
  changes: NamedChange[];
  asOf: string;
  share: number;
  /** The job that was asked for, and the revision that it went on from. */
  job: string | null;
  revision: number;
}

/** Notes of a plan that tell how many visits move, and at what price. */
const CALM = new Set(["MANY_MOVED", "CALM_KEPT"]);

const isWithin = (plan: PlanHead, day: string): boolean => day >= plan.first && day <= plan.last;

function typedFrom(plan: PlanHead, named: readonly NamedChange[]): Typed {
  const today = wallClock().slice(0, 10);
  const asOf = isWithin(plan, today) && today > plan.as_of ? today : plan.as_of;
  const first = asOf > plan.first ? asOf : plan.first;
  return { draft: draftFrom(first, first), changes: [...named], asOf, share: 0, job: null, revision: plan.revision };
}

/** Planning the rest anew, from what happened to what is taken over; what was typed outlives the page. */
export function useReplan(plan: PlanHead, named: readonly NamedChange[], onTaken: () => void) {
  const store = useQueryClient();
  // What another page names is a wish of its own.
  const kept = useKept<Typed>(
    named.length === 0 ? `replan.${plan.id}` : `replan.${plan.id}.${JSON.stringify(named)}`,
    typedFrom(plan, named),
  );
  // What was typed before more was asked has no answer to that.
  const blank = draftFrom(plan.first, plan.first);
  const typed = { ...kept.value, draft: { ...blank, ...kept.value.draft } };
  const wish = useRef({ body: "", key: newKey() });
  const put = (part: Partial<Typed>): void => kept.set((now) => ({ ...now, ...part }));
  const order = useMutation({
    mutationFn: async () => {
      const body = {
        as_of: typed.asOf === "" ? null : typed.asOf,
        changes: typed.changes,
        ...(typed.share > 0 && { hold_permille: typed.share * 10 }),
      };
      // The same wish sent twice is one plan; on another revision it is another.
      const text = JSON.stringify([plan.revision, body]);
      if (wish.current.body !== text) wish.current = { body: text, key: newKey() };
      const sent = { path: { id: plan.id }, body, headers: once(wish.current.key), throwOnError: true as const };
      return (await replan(sent)).data.id;
    },
    onSuccess: (job) => {
      wish.current = { body: "", key: newKey() };
      put({ job, revision: plan.revision });
    },
  });
  const events = useJobEvents(typed.job ?? undefined);
  const job = useQuery({
    ...getJobOptions({ path: { id: typed.job ?? "" } }),
    enabled: typed.job !== null && events.isEnded,
  });
  const made = job.data?.plan_id ?? undefined;
  const comparison = useQuery({
    ...comparePlansOptions({ path: { id: plan.id }, query: { with: made ?? "" } }),
    enabled: made !== undefined,
  });
  // What the engine says of it, such as what moving fewer would cost.
  const { data: whole } = useQuery({ ...getPlanOptions({ path: { id: made ?? "" } }), enabled: made !== undefined });
  const stop = useMutation({
    mutationFn: () => cancelJob({ path: { id: typed.job ?? "" }, headers: once(), throwOnError: true }),
  });
  const adopt = useMutation({
    mutationFn: async () =>
      (
        await adoptPlan({
          path: { id: plan.id },
          body: { plan_id: made ?? "" },
          // Taken over only onto the revision that it went on from: nobody's later change is lost.
          headers: changing(typed.revision),
          throwOnError: true,
        })
      ).data,
    onSuccess: async () => {
      await refreshPlan(store, plan.id);
      kept.forget();
      onTaken();
    },
  });
  return {
    typed,
    kept,
    put,
    order,
    stop,
    adopt,
    comparison,
    notes: (whole?.warnings ?? []).filter(({ code }) => CALM.has(code)),
    isFailed: typed.job !== null && events.isEnded && job.data !== undefined && made === undefined,
    failure: job.data?.error ?? undefined,
    isRunning: typed.job !== null && !events.isEnded,
    done: (events.points.at(-1)?.done_permille ?? 0) / 10,
    isLate: typed.revision !== plan.revision,
    error: order.error ?? adopt.error ?? stop.error ?? job.error ?? comparison.error,
    again: () => {
      order.reset();
      adopt.reset();
      put({ job: null });
    },
  };
}

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import {
  changePlanByHand,
  previewChanges,
  redoChange,
  undoChange,
  type ChangeWish,
  type PlanHead,
  type PlanWhole,
  type Sentence,
} from "@/api/generated";
import { getHistoryOptions } from "@/api/generated/@tanstack/react-query.gen";
import { changing, newKey, once } from "@/api/changing";
import { refreshPlan } from "@/api/planQueries";
import { isChangedMeanwhile } from "@/api/problem";
import { plansQuery } from "@/app/chosenPlan";
import { useKept } from "@/keep/useKept";
import { shownOfEffect, type Shown } from "./effect";

type Op = "undo" | "redo";
export type Change = ChangeWish["changes"][number];

/** A change that is not kept yet: what it does is told, and it waits for yes or no. */
export interface Waiting {
  changes: Change[];
  title: string;
  /** Said once it is kept. */
  done: string;
  /** Undefined until the service has judged it. */
  effect: Shown | null;
  /** The card that it is about, and where it would lie. */
  visit: string | null;
  to: { team: string; day: string } | null;
}

export interface Changes {
  waiting: Waiting | null;
  /** Ask for the effect, unless it is known, and wait for yes or no. */
  propose: (wish: Waiting) => void;
  /** Keep at once. */
  keep: (wish: Waiting) => void;
  save: () => void;
  /** What waits, with the fewest changes to others that make it lawful; undefined where these are in it. */
  repair: (() => void) | undefined;
  cancel: () => void;
  isSaving: boolean;
  isJudging: boolean;
  /** What waits came back from an earlier visit of the page. */
  isRestored: boolean;
  /** Somebody else was quicker; what waits was judged anew. */
  isJudgedAnew: boolean;
  error: unknown;
  history: ReturnType<typeof useHistory>;
  step: (op: Op) => void;
}

const useHistory = (id: string) => useQuery(getHistoryOptions({ path: { id } })).data;

/** Changes by hand: judged before they are kept, each a revision, each undone by one key. */
export function useChanges(
  plan: PlanHead,
  say: (text: string) => void,
  undone: (op: Op, sentences: readonly Sentence[]) => string,
): Changes {
  const store = useQueryClient();
  const kept = useKept<Waiting | null>(`schedule.${plan.id}`, null);
  const { value: waiting, set, forget } = kept;
  const [isJudgedAnew, setJudgedAnew] = useState(false);
  const key = useRef(newKey());
  const history = useHistory(plan.id);
  const path = { id: plan.id };
  // What was read last, which may be newer than what was drawn last.
  const current = (): { revision: number; violations: number } => {
    const { revision, summary } =
      store.getQueryData(plansQuery().queryKey)?.find((item) => item.id === plan.id) ?? plan;
    return { revision, violations: summary.violations ?? 0 };
  };

  const took = async (made: PlanWhole): Promise<void> => {
    const { queryKey } = plansQuery();
    const { summary, revision: next, changed_at } = made;
    store.setQueryData(queryKey, (plans) =>
      plans?.map((item) => (item.id === made.id ? { ...item, summary, revision: next, changed_at } : item)),
    );
    await refreshPlan(store, made.id);
    // What was read reaches the page by a timer: whoever goes on after this one finds it drawn.
    await new Promise((resolve) => setTimeout(resolve));
  };

  const judge = useMutation({
    mutationFn: async (wish: Waiting) => {
      const { data } = await previewChanges({
        path,
        body: { changes: wish.changes },
        headers: once(),
        throwOnError: true,
      });
      return shownOfEffect(data);
    },
    onSuccess: (effect, wish) => set((now) => (now?.changes === wish.changes ? { ...wish, effect } : now)),
  });

  const save = useMutation({
    mutationFn: async (wish: Waiting) => {
      // A draft that breaks rules already is changed as it is, else it could never be mended step by step.
      const isBroken = (wish.effect?.violations.length ?? 0) > 0 || current().violations > 0;
      const body = { changes: wish.changes, accept_breaches: isBroken };
      const sent = { path, body, headers: changing(current().revision, key.current), throwOnError: true as const };
      return (await changePlanByHand(sent)).data;
    },
    onSuccess: async (made, wish) => {
      key.current = newKey();
      // The card lies in its new place before the question goes away.
      await took(made);
      forget(null);
      setJudgedAnew(false);
      say(wish.done);
    },
    onError: (error, wish) => {
      // Whoever was quicker: the plan is read again, and what waits is judged on it before it may be kept.
      set(wish);
      if (!isChangedMeanwhile(error)) return;
      key.current = newKey();
      setJudgedAnew(true);
      void refreshPlan(store, plan.id).then(() => judge.mutate(wish));
    },
  });

  const stepBack = useMutation({
    mutationFn: async (op: Op) => {
      const call = op === "undo" ? undoChange : redoChange;
      return (await call({ path, headers: changing(current().revision), throwOnError: true })).data;
    },
    onSuccess: async (made, op) => {
      const what = undone(op, history?.[op]?.sentences ?? []);
      await took(made);
      say(what);
    },
    onError: () => void refreshPlan(store, plan.id),
  });

  const begin = (wish: Waiting): void => {
    key.current = newKey();
    setJudgedAnew(false);
    save.reset();
    judge.reset();
    stepBack.reset();
    set(wish);
  };
  // What came back from an earlier visit of the page was judged on a plan of then.
  const restored = kept.restoredAt;
  useEffect(() => {
    if (restored !== null && waiting !== null) judge.mutate(waiting);
    // oxlint-disable-next-line react/exhaustive-deps
  }, [restored]);

  return {
    waiting,
    propose: (wish) => {
      begin(wish);
      if (wish.effect === null) judge.mutate(wish);
    },
    keep: (wish) => {
      begin(wish);
      save.mutate(wish);
    },
    save: () => {
      if (waiting !== null) save.mutate(waiting);
    },
    repair:
      waiting === null || waiting.changes.some((change) => change.op === "repair")
        ? undefined
        : () => {
            const wish: Waiting = { ...waiting, changes: [...waiting.changes, { op: "repair" }], effect: null };
            begin(wish);
            judge.mutate(wish);
          },
    cancel: () => {
      setJudgedAnew(false);
      save.reset();
      judge.reset();
      forget(null);
    },
    isSaving: save.isPending || stepBack.isPending,
    isJudging: judge.isPending,
    isRestored: restored !== null,
    isJudgedAnew,
    error: (isChangedMeanwhile(save.error) ? null : save.error) ?? judge.error ?? stepBack.error,
    history,
    step: (op) => stepBack.mutate(op),
  };
}

import type { QueryClient } from "@tanstack/react-query";
import { everything } from "./everything";
import {
  listCosts,
  listLeftOut,
  listStock,
  listVisits,
  type CostTold,
  type LeftOut,
  type StockTold,
  type VisitTold,
} from "./generated";

type OfPlan = { path: { id: string } };

const ofPlan =
  <Item>(name: string, list: unknown) =>
  (id: string, query: Record<string, unknown> = {}) =>
    everything<Item, OfPlan>(name, list, { path: { id }, query });

/** What hangs on a plan, with all pages; whole, or what a question leaves of it. */
export const visitsQuery = ofPlan<VisitTold>("listVisits", listVisits);
export const leftOutQuery = ofPlan<LeftOut>("listLeftOut", listLeftOut);
export const stockQuery = ofPlan<StockTold>("listStock", listStock);
export const costsQuery = ofPlan<CostTold>("listCosts", listCosts);

const LISTS = new Set(["listPlans"]);

/** The plan has changed: everything that was read of it, and the list that tells its revision, is read again. */
export const refreshPlan = (store: QueryClient, id: string): Promise<void> =>
  store.invalidateQueries({
    predicate: ({ queryKey }) => {
      const { _id: name = "", path } = (queryKey[0] ?? {}) as { _id?: string; path?: { id?: string } };
      return path?.id === id || LISTS.has(name);
    },
  });

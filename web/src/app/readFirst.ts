import type { QueryClient } from "@tanstack/react-query";
import type { Permission } from "@/api/generated";
import { officeOptions, whoOptions } from "@/api/generated/@tanstack/react-query.gen";
import { firstPlan, headsOf, keptPlan, PLAN_PARAMETER, plansQuery, publicationsQuery } from "./chosenPlan";
import { isOutside } from "./pages";

/** Reads what every page inside needs; gives the address with its plan named, so that the first drawing is the whole one. */
export async function readFirst(store: QueryClient): Promise<URL | undefined> {
  const address = new URL(window.location.href);
  if (isOutside(address.pathname)) return undefined;
  await store.prefetchQuery(whoOptions());
  const who = store.getQueryData(whoOptions().queryKey);
  if (who === undefined || who === null) return undefined;
  const may = (permission: Permission): boolean => who.permissions.includes(permission);
  await Promise.all([
    store.prefetchQuery(officeOptions()),
    may("plans:read") && store.prefetchQuery(plansQuery()),
    may("published:read") && store.prefetchQuery(publicationsQuery()),
  ]);
  const published = store.getQueryData(publicationsQuery().queryKey) ?? [];
  const plans = may("plans:read") ? store.getQueryData(plansQuery().queryKey) : headsOf(published, String);
  const named = address.searchParams.get(PLAN_PARAMETER);
  const plan = plans && firstPlan(plans, published, named ?? keptPlan());
  if (address.pathname === "/") address.pathname = "/beranda";
  if (plan !== undefined) address.searchParams.set(PLAN_PARAMETER, plan.id);
  return address;
}

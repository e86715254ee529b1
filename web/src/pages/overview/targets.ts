import type { AttentionItem } from "@/api/generated";
import { PLAN_PARAMETER } from "@/app/chosenPlan";

/** The page where something is decided. */
export function pageOf(item: AttentionItem, planOf: (publication: string) => string | undefined): string {
  const { resource, id, part } = item.target;
  const plan = `?${PLAN_PARAMETER}=${id ?? ""}`;
  if (resource === "datasets") return id === null || id === undefined ? "/data" : `/data?dataset=${id}`;
  if (resource === "jobs") return `/susun/${id ?? ""}`;
  if (resource === "publications") {
    const of = planOf(id ?? "");
    if (of === undefined) return "/riwayat";
    return part === "visits" ? `/jadwal/daftar?${PLAN_PARAMETER}=${of}` : `/terbitkan/${of}`;
  }
  if (id === null || id === undefined) return "/susun";
  if (part === "ledgers/stock") return `/stok-biaya/kartu${plan}`;
  if (part === "left-out") return `/belum-terlayani${plan}`;
  return `/jadwal/papan${plan}`;
}

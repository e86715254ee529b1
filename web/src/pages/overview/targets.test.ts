import { expect, it } from "vitest";
import type { AttentionItem } from "@/api/generated";
import { pageOf } from "./targets";

const item = (resource: string, id: string | null, part: string | null = null): AttentionItem => ({
  kind: "stock_short",
  sentence: { id: "", en: "" },
  number: 1,
  unit: "card",
  people: 0,
  target: { resource, id, part },
});
const planOf = (id: string): string | undefined => (id === "pub_1" ? "plan_1" : undefined);

it.each([
  [item("datasets", null), "/data"],
  [item("datasets", "data_1", "versions/3"), "/data?dataset=data_1"],
  [item("plans", null), "/susun"],
  [item("plans", "plan_1", "ledgers/stock"), "/stok-biaya/kartu?rencana=plan_1"],
  [item("plans", "plan_1", "left-out"), "/belum-terlayani?rencana=plan_1"],
  [item("plans", "plan_1", "changes"), "/jadwal/papan?rencana=plan_1"],
  [item("publications", "pub_1"), "/terbitkan/plan_1"],
  [item("publications", "pub_1", "visits"), "/jadwal/daftar?rencana=plan_1"],
  [item("publications", "pub_2"), "/riwayat"],
  [item("jobs", "job_1"), "/susun/job_1"],
])("leads to the page where it is decided (%#)", (told, page) => {
  expect(pageOf(told, planOf)).toBe(page);
});

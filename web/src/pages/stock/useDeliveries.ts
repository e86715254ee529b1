import { keepPreviousData, queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { once, changing } from "@/api/changing";
import {
  editRows,
  getDataset,
  previewStock,
  type DeliveryTold,
  type PlanHead,
  type RowEdit,
  type StockLedger,
  type VersionHead,
} from "@/api/generated";
import { useKept } from "@/keep/useKept";
import { sheetQuery, type WholeSheet } from "@/pages/data/queries";
import type { NamedChange } from "@/pages/schedule/replan/changes";
import { dayOfCell } from "./dayOfCell";

const SHEET = "deliveries";

/** What is being typed of one delivery; `due` null where it is one more. */
export interface Typed {
  due: string | null;
  day: string;
  cards: number | "";
}

/** What was typed, as a change that the service knows; null while something is missing or nothing differs. */
export function changeOf(typed: Typed | null, deliveries: readonly DeliveryTold[]): NamedChange | null {
  if (typed === null || typed.day === "" || typed.cards === "") return null;
  const { due, day, cards } = typed;
  if (due === null) return cards > 0 ? { kind: "delivery_added", day, quantity: cards } : null;
  const before = deliveries.find((one) => one.day === due);
  return before?.day === day && before.cards === cards ? null : { kind: "delivery", due, day, quantity: cards };
}

/** The delivery is no longer in the newest data. */
export class RowGone extends Error {}

/** The edit of the sheet that says the same. */
async function editOf(typed: Typed, read: () => Promise<WholeSheet>): Promise<RowEdit> {
  const cells = { date: typed.day, quantity: String(typed.cards) };
  if (typed.due === null) return { op: "add", sheet: SHEET, cells };
  const { rows } = await read();
  const row = rows.find((one) => dayOfCell(one.cells["date"] ?? "") === typed.due)?.row;
  if (row === undefined) throw new RowGone(typed.due);
  return typed.cards === 0 ? { op: "remove", sheet: SHEET, row } : { op: "set", sheet: SHEET, row, cells };
}

const previewQuery = (id: string, change: NamedChange | null) =>
  queryOptions({
    queryKey: [{ _id: "previewStock", path: { id }, change }],
    enabled: change !== null,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }): Promise<StockLedger> => {
      const body = { changes: change === null ? [] : [change] };
      return (await previewStock({ path: { id }, body, headers: once(), signal, throwOnError: true })).data;
    },
  });

/** A delivery changed in place: seen at once in the ledger, then saved in the data or planned with. */
export function useDeliveries(plan: PlanHead, ledger: StockLedger) {
  const store = useQueryClient();
  const kept = useKept<Typed | null>(`stok.${plan.id}`, null);
  const change = changeOf(kept.value, ledger.deliveries);
  const preview = useQuery(previewQuery(plan.id, change));
  const save = useMutation({
    mutationFn: async ({ typed, why }: { typed: Typed; why: string }): Promise<VersionHead> => {
      const id = plan.dataset_id ?? "";
      const { data: held } = await getDataset({ path: { id }, throwOnError: true });
      const edit = await editOf(typed, () => store.fetchQuery(sheetQuery(id, held.version, SHEET)));
      const sent = { path: { id }, body: { edits: [edit], why }, headers: changing(held.revision) };
      return (await editRows({ ...sent, throwOnError: true })).data;
    },
    onSuccess: async () => {
      kept.forget(null);
      await store.invalidateQueries();
    },
  });
  return {
    kept,
    typed: kept.value,
    change,
    preview: change === null ? undefined : preview.data,
    isReckoning: change !== null && preview.isFetching,
    error: save.error ?? (change === null ? null : preview.error),
    save,
    begin: (typed: Typed | null) => {
      save.reset();
      if (typed === null) kept.forget(null);
      else kept.set(typed);
    },
  };
}

export type DeliveriesHeld = ReturnType<typeof useDeliveries>;

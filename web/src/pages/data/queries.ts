import { queryOptions } from "@tanstack/react-query";
import { everything } from "@/api/everything";
import { isMissing } from "@/api/problem";
import {
  listDatasets,
  listDifferences,
  listFaults,
  listRows,
  listVersions,
  type Dataset,
  type FaultTold,
  type RowDifference,
  type RowTold,
  type VersionHead,
} from "@/api/generated";

export const datasetsQuery = () => everything<Dataset, object>("listDatasets", listDatasets, {});

export const versionsQuery = (id: string) =>
  everything<VersionHead, { path: { id: string } }>("listVersions", listVersions, { path: { id } });

export const faultsQuery = (id: string, number: number) =>
  everything<FaultTold, { path: { id: string; number: number } }>("listFaults", listFaults, { path: { id, number } });

export const differencesQuery = (id: string, before: number, after: number) =>
  everything<RowDifference, { path: { id: string } }>("listDifferences", listDifferences, {
    path: { id },
    query: { before, with: after },
  });

export interface WholeSheet {
  columns: string[];
  rows: RowTold[];
}

const PAGE = 500;

/** A sheet with all its rows; versions never change, so it is read once. */
export const sheetQuery = (id: string, number: number, sheet: string) =>
  queryOptions({
    queryKey: [{ _id: "wholeSheet", id, number, sheet }],
    staleTime: Infinity,
    queryFn: async ({ signal }): Promise<WholeSheet> => {
      const rows: RowTold[] = [];
      let columns: string[] = [];
      let after: string | undefined;
      do {
        const { data, error } = await listRows({ path: { id, number, sheet }, query: { limit: PAGE, after }, signal });
        // A sheet that the office did not give is empty; it can be filled here.
        if (isMissing(error)) break;
        if (data === undefined) throw error;
        columns = data.columns;
        rows.push(...data.items);
        after = data.next ?? undefined;
      } while (after !== undefined);
      return { columns, rows };
    },
  });

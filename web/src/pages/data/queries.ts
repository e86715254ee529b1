import { queryOptions } from "@tanstack/react-query";
import { everything } from "@/api/everything";
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
import { getVersionOptions } from "@/api/generated/@tanstack/react-query.gen";

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
    queryFn: async ({ client, signal }): Promise<WholeSheet> => {
      const version = getVersionOptions({ path: { id, number } });
      const { sheets } = await client.fetchQuery({ ...version, staleTime: Infinity });
      // A sheet that the office did not give is empty; it can be filled here.
      if (!sheets.some((held) => held.sheet === sheet)) return { columns: [], rows: [] };
      const rows: RowTold[] = [];
      let columns: string[] = [];
      let after: string | undefined;
      do {
        const asked = {
          path: { id, number, sheet },
          query: { limit: PAGE, after },
          signal,
          throwOnError: true as const,
        };
        const { data } = await listRows(asked);
        columns = data.columns;
        rows.push(...data.items);
        after = data.next ?? undefined;
      } while (after !== undefined);
      return { columns, rows };
    },
  });

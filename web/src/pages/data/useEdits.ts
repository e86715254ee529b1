import type { RowEdit } from "@/api/generated";
import { useKept, type Kept } from "@/keep/useKept";

/** Changes to sheets of one version that are not saved yet; they outlive the page. */
export interface Edits {
  /** Sheet, row, column: new content. */
  cells: Record<string, Record<string, Record<string, string>>>;
  /** Rows that go, by sheet. */
  removed: Record<string, number[]>;
  /** New rows, by sheet. */
  added: Record<string, Record<string, string>[]>;
}

const NOTHING: Edits = { cells: {}, removed: {}, added: {} };

export interface EditsHeld {
  kept: Kept<Edits>;
  edits: Edits;
  count: number;
  setCell: (sheet: string, row: number, column: string, value: string, before: string) => void;
  setAdded: (sheet: string, index: number, column: string, value: string) => void;
  addRow: (sheet: string, cells?: Record<string, string>) => void;
  dropAdded: (sheet: string, index: number) => void;
  toggleRemoved: (sheet: string, row: number) => void;
}

export function countOf(edits: Edits): number {
  const cells = Object.values(edits.cells).flatMap((rows) => Object.values(rows).map((row) => Object.keys(row).length));
  const rows = [...Object.values(edits.removed), ...Object.values(edits.added)].map((list) => list.length);
  return [...cells, ...rows].reduce((sum, size) => sum + size, 0);
}

/** As the service takes them: all or none. An empty cell is null; rows that go are not changed as well. */
export function wishOf(edits: Edits): RowEdit[] {
  const set = Object.entries(edits.cells).flatMap(([sheet, rows]) =>
    Object.entries(rows)
      .filter(([row, cells]) => Object.keys(cells).length > 0 && !(edits.removed[sheet] ?? []).includes(Number(row)))
      .map(([row, cells]): RowEdit => ({ op: "set", sheet, row: Number(row), cells: emptied(cells) })),
  );
  const add = Object.entries(edits.added).flatMap(([sheet, rows]) =>
    rows
      .filter((cells) => Object.values(cells).some((value) => value.trim() !== ""))
      .map((cells): RowEdit => ({
        op: "add",
        sheet,
        cells: Object.fromEntries(Object.entries(cells).filter(([, value]) => value.trim() !== "")),
      })),
  );
  const remove = Object.entries(edits.removed).flatMap(([sheet, rows]) =>
    rows.map((row): RowEdit => ({ op: "remove", sheet, row })),
  );
  return [...set, ...add, ...remove];
}

const emptied = (cells: Record<string, string>): Record<string, string | null> =>
  Object.fromEntries(Object.entries(cells).map(([column, value]) => [column, value.trim() === "" ? null : value]));

export function withCell(
  edits: Edits,
  sheet: string,
  row: number,
  column: string,
  value: string,
  before: string,
): Edits {
  const rows = { ...edits.cells[sheet] };
  const cells = { ...rows[row] };
  if (value === before) delete cells[column];
  else cells[column] = value;
  if (Object.keys(cells).length === 0) delete rows[row];
  else rows[row] = cells;
  return { ...edits, cells: { ...edits.cells, [sheet]: rows } };
}

export function useEdits(dataset: string, version: number): EditsHeld {
  const kept = useKept<Edits>(`data.${dataset}.${version}`, NOTHING);
  const edits = kept.value;
  return {
    kept,
    edits,
    count: countOf(edits),
    setCell: (sheet, row, column, value, before) => kept.set((now) => withCell(now, sheet, row, column, value, before)),
    setAdded: (sheet, index, column, value) =>
      kept.set((now) => ({
        ...now,
        added: {
          ...now.added,
          [sheet]: (now.added[sheet] ?? []).map((cells, at) => (at === index ? { ...cells, [column]: value } : cells)),
        },
      })),
    addRow: (sheet, cells = {}) =>
      kept.set((now) => ({ ...now, added: { ...now.added, [sheet]: [...(now.added[sheet] ?? []), cells] } })),
    dropAdded: (sheet, index) =>
      kept.set((now) => ({
        ...now,
        added: { ...now.added, [sheet]: (now.added[sheet] ?? []).filter((_, at) => at !== index) },
      })),
    toggleRemoved: (sheet, row) =>
      kept.set((now) => {
        const rows = now.removed[sheet] ?? [];
        return {
          ...now,
          removed: {
            ...now.removed,
            [sheet]: rows.includes(row) ? rows.filter((item) => item !== row) : [...rows, row],
          },
        };
      }),
  };
}

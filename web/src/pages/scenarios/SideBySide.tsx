import type { StudyTable } from "@/api/generated";
import { useLanguage } from "@/language/useLanguage";
import { DataTable } from "@/parts/DataTable";
import { verdicts, words } from "./words";

const SIGNS: Readonly<Record<string, string>> = { more: "▲", less: "▼", same: "=", undecided: "≈" };

/** Scenarios as columns, figures as rows; signs are against the first column. */
export function SideBySide({ table }: { table: StudyTable }) {
  const { say, told } = useLanguage();
  return (
    <DataTable
      caption={say(words.table)}
      showCaption
      rows={table.rows}
      keyOf={(row) => row.name.en}
      columns={[
        { key: "figure", title: say(words.figure), isHead: true, value: (row) => told(row.name) },
        ...table.columns.map((column, index) => ({
          key: column.name,
          title: column.name,
          isNumber: true,
          value: (row: StudyTable["rows"][number]) => row.cells[index]?.number ?? null,
          cell: (row: StudyTable["rows"][number]) => {
            const cell = row.cells[index];
            const verdict = cell?.verdict == null ? undefined : verdicts[cell.verdict];
            const sign = cell?.verdict == null ? undefined : SIGNS[cell.verdict];
            return (
              <>
                {cell?.text}
                {verdict !== undefined && (
                  <span title={say(verdict)} role="img" aria-label={say(verdict)}>
                    {" "}
                    {sign}
                  </span>
                )}
              </>
            );
          },
        })),
      ]}
    />
  );
}

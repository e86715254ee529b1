import { Anchor, Text } from "@mantine/core";
import { IconEqual } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams, useSearchParams } from "react-router";
import type { RowDifference, SheetTold } from "@/api/generated";
import { getDatasetOptions, sheetsOptions } from "@/api/generated/@tanstack/react-query.gen";
import { useLanguage } from "@/language/useLanguage";
import { Badge } from "@/parts/Badge";
import { DataTable } from "@/parts/DataTable";
import { PageHead } from "@/parts/PageHead";
import { Empty, Loaded } from "@/parts/States";
import { differencesQuery } from "./queries";
import { words } from "./words";
import { holdsDays, written } from "./writtenDays";

const TONE = { added: "positive", removed: "breach", changed: "info" } as const;
type Kind = keyof typeof TONE;
interface Line extends RowDifference {
  cell: { column: string; before: string; after: string } | null;
}

/** What two versions do not share, cell by cell. */
export default function Differences() {
  const { say, told } = useLanguage();
  const { dataset: id = "" } = useParams();
  const [search] = useSearchParams();
  const [from, to] = [Number(search.get("dari") ?? 1), Number(search.get("ke") ?? 1)];
  const dataset = useQuery(getDatasetOptions({ path: { id } }));
  const sheets = useQuery({ ...sheetsOptions(), staleTime: Infinity });
  const found = useQuery(differencesQuery(id, from, to));
  const sheetOf = (name: string): SheetTold | undefined => sheets.data?.items.find((item) => item.sheet === name);
  const columnOf = (sheet: string, name: string): string => {
    const column = sheetOf(sheet)?.columns.find((item) => item.name === name);
    return column === undefined ? name : told(column.heading);
  };
  const daysOf = (line: Line, text: string | null | undefined): string | null => {
    const column = sheetOf(line.sheet)?.columns.find((item) => item.name === line.cell?.column);
    return text && column !== undefined && holdsDays(column.kind) ? written(text) : (text ?? null);
  };
  return (
    <>
      <PageHead
        title={say(words.differencesTitle, { from, to })}
        beside={
          <>
            <Text c="var(--muted)">{dataset.data?.name}</Text>
            <Anchor component={Link} to={`/data?dataset=${id}`}>
              {say(words.back)}
            </Anchor>
          </>
        }
      />
      <Loaded query={found} roles={["planner", "data_admin"]} height={320}>
        {(rows) => {
          if (rows.length === 0) return <Empty icon={IconEqual} title={say(words.same)} />;
          const lines = rows.flatMap((row): Line[] =>
            row.cells.length === 0 ? [{ ...row, cell: null }] : row.cells.map((cell) => ({ ...row, cell })),
          );
          return (
            <DataTable
              caption={say(words.differencesTitle, { from, to })}
              rows={lines}
              keyOf={(line) => `${line.sheet} ${line.key} ${line.kind} ${line.cell?.column ?? ""}`}
              columns={[
                {
                  key: "sheet",
                  title: say(words.sheet),
                  value: (line) => told(sheetOf(line.sheet)?.title ?? { id: line.sheet, en: line.sheet }),
                },
                { key: "key", title: say(words.row), isHead: true, value: (line) => written(line.key) },
                {
                  key: "kind",
                  title: say(words.kind),
                  value: (line) => line.kind,
                  cell: (line) =>
                    line.kind in TONE ? (
                      <Badge tone={TONE[line.kind as Kind]}>{say(words[line.kind as Kind])}</Badge>
                    ) : (
                      line.kind
                    ),
                },
                {
                  key: "column",
                  title: say(words.column),
                  value: (line) => (line.cell === null ? null : columnOf(line.sheet, line.cell.column)),
                },
                { key: "before", title: say(words.before), value: (line) => daysOf(line, line.cell?.before) },
                { key: "after", title: say(words.after), value: (line) => daysOf(line, line.cell?.after) },
              ]}
            />
          );
        }}
      </Loaded>
    </>
  );
}

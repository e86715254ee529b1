import { Alert, Anchor, Button, Group, List, SegmentedControl, Stack, Text, TextInput } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { IconTableOff } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { getDatasetOptions, sheetsOptions } from "@/api/generated/@tanstack/react-query.gen";
import type { Dataset, SheetTold } from "@/api/generated";
import { useRights } from "@/app/session";
import { useAddress } from "@/app/useAddress";
import { useLanguage } from "@/language/useLanguage";
import { PageHead } from "@/parts/PageHead";
import { Empty, Loaded } from "@/parts/States";
import { roles as roleWords } from "@/parts/words";
import { Grid } from "./Grid";
import { faultsQuery, sheetQuery, type WholeSheet } from "./queries";
import { SaveBar } from "./SaveBar";
import { useEdits } from "./useEdits";
import { words } from "./words";

const STOCK = new Set(["stock", "deliveries"]);
const LISTED = 8;

interface Props {
  dataset: Dataset;
  number: number;
  sheet: SheetTold;
  whole: WholeSheet;
}

function SheetEditor({ dataset, number, sheet, whole }: Props) {
  const { say, told, list } = useLanguage();
  const { may } = useRights();
  const navigate = useNavigate();
  const [search, set] = useAddress();
  const held = useEdits(dataset.id, number);
  const [text, setText] = useState("");
  const faults = useQuery(faultsQuery(dataset.id, number));
  const mine = (faults.data ?? []).filter((fault) => fault.sheet === sheet.sheet);
  const isNewest = number === dataset.version;
  const mayEdit = may("data:edit") || (STOCK.has(sheet.sheet) && may("stock:edit"));
  const onlyFaulty = search.get("hanya") === "salah";
  const needle = text.trim().toLowerCase();
  const rows = useMemo(
    () =>
      whole.rows.filter(
        (row) =>
          (!onlyFaulty || row.faults.length > 0) &&
          (needle === "" || Object.values(row.cells).some((value) => value.toLowerCase().includes(needle))),
      ),
    [whole.rows, onlyFaulty, needle],
  );
  useHotkeys([["mod+s", () => document.querySelector<HTMLButtonElement>("[data-save]")?.click()]], []);
  return (
    <Stack gap="sm">
      {!isNewest && (
        <Alert color="yellow">
          {say(words.earlier, { n: number, last: dataset.version })}{" "}
          <Anchor component={Link} to={`/data/${dataset.id}/${dataset.version}/${sheet.sheet}`}>
            {say(words.toNewest)}
          </Anchor>
        </Alert>
      )}
      {!mayEdit && (
        <Text c="var(--muted)">
          {say(words.readOnly, {
            roles: list(
              ["planner", STOCK.has(sheet.sheet) ? "stock_keeper" : "data_admin"].map((role) =>
                say(roleWords[role as "planner"]),
              ),
            ),
          })}
        </Text>
      )}
      {mine.length > 0 && (
        <Alert color="danger" title={say(words.someFaults, { n: mine.length })}>
          <List size="sm">
            {mine.slice(0, LISTED).map((fault) => (
              <List.Item key={fault.where + fault.code}>
                <Anchor
                  component="button"
                  type="button"
                  onClick={() => {
                    setText("");
                    set("baris", String(fault.row ?? 0));
                    set("kolom", fault.column ?? "");
                  }}
                >
                  {fault.where}
                </Anchor>
                : {say(words.cellFound, { found: fault.found, expected: told(fault.expected) })}
              </List.Item>
            ))}
          </List>
          {mine.length > LISTED && <Text size="sm">{say(words.moreFaults, { n: mine.length - LISTED })}</Text>}
        </Alert>
      )}
      <Group justify="space-between" gap="sm">
        <Group gap="sm">
          <TextInput
            size="xs"
            w={240}
            aria-label={say(words.find)}
            placeholder={say(words.find)}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <SegmentedControl
            size="xs"
            aria-label={say(words.rows)}
            value={onlyFaulty ? "salah" : "semua"}
            onChange={(value) => set("hanya", value === "salah" ? value : null)}
            data={[
              { value: "semua", label: say(words.allRows) },
              { value: "salah", label: say(words.onlyFaulty) },
            ]}
          />
          <Text size="sm" c="var(--muted)" role="status">
            {say(words.shown, { n: rows.length, all: whole.rows.length })}
          </Text>
        </Group>
        {isNewest && mayEdit && (
          <Button size="xs" variant="default" onClick={() => held.addRow(sheet.sheet)}>
            {say(words.addRow)}
          </Button>
        )}
      </Group>
      <Grid
        key={`${number} ${sheet.sheet}`}
        label={told(sheet.title)}
        sheet={sheet.sheet}
        columns={sheet.columns}
        rows={rows}
        held={held}
        canEdit={isNewest && mayEdit}
        at={{ row: search.get("baris") === null ? null : Number(search.get("baris")), column: search.get("kolom") }}
      />
      <Text size="sm" c="var(--muted)">
        {say(words.gridHelp)}
      </Text>
      {isNewest && mayEdit && (
        <SaveBar
          dataset={dataset}
          number={number}
          held={held}
          onSaved={(version) => void navigate(`/data/${dataset.id}/${version.number}/${sheet.sheet}`)}
        />
      )}
    </Stack>
  );
}

const ROLES = ["planner", "data_admin"] as const;

/** One sheet of one version, with its faults at their cells. */
export default function Sheet() {
  const { say, told } = useLanguage();
  const { dataset: id = "", version = "1", sheet: name = "" } = useParams();
  const number = Number(version);
  const dataset = useQuery(getDatasetOptions({ path: { id } }));
  const sheets = useQuery({ ...sheetsOptions(), staleTime: Infinity });
  const whole = useQuery(sheetQuery(id, number, name));
  const sheet = sheets.data?.items.find((item) => item.sheet === name);
  return (
    <>
      <PageHead
        title={sheet === undefined ? say(words.sheet) : `${say(words.sheet)} ${told(sheet.title)}`}
        beside={
          <>
            <Text c="var(--muted)">
              {dataset.data?.name}, {say(words.versionOf, { n: number })}
            </Text>
            <Anchor component={Link} to={`/data?dataset=${id}`}>
              {say(words.back)}
            </Anchor>
          </>
        }
      />
      <Loaded query={dataset} height={400} roles={ROLES}>
        {(held) => (
          <Loaded query={sheets} height={400}>
            {() => (
              <Loaded query={whole} height={400} roles={ROLES}>
                {(content) =>
                  sheet === undefined ? (
                    <Empty icon={IconTableOff} title={say(words.noSheet, { name })} />
                  ) : (
                    <SheetEditor dataset={held} number={number} sheet={sheet} whole={content} />
                  )
                }
              </Loaded>
            )}
          </Loaded>
        )}
      </Loaded>
    </>
  );
}

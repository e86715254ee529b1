import { Anchor, Badge as Mark, Group, Paper, Select, Stack, Text, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "react-router";
import type { Dataset, ParameterTold, RowTold } from "@/api/generated";
import { getDatasetOptions, parametersOptions } from "@/api/generated/@tanstack/react-query.gen";
import { useRights } from "@/app/session";
import { useLanguage } from "@/language/useLanguage";
import { PageHead } from "@/parts/PageHead";
import { Loaded } from "@/parts/States";
import { sheetQuery } from "./queries";
import { SaveBar } from "./SaveBar";
import { useEdits } from "./useEdits";
import { groups, words } from "./words";

const SHEET = "policy";
type Group = keyof typeof groups | "other";

const GROUP_OF: readonly [Group, RegExp][] = [
  ["announce", /^(notice_days|min_gap_days|split_|rounds_per)/],
  ["hubs", /^(hub_|join_)/],
  ["attendance", /^(show_up|falloff)/],
  ["ikd", /ikd|fit_phone/],
  ["weights", /^weights\./],
  ["cards", /^(same_day|prints_|waste|delivery_)/],
  ["money", /^(budget|office_minimum|rates|overtime)/],
  ["hours", /^hours/],
  ["day", /^(setup|pack|record|driving|max_|market|joint|link_|unknown_conn|default_terrain|detour)/],
];
const ORDER: readonly Group[] = [
  "announce",
  "hubs",
  "day",
  "attendance",
  "ikd",
  "cards",
  "money",
  "weights",
  "hours",
  "other",
];

const groupOf = (parameter: ParameterTold): Group =>
  GROUP_OF.find(([, pattern]) => pattern.test(parameter.path))?.[0] ?? "other";

const namesOf = (parameter: ParameterTold): string[] => [parameter.name.id, parameter.name.en, parameter.path];

const LONGEST_LIMIT = 10;
const plain = (word: string): string => word.replaceAll("_", " ");
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** One number or word of the policy, with its unit, its default and its bounds. */
function Field({
  parameter,
  value,
  isReadOnly,
  error,
  onChange,
}: {
  parameter: ParameterTold;
  value: string;
  isReadOnly: boolean;
  error: string | undefined;
  onChange: (value: string) => void;
}) {
  const { say, told, code } = useLanguage();
  // A second is no short number of minutes; such a limit says nothing to an office.
  const [least, most] = [parameter.least, parameter.most].map((limit) =>
    limit && told(limit).length <= LONGEST_LIMIT ? limit : null,
  );
  const bounds =
    least && most
      ? say(words.between, { least: told(least), most: told(most) })
      : least
        ? say(words.atLeast, { least: told(least) })
        : most
          ? say(words.atMost, { most: told(most) })
          : "";
  const standard = plain(told(parameter.default));
  const common = { w: 380, label: capital(plain(parameter.name[code])), error };
  if (parameter.words.length > 0) {
    // The sheet may hold the word of either language.
    const word = parameter.words.find((one) => one.id === value || one.en === value);
    return (
      <Select
        {...common}
        description={say(words.default, { value: standard })}
        placeholder={standard}
        clearable
        readOnly={isReadOnly}
        data={parameter.words.map((one) => ({ value: told(one), label: plain(told(one)) }))}
        value={word === undefined ? value || null : told(word)}
        onChange={(next) => onChange(next ?? "")}
      />
    );
  }
  return (
    <TextInput
      {...common}
      description={[told(parameter.unit), say(words.default, { value: standard }), bounds].filter(Boolean).join(" · ")}
      placeholder={standard}
      value={value}
      readOnly={isReadOnly}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function Editor({
  dataset,
  parameters,
  rows,
}: {
  dataset: Dataset;
  parameters: readonly ParameterTold[];
  rows: readonly RowTold[];
}) {
  const { say, told, code } = useLanguage();
  const { may } = useRights();
  const navigate = useNavigate();
  const held = useEdits(dataset.id, dataset.version);
  const canEdit = may("data:edit");
  const added = held.edits.added[SHEET] ?? [];
  const rowOf = (parameter: ParameterTold): RowTold | undefined =>
    rows.find((row) => namesOf(parameter).includes(row.cells["parameter"] ?? ""));
  const addedAt = (parameter: ParameterTold): number =>
    added.findIndex((cells) => namesOf(parameter).includes(cells["parameter"] ?? ""));
  const valueOf = (parameter: ParameterTold): string => {
    const row = rowOf(parameter);
    if (row !== undefined) {
      if ((held.edits.removed[SHEET] ?? []).includes(row.row)) return "";
      return held.edits.cells[SHEET]?.[row.row]?.["value"] ?? row.cells["value"] ?? "";
    }
    return added[addedAt(parameter)]?.["value"] ?? "";
  };
  const put = (parameter: ParameterTold, value: string): void => {
    const row = rowOf(parameter);
    if (row !== undefined) {
      const isGone = (held.edits.removed[SHEET] ?? []).includes(row.row);
      // An empty value is the default: the row goes.
      if ((value === "") !== isGone) held.toggleRemoved(SHEET, row.row);
      if (value !== "") held.setCell(SHEET, row.row, "value", value, row.cells["value"] ?? "");
      return;
    }
    const at = addedAt(parameter);
    if (value === "" && at >= 0) held.dropAdded(SHEET, at);
    else if (at >= 0) held.setAdded(SHEET, at, "value", value);
    else held.addRow(SHEET, { parameter: parameter.name[code], value });
  };
  return (
    <Stack maw={1100}>
      <Text>{say(words.policyHelp)}</Text>
      {ORDER.map((group) => {
        const mine = parameters.filter((parameter) => groupOf(parameter) === group);
        if (mine.length === 0) return null;
        return (
          <Paper
            withBorder
            p="md"
            key={group}
            component="section"
            aria-label={say(group === "other" ? words.other : groups[group])}
          >
            <Title order={2}>{say(group === "other" ? words.other : groups[group])}</Title>
            <Stack gap="md" mt="sm">
              {mine.map((parameter) => {
                const value = valueOf(parameter);
                const row = rowOf(parameter);
                const fault = row?.faults[0];
                return (
                  <Group key={parameter.path} align="flex-start" wrap="wrap" gap="md">
                    <Field
                      parameter={parameter}
                      value={value}
                      isReadOnly={!canEdit}
                      error={
                        fault === undefined
                          ? undefined
                          : say(words.cellFound, { found: fault.found, expected: told(fault.expected) })
                      }
                      onChange={(next) => put(parameter, next)}
                    />
                    <Stack gap={2} flex={1} miw={260} pt={{ base: 0, sm: 24 }}>
                      <Text size="sm">{told(parameter.about)}</Text>
                      {value !== "" && (
                        <Group gap="xs">
                          <Mark variant="light" color="brand" radius="sm" tt="none">
                            {say(words.ownValue)}
                          </Mark>
                          {canEdit && (
                            <Anchor component="button" type="button" size="sm" onClick={() => put(parameter, "")}>
                              {say(words.toDefault)}
                            </Anchor>
                          )}
                        </Group>
                      )}
                    </Stack>
                  </Group>
                );
              })}
            </Stack>
          </Paper>
        );
      })}
      {canEdit && (
        <SaveBar
          dataset={dataset}
          number={dataset.version}
          held={held}
          onSaved={() => void navigate(`/data/${dataset.id}/kebijakan`)}
        />
      )}
    </Stack>
  );
}

/** The rules of the office, in plain words. */
export default function Policy() {
  const { say } = useLanguage();
  const { dataset: id = "" } = useParams();
  const dataset = useQuery(getDatasetOptions({ path: { id } }));
  const parameters = useQuery({ ...parametersOptions(), staleTime: Infinity });
  const rows = useQuery({
    ...sheetQuery(id, dataset.data?.version ?? 0, SHEET),
    enabled: (dataset.data?.version ?? 0) > 0,
  });
  return (
    <>
      <PageHead
        title={say(words.policyTitle)}
        beside={
          <>
            <Text c="var(--muted)">
              {dataset.data?.name}, {say(words.versionOf, { n: dataset.data?.version ?? 0 })}
            </Text>
            <Anchor component={Link} to={`/data?dataset=${id}`}>
              {say(words.back)}
            </Anchor>
          </>
        }
      />
      <Loaded query={dataset} roles={["planner", "data_admin"]}>
        {(held) => (
          <Loaded query={parameters}>
            {(known) => (
              <Loaded query={rows} height={400}>
                {(sheet) => <Editor key={held.version} dataset={held} parameters={known.items} rows={sheet.rows} />}
              </Loaded>
            )}
          </Loaded>
        )}
      </Loaded>
    </>
  );
}

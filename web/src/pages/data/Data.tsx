import { Alert, Anchor, Button, Group, List, Paper, Select, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useSearchParams } from "react-router";
import { changing, once } from "@/api/changing";
import { addDataset, restoreVersion, type Dataset, type LayerName, type VersionHead } from "@/api/generated";
import { getVersionOptions, sheetsOptions } from "@/api/generated/@tanstack/react-query.gen";
import { useChosenPlan } from "@/app/chosenPlan";
import { useRights } from "@/app/session";
import { useLanguage, type Language } from "@/language/useLanguage";
import { Badge } from "@/parts/Badge";
import { DataTable } from "@/parts/DataTable";
import { PageHead } from "@/parts/PageHead";
import { ProblemNote } from "@/parts/ProblemNote";
import { Loaded, Loading, NoPermission } from "@/parts/States";
import { Layers } from "./Layers";
import { datasetsQuery, versionsQuery } from "./queries";
import { UploadDoor } from "./UploadDoor";
import { words } from "./words";

const FIRST = 6;
/** Data that come with the product, by the name of the office that they are of. */
const examples: Readonly<Record<string, string>> = { "rejang-lebong": "Rejang Lebong" };

function sourceOf({ say }: Language, source: string): string {
  const [kind, ...rest] = source.split(" ");
  const name = rest.join(" ");
  if (kind === "upload") return say(words.sourceUpload, { name });
  if (kind === "embedded") return say(words.sourceEmbedded, { name: examples[name] ?? name });
  if (kind === "restore") return say(words.sourceRestore, { name });
  if (kind === "layer") {
    // "layer roads: JALAN.gpkg", and "layer roads: -" where it was taken out.
    const [layer, file] = name.split(": ");
    const title = words[`layer_${layer as LayerName}`];
    if (title !== undefined)
      return file === "-"
        ? say(words.sourceLayerGone, { layer: say(title) })
        : say(words.sourceLayer, { layer: say(title), file: file ?? "" });
  }
  return kind === "edit" ? say(words.sourceEdit) : source;
}

/** Three ways to begin; a dataset that stayed empty, because its first file was refused, takes the next one. */
function Doors({ dataset }: { dataset: Dataset | null }) {
  const { say } = useLanguage();
  const store = useQueryClient();
  const navigate = useNavigate();
  const example = useMutation({
    mutationFn: () =>
      addDataset({ body: { name: "Rejang Lebong", embedded: "rejang-lebong" }, headers: once(), throwOnError: true }),
    onSuccess: async ({ data }) => {
      await store.invalidateQueries();
      await navigate(`/data?dataset=${data.id}`);
    },
  });
  return (
    <Stack>
      <Text>{say(words.emptyHelp)}</Text>
      {example.error !== null && <ProblemNote error={example.error} />}
      <SimpleGrid cols={{ base: 1, md: 3 }}>
        <Paper withBorder p="lg">
          <Stack align="flex-start">
            <Title order={2}>{say(words.example)}</Title>
            <Text>{say(words.exampleHelp)}</Text>
            <Button onClick={() => example.mutate()} loading={example.isPending}>
              {say(words.example)}
            </Button>
          </Stack>
        </Paper>
        <Paper withBorder p="lg">
          <Stack align="flex-start">
            <Title order={2}>{say(words.upload)}</Title>
            <Text>{say(words.uploadHelp)}</Text>
            <UploadDoor dataset={dataset} />
          </Stack>
        </Paper>
        <Paper withBorder p="lg">
          <Stack align="flex-start">
            <Title order={2}>{say(words.template)}</Title>
            <Text>{say(words.templateHelp)}</Text>
          </Stack>
        </Paper>
      </SimpleGrid>
    </Stack>
  );
}

function Versions({ dataset }: { dataset: Dataset }) {
  const language = useLanguage();
  const { say, moment, list, actor } = language;
  const { may } = useRights();
  const { plans } = useChosenPlan();
  const plansOf = (number: number): string[] =>
    (plans ?? [])
      .filter((plan) => plan.dataset_id === dataset.id && plan.dataset_version === number)
      .map((plan) => plan.name);
  const store = useQueryClient();
  const versions = useQuery(versionsQuery(dataset.id));
  const restore = useMutation({
    mutationFn: (version: number) =>
      restoreVersion({
        path: { id: dataset.id },
        body: { version, why: null },
        headers: changing(dataset.revision),
        throwOnError: true,
      }),
    onSuccess: () => store.invalidateQueries(),
  });
  return (
    <section aria-label={say(words.versions)}>
      {restore.error !== null && <ProblemNote error={restore.error} />}
      <Loaded query={versions}>
        {(found) => (
          <DataTable<VersionHead>
            caption={say(words.versions)}
            stacks
            showCaption
            maxHeight={320}
            rows={found}
            keyOf={(version) => String(version.number)}
            columns={[
              {
                key: "number",
                title: say(words.version),
                isHead: true,
                isNumber: true,
                value: (version) => version.number,
              },
              {
                key: "when",
                title: say(words.when),
                value: (version) => version.created_at,
                cell: (version) => moment(version.created_at),
              },
              { key: "who", title: say(words.who), value: (version) => actor(version.created_by) },
              { key: "source", title: say(words.source), value: (version) => sourceOf(language, version.source) },
              { key: "why", title: say(words.why), value: (version) => version.why ?? null },
              { key: "faults", title: say(words.faults), isNumber: true, value: (version) => version.faults },
              {
                key: "plans",
                title: say(words.usedBy),
                value: (version) => list(plansOf(version.number)) || null,
              },
              {
                key: "do",
                title: "",
                value: () => null,
                cell: (version) =>
                  version.number === dataset.version ? (
                    say(words.newest)
                  ) : (
                    <Group gap="sm" wrap="nowrap">
                      <Anchor
                        component={Link}
                        to={`/data/${dataset.id}/beda?dari=${version.number}&ke=${dataset.version}`}
                      >
                        {say(words.differences)}
                      </Anchor>
                      {may("data:edit") && (
                        <Anchor component="button" type="button" onClick={() => restore.mutate(version.number)}>
                          {say(words.restore, { n: version.number })}
                        </Anchor>
                      )}
                    </Group>
                  ),
              },
            ]}
          />
        )}
      </Loaded>
    </section>
  );
}

const ROLES = ["planner", "data_admin", "stock_keeper"] as const;

function Held({ dataset }: { dataset: Dataset }) {
  const language = useLanguage();
  const { say, told, number } = language;
  const version = useQuery({
    ...getVersionOptions({ path: { id: dataset.id, number: dataset.version } }),
    enabled: dataset.version > 0,
    // The next version takes its place without a gap: what was just said of it stays.
    placeholderData: keepPreviousData,
  });
  const sheets = useQuery({ ...sheetsOptions(), staleTime: Infinity });
  return (
    <Loaded<unknown> query={sheets.error === null ? version : sheets} height={320} roles={ROLES}>
      {() => {
        const found = version.data;
        if (found === undefined) return <Loading height={320} />;
        const lines = (sheets.data?.items ?? []).map((sheet) => ({
          ...sheet,
          rows: found.sheets.find((item) => item.sheet === sheet.sheet)?.rows ?? 0,
          faults: found.first_faults.filter((fault) => fault.sheet === sheet.sheet).length,
        }));
        const cellOf = (fault: (typeof found.first_faults)[number]): string =>
          fault.sheet === null || fault.sheet === undefined
            ? `/data?dataset=${dataset.id}`
            : `/data/${dataset.id}/${dataset.version}/${fault.sheet}?baris=${fault.row ?? ""}&kolom=${fault.column ?? ""}`;
        return (
          <Stack>
            {found.faults === 0 ? (
              <Alert color="green" role="status">
                {say(words.noFaults)}
              </Alert>
            ) : (
              <Alert color="danger" title={say(words.someFaults, { n: found.faults })} role="alert">
                <List size="sm">
                  {found.first_faults.slice(0, FIRST).map((fault) => (
                    <List.Item key={fault.where + fault.code + fault.found}>
                      <Anchor component={Link} to={cellOf(fault)} underline="always">
                        {fault.where}
                      </Anchor>
                      : {say(words.cellFound, { found: fault.found, expected: told(fault.expected) })}
                    </List.Item>
                  ))}
                </List>
                {found.faults > FIRST && <Text size="sm">{say(words.moreFaults, { n: found.faults - FIRST })}</Text>}
              </Alert>
            )}
            <DataTable
              caption={say(words.sheets)}
              stacks
              rows={lines}
              keyOf={(line) => line.sheet}
              columns={[
                {
                  key: "sheet",
                  title: say(words.sheet),
                  isHead: true,
                  width: 190,
                  value: (line) => told(line.title),
                  cell: (line) => (
                    <Group gap="xs" wrap="nowrap">
                      <Anchor
                        component={Link}
                        to={
                          line.sheet === "policy"
                            ? `/data/${dataset.id}/kebijakan`
                            : `/data/${dataset.id}/${dataset.version}/${line.sheet}`
                        }
                      >
                        {told(line.title)}
                      </Anchor>
                      {line.needed && (
                        <Text span size="xs" c="var(--muted)">
                          {say(words.needed)}
                        </Text>
                      )}
                    </Group>
                  ),
                },
                { key: "about", title: say(words.holds), value: (line) => told(line.about) },
                {
                  key: "rows",
                  title: say(words.rows),
                  isNumber: true,
                  width: 90,
                  value: (line) => line.rows,
                  cell: (line) => (line.rows === 0 ? say(words.none) : number(line.rows)),
                },
                {
                  key: "faults",
                  title: say(words.faults),
                  isNumber: true,
                  width: 110,
                  value: (line) => line.faults,
                  cell: (line) => (line.faults === 0 ? "0" : <Badge tone="breach">{number(line.faults)}</Badge>),
                },
              ]}
            />
            {found.notes.length > 0 && (
              <section>
                <Title order={2}>{say(words.notes)}</Title>
                <List size="sm">
                  {found.notes.map((note) => (
                    <List.Item key={note.id}>{told(note)}</List.Item>
                  ))}
                </List>
              </section>
            )}
            <Layers dataset={dataset} layers={found.layers} />
            <Versions dataset={dataset} />
          </Stack>
        );
      }}
    </Loaded>
  );
}

/** Everything that plans stand on: sheets, findings, versions. */
export default function Data() {
  const { say } = useLanguage();
  const { may } = useRights();
  const [search, setSearch] = useSearchParams();
  const datasets = useQuery({ ...datasetsQuery(), enabled: may("data:read") });
  const chosen = datasets.data?.find((item) => item.id === search.get("dataset")) ?? datasets.data?.[0];
  return (
    <>
      <PageHead
        title={say(words.title)}
        beside={
          datasets.data !== undefined &&
          datasets.data.length > 0 && (
            <Select
              size="xs"
              w={300}
              aria-label={say(words.dataset)}
              allowDeselect={false}
              value={chosen?.id ?? null}
              data={datasets.data.map((item) => ({
                value: item.id,
                label: `${item.name}, ${say(words.versionOf, { n: item.version })}`,
              }))}
              onChange={(id) =>
                id !== null &&
                setSearch((now) => {
                  now.set("dataset", id);
                  return now;
                })
              }
            />
          )
        }
        actions={
          chosen !== undefined && chosen.version > 0 && may("data:edit") && <UploadDoor dataset={chosen} filled />
        }
      />
      {may("data:read") ? (
        <Loaded query={datasets} roles={["planner", "data_admin", "stock_keeper"]} height={320}>
          {() =>
            chosen === undefined || chosen.version === 0 ? (
              <Doors dataset={chosen ?? null} />
            ) : (
              <Held key={chosen.id} dataset={chosen} />
            )
          }
        </Loaded>
      ) : (
        <NoPermission roles={["planner", "data_admin", "stock_keeper"]} />
      )}
    </>
  );
}

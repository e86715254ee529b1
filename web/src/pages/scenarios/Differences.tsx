import { Alert, Group, Paper, Select, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useMemo, useState } from "react";
import type { DifferenceMap } from "@/api/generated";
import { getDifferencesOptions } from "@/api/generated/@tanstack/react-query.gen";
import { useLanguage } from "@/language/useLanguage";
import { DataTable } from "@/parts/DataTable";
import { Loaded, Loading } from "@/parts/States";
import { differenceChart } from "./charts";
import { markOf } from "./marks";
import { words } from "./words";

const Chart = lazy(() => import("@/parts/Chart"));
const SHOWN = 15;
const KEY_PX = 14;

/** What the marks mean, in the shapes of the chart. */
function Legend({ map }: { map: DifferenceMap }) {
  const { say } = useLanguage();
  return (
    <Group gap="md" mt="xs">
      {([1, -1, 0] as const).map((sign) => {
        const { symbol, itemStyle } = markOf(sign);
        const n = map.places.filter(({ difference }) => Math.sign(difference) === sign).length;
        const ink = { fill: itemStyle.color, stroke: itemStyle.borderColor, strokeWidth: itemStyle.borderWidth };
        return (
          <Group key={sign} gap={6} wrap="nowrap">
            <svg width={KEY_PX} height={KEY_PX} viewBox="-7 -7 14 14" aria-hidden>
              {symbol === "diamond" ? (
                <path d="M0-6L6 0L0 6L-6 0Z" {...ink} />
              ) : (
                <circle r={sign === 0 ? 3 : 6} {...ink} />
              )}
            </svg>
            <Text size="sm">{say(sign > 0 ? words.mapMore : sign < 0 ? words.mapFewer : words.mapSame, { n })}</Text>
          </Group>
        );
      })}
    </Group>
  );
}

function Drawn({ map }: { map: DifferenceMap }) {
  const language = useLanguage();
  const { say, number } = language;
  const { option, shape } = useMemo(() => differenceChart(language, map), [language, map]);
  const moved = map.places
    .filter(({ difference }) => difference !== 0)
    .toSorted((one, other) => Math.abs(other.difference) - Math.abs(one.difference));
  const people = (key: "before" | "after" | "difference", title: string) => ({
    key,
    title,
    unit: say(words.people),
    isNumber: true,
    value: (place: DifferenceMap["places"][number]) => place[key],
    cell: (place: DifferenceMap["places"][number]) => number(place[key], 1),
  });
  return (
    <Stack>
      {map.verdict === "undecided" && <Alert color="yellow">{say(words.mapUndecided)}</Alert>}
      <Suspense fallback={<Loading height={420} />}>
        <Chart
          title={say(words.mapTitle, { name: map.scenario, base: map.against, n: moved.length })}
          measure={say(words.mapMeasure)}
          option={option}
          shape={shape}
        >
          <Legend map={map} />
        </Chart>
      </Suspense>
      <DataTable
        caption={say(words.mapList)}
        showCaption
        rows={moved.slice(0, SHOWN)}
        keyOf={({ site }) => site}
        columns={[
          { key: "name", title: say(words.place), isHead: true, value: ({ name }) => name },
          { key: "subdistrict", title: say(words.subdistrict), value: ({ subdistrict }) => subdistrict },
          people("before", map.against),
          people("after", map.scenario),
          people("difference", say(words.difference)),
        ]}
      />
    </Stack>
  );
}

/** Where a scenario serves others than the base does. */
export function Differences({ study, names }: { study: string; names: readonly string[] }) {
  const { say } = useLanguage();
  const [base = "", first = ""] = names;
  const [name, setName] = useState(first);
  const query = useQuery({
    ...getDifferencesOptions({ path: { id: study }, query: { scenario: name, against: base } }),
    enabled: name !== "",
  });
  if (first === "") return null;
  return (
    <Paper withBorder p="md" component="section" aria-label={say(words.map)}>
      <Group justify="space-between" mb="sm">
        <Title order={2}>{say(words.map)}</Title>
        <Select
          aria-label={say(words.after)}
          allowDeselect={false}
          data={names.slice(1)}
          value={name}
          onChange={(next) => next !== null && setName(next)}
        />
      </Group>
      <Loaded query={query} height={420}>
        {(map) => <Drawn map={map} />}
      </Loaded>
    </Paper>
  );
}

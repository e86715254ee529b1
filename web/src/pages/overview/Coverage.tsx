import { Paper, SimpleGrid, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useMemo } from "react";
import type { Coverage as Told, CoverageTold } from "@/api/generated";
import { getCoverageOptions } from "@/api/generated/@tanstack/react-query.gen";
import { DANGER, INK, SERVICES } from "@/design/tokens";
import { useLanguage, type Language } from "@/language/useLanguage";
import { DataTable } from "@/parts/DataTable";
import { Loaded, Loading } from "@/parts/States";
import { words } from "./words";

const Chart = lazy(() => import("@/parts/Chart"));

function Figure({ title, told, of, after }: { title: string; told: CoverageTold; of: string; after: string }) {
  const { say, percent } = useLanguage();
  return (
    <div>
      <Title order={3}>{title}</Title>
      <Text className="figures">
        <Text span fz={28} lh="32px" fw={600}>
          {told.before_percent === null ? "–" : percent(told.before_percent)}
        </Text>{" "}
        {of}
      </Text>
      <Text size="sm">{after}</Text>
      {told.target_percent !== null && told.target_percent !== undefined && (
        <Text size="sm" c="var(--muted)">
          {say(words.target, { percent: percent(told.target_percent, 0), n: told.target_missing ?? 0 })}
        </Text>
      )}
    </div>
  );
}

function chartOf(language: Language, found: Told) {
  const rows = found.subdistricts.toReversed();
  const least = Math.min(...rows.map((row) => row.recording.before_percent ?? 100));
  const from = Math.max(0, Math.floor((least - 1) / 5) * 5);
  const label = { color: INK, fontSize: 12 };
  const target = found.recording.target_percent;
  return {
    from,
    option: {
      animation: false,
      grid: { left: 150, right: 24, top: 8, bottom: 28 },
      tooltip: { trigger: "item" },
      xAxis: {
        type: "value",
        min: from,
        max: 100,
        axisLabel: { ...label, formatter: (value: number) => `${language.number(value)} %` },
      },
      yAxis: {
        type: "category",
        data: rows.map((row) => row.subdistrict),
        axisLabel: label,
        axisTick: { show: false },
      },
      series: [
        {
          type: "custom",
          silent: true,
          renderItem: (_: unknown, api: { value: (at: number) => number; coord: (point: number[]) => number[] }) => {
            const start = api.coord([api.value(0), api.value(2)]);
            const end = api.coord([api.value(1), api.value(2)]);
            return {
              type: "line",
              shape: { x1: start[0], y1: start[1], x2: end[0], y2: end[1] },
              style: { stroke: SERVICES.recording, lineWidth: 2 },
            };
          },
          data: rows.map((row, index) => [row.recording.before_percent ?? 0, row.recording.after_percent ?? 0, index]),
          markLine:
            target === null || target === undefined
              ? undefined
              : {
                  silent: true,
                  symbol: "none",
                  lineStyle: { color: DANGER, type: "dashed" },
                  label: { show: false },
                  data: [{ xAxis: target }],
                },
        },
        {
          name: language.say(words.before),
          type: "scatter",
          symbolSize: 9,
          itemStyle: { color: "#fff", borderColor: SERVICES.recording, borderWidth: 2 },
          data: rows.map((row, index) => [row.recording.before_percent ?? 0, index]),
        },
        {
          name: language.say(words.after),
          type: "scatter",
          symbolSize: 10,
          itemStyle: { color: SERVICES.recording },
          data: rows.map((row, index) => [row.recording.after_percent ?? 0, index]),
        },
      ],
    },
  };
}

function Shown({ found }: { found: Told }) {
  const language = useLanguage();
  const { say, percent, number } = language;
  const chart = useMemo(() => chartOf(language, found), [language, found]);
  const lowest = found.subdistricts[0];
  const share = (value: number | null): string => (value === null ? "–" : number(value, 2));
  return (
    <>
      <SimpleGrid cols={{ base: 1, md: 2 }} mb="md">
        <Figure
          title={say(words.recordingTitle)}
          told={found.recording}
          of={say(words.ofEligible, { n: found.recording.denominator_before })}
          after={say(words.afterPlan, {
            percent: percent(found.recording.after_percent ?? 0),
            n: found.recording.added,
          })}
        />
        <Figure
          title={say(words.ikdTitle)}
          told={found.ikd}
          of={say(words.ofRecorded, { n: found.ikd.denominator_before })}
          after={say(words.afterPlanIkd, {
            percent: percent(found.ikd.after_percent ?? 0),
            n: found.ikd.added,
            all: found.ikd.denominator,
          })}
        />
      </SimpleGrid>
      {lowest !== undefined && (
        <SimpleGrid cols={{ base: 1, xl: 2 }}>
          <Suspense fallback={<Loading height={400} />}>
            <Chart
              title={say(words.chartTitle, {
                name: lowest.subdistrict,
                percent: percent(lowest.recording.after_percent ?? 0),
              })}
              measure={say(words.chartMeasure, { from: chart.from })}
              option={chart.option}
              height={Math.max(200, 44 + found.subdistricts.length * 24)}
            />
          </Suspense>
          <DataTable
            caption={say(words.bySubdistrict)}
            rows={found.subdistricts}
            keyOf={(row) => row.subdistrict}
            maxHeight={440}
            columns={[
              { key: "name", title: say(words.subdistrict), isHead: true, value: (row) => row.subdistrict },
              {
                key: "eligible",
                title: say(words.eligible),
                unit: say(words.people),
                isNumber: true,
                value: (row) => row.recording.denominator,
              },
              {
                key: "before",
                title: say(words.before),
                unit: say(words.ofEligibleUnit),
                isNumber: true,
                value: (row) => row.recording.before_percent,
                cell: (row) => share(row.recording.before_percent),
              },
              {
                key: "after",
                title: say(words.after),
                unit: say(words.ofEligibleUnit),
                isNumber: true,
                value: (row) => row.recording.after_percent,
                cell: (row) => share(row.recording.after_percent),
              },
              {
                key: "added",
                title: say(words.added),
                unit: say(words.people),
                isNumber: true,
                value: (row) => row.recording.added,
              },
              {
                key: "left",
                title: say(words.left),
                unit: say(words.people),
                isNumber: true,
                value: (row) => row.recording.left,
              },
              {
                key: "ikd",
                title: say(words.ikdAfter),
                unit: say(words.ofRecordedUnit),
                isNumber: true,
                value: (row) => row.ikd.after_percent,
                cell: (row) => share(row.ikd.after_percent),
              },
            ]}
          />
        </SimpleGrid>
      )}
    </>
  );
}

/** Where recording and IKD stand, before and after the plan; every share names what it is a share of. */
export function Coverage({ plan }: { plan: string }) {
  const { say } = useLanguage();
  const query = useQuery(getCoverageOptions({ path: { id: plan } }));
  return (
    <Paper withBorder p="md" component="section" aria-label={say(words.recordingTitle)}>
      <Loaded query={query} height={420} roles={["planner", "head", "secretariat"]}>
        {(found) => <Shown found={found} />}
      </Loaded>
    </Paper>
  );
}

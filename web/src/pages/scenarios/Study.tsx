import { List, Paper, Stack, Text, Title } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useMemo } from "react";
import { useParams } from "react-router";
import type { SeekTold, StudyTable, StudyWhole } from "@/api/generated";
import {
  getStudyOptions,
  getTableOptions,
  listCurvesOptions,
  listSeeksOptions,
  listSwaysOptions,
} from "@/api/generated/@tanstack/react-query.gen";
import { useRights } from "@/app/session";
import { useLanguage } from "@/language/useLanguage";
import { PageHead } from "@/parts/PageHead";
import { Loaded, Loading, NoPermission, Trouble } from "@/parts/States";
import { bars, curveChart, kneesOf, tornadoChart } from "./charts";
import { Differences } from "./Differences";
import { Papers } from "./Papers";
import { Progress } from "./Progress";
import { SideBySide } from "./SideBySide";
import { words } from "./words";

const Chart = lazy(() => import("@/parts/Chart"));
const BAR_PX = 34;

function Bars({ table, months }: { table: StudyTable; months: number }) {
  const language = useLanguage();
  const { say } = language;
  const option = useMemo(() => bars(language, table), [language, table]);
  return (
    <Suspense fallback={<Loading height={160} />}>
      <Chart
        title={say(words.bars)}
        measure={say(words.barsMeasure, { n: months })}
        option={option}
        height={40 + BAR_PX * table.columns.length}
      />
    </Suspense>
  );
}

function Curves({ study }: { study: string }) {
  const language = useLanguage();
  const { say } = language;
  const query = useQuery(listCurvesOptions({ path: { id: study } }));
  const found = query.data;
  const option = useMemo(() => (found === undefined ? null : curveChart(language, found)), [language, found]);
  if (query.error !== null) return <Trouble error={query.error} again={() => void query.refetch()} />;
  if (found === undefined || option === null || found.length === 0) return null;
  const knees = kneesOf(language, found);
  return (
    <Paper withBorder p="md">
      <Suspense fallback={<Loading height={320} />}>
        <Chart
          title={knees.length === 0 ? say(words.noKnee) : say(words.curveTitle, { knee: knees.join("; ") })}
          measure={say(words.curveMeasure)}
          option={option}
          height={320}
        />
      </Suspense>
    </Paper>
  );
}

function Sways({ study }: { study: string }) {
  const language = useLanguage();
  const { say } = language;
  const query = useQuery(listSwaysOptions({ path: { id: study } }));
  const found = query.data;
  const option = useMemo(() => (found === undefined ? null : tornadoChart(language, found)), [language, found]);
  const widest = found?.[0];
  if (query.error !== null) return <Trouble error={query.error} again={() => void query.refetch()} />;
  if (option === null || found === undefined || widest === undefined) return null;
  return (
    <Paper withBorder p="md">
      <Suspense fallback={<Loading height={160} />}>
        <Chart
          title={say(words.tornado, { name: widest.name })}
          measure={say(words.tornadoMeasure)}
          option={option}
          height={60 + BAR_PX * found.length}
        />
      </Suspense>
    </Paper>
  );
}

function Seek({ found }: { found: SeekTold }) {
  const { say, told, rupiah } = useLanguage();
  const money = found.money_rupiah;
  const answer =
    money !== null && found.outcome === "reached"
      ? say(words.reached, { money: rupiah(money) })
      : say(found.outcome === "out_of_reach" ? words.outOfReach : words.undecided, { n: Math.round(found.nearest) });
  return (
    <List.Item>
      <strong>{found.name}</strong>: {answer}
      {found.proven_above_rupiah !== null && `; ${say(words.proven, { money: rupiah(found.proven_above_rupiah) })}`}
      {found.outcome !== "reached" &&
        found.binds.length > 0 &&
        `; ${say(words.binds, { what: found.binds.map(told).join(", ") })}`}
    </List.Item>
  );
}

function Seeks({ study }: { study: string }) {
  const { say } = useLanguage();
  const query = useQuery(listSeeksOptions({ path: { id: study } }));
  const found = query.data;
  if (query.error !== null) return <Trouble error={query.error} again={() => void query.refetch()} />;
  if (found === undefined || found.length === 0) return null;
  return (
    <Paper withBorder p="md" component="section" aria-label={say(words.seeks)}>
      <Title order={2}>{say(words.seeks)}</Title>
      <List>
        {found.map((one) => (
          <Seek key={one.name} found={one} />
        ))}
      </List>
    </Paper>
  );
}

function Answers({ study }: { study: StudyWhole }) {
  const { code, say } = useLanguage();
  const table = useQuery(getTableOptions({ path: { id: study.id }, headers: { "Accept-Language": code } }));
  return (
    <Stack>
      <Loaded query={table} height={320}>
        {(found) => (
          <>
            <Paper withBorder p="md">
              <Bars table={found} months={study.months} />
            </Paper>
            <section aria-label={say(words.table)}>
              <SideBySide table={found} />
              {found.notes.map((note) => (
                <Text key={note} size="sm" c="var(--muted)" mt="xs">
                  {note}
                </Text>
              ))}
            </section>
          </>
        )}
      </Loaded>
      <Seeks study={study.id} />
      <Curves study={study.id} />
      <Sways study={study.id} />
      {study.scenarios.length > 1 && <Differences study={study.id} names={study.scenarios} />}
      <Papers study={study.id} names={study.scenarios} />
    </Stack>
  );
}

/** One study: how far it is, and what it came to. */
export default function Study() {
  const { say } = useLanguage();
  const { may } = useRights();
  const { study: id = "" } = useParams();
  const store = useQueryClient();
  const query = useQuery({ ...getStudyOptions({ path: { id } }), enabled: may("plans:read") });
  if (!may("plans:read"))
    return (
      <>
        <PageHead title={say(words.title)} />
        <NoPermission roles={["planner", "head"]} />
      </>
    );
  return (
    <>
      <PageHead title={query.data?.name ?? say(words.title)} />
      <Loaded query={query} height={320}>
        {(study) => (
          <>
            {study.job != null && (
              <Progress key={study.job.id} study={study} job={study.job} again={() => void store.invalidateQueries()} />
            )}
            {study.answered && <Answers study={study} />}
          </>
        )}
      </Loaded>
    </>
  );
}

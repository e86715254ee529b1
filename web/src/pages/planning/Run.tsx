import { Alert, Button, Group, Paper, Progress, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useMemo } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { once } from "@/api/changing";
import { cancelJob, retryJob, type Job, type JobState } from "@/api/generated";
import { getJobOptions, getPlanOptions } from "@/api/generated/@tanstack/react-query.gen";
import { useJobEvents, type ProgressPoint } from "@/api/useJobEvents";
import { PLAN_PARAMETER } from "@/app/chosenPlan";
import { BOUND, INK, VALUE } from "@/design/tokens";
import { useLanguage, type Language } from "@/language/useLanguage";
import { Badge } from "@/parts/Badge";
import { DataTable } from "@/parts/DataTable";
import { PageHead } from "@/parts/PageHead";
import { JobErrorNote } from "@/parts/JobErrorNote";
import { ProblemNote } from "@/parts/ProblemNote";
import { Loaded, Loading } from "@/parts/States";
import { BestSoFar } from "./BestSoFar";
import { words } from "./words";

const Chart = lazy(() => import("@/parts/Chart"));
const LIVE: ReadonlySet<JobState> = new Set<JobState>(["waiting", "running", "stopping"]);

const stageOf = (language: Language, stage: string): string =>
  language.say(
    stage === "search"
      ? words.stageSearch
      : stage === "bound"
        ? words.stageBound
        : stage === "ground"
          ? words.stageGround
          : words.stageOther,
  );

interface Moment extends ProgressPoint {
  seconds: number;
}

function momentsOf(points: readonly ProgressPoint[]): Moment[] {
  const start = points[0] && Date.parse(points[0].at);
  return points.map((point) => ({ ...point, seconds: Math.max(0, (Date.parse(point.at) - (start ?? 0)) / 1000) }));
}

/** Only what changed is told: a new best plan, a tighter bound, another stage. */
function turns(moments: readonly Moment[]): Moment[] {
  return moments.filter((moment, index) => {
    const before = moments[index - 1];
    return (
      before === undefined ||
      before.value !== moment.value ||
      before.bound !== moment.bound ||
      before.stage !== moment.stage
    );
  });
}

function chartOf(language: Language, moments: readonly Moment[]) {
  const values = moments.flatMap((moment) => [moment.value, moment.bound]).filter((value) => typeof value === "number");
  const best = Math.max(...moments.map((moment) => moment.value ?? 0));
  // A first bound far above says nothing about the end: the axis shows what is left between the two.
  const bounds = values.filter((value) => value >= best && value <= best * 1.6);
  const low = Math.floor((best * 0.96) / 100) * 100;
  const high = Math.ceil((Math.max(best, ...bounds) * 1.01) / 100) * 100;
  const axis = {
    axisLabel: { color: INK, formatter: (value: number) => language.number(value) },
    nameTextStyle: { color: INK },
  };
  const line = (
    name: string,
    color: string,
    dashes: "solid" | "dashed",
    of: (moment: Moment) => number | null | undefined,
  ) => ({
    name,
    type: "line",
    step: "end",
    symbol: "circle",
    symbolSize: 5,
    lineStyle: { color, width: 2, type: dashes },
    itemStyle: { color },
    data: moments
      .filter((moment) => typeof of(moment) === "number")
      .map((moment) => [moment.seconds, Math.min(of(moment) ?? 0, high)]),
    endLabel: { show: true, formatter: "{a}", color, fontSize: 12, offset: [0, dashes === "solid" ? 10 : -10] },
  });
  return {
    low,
    option: {
      animation: false,
      grid: { left: 64, right: 190, top: 24, bottom: 44 },
      tooltip: { trigger: "axis" },
      xAxis: {
        type: "value",
        name: language.say(words.seconds),
        nameLocation: "middle",
        nameGap: 28,
        min: 0,
        minInterval: 1,
        ...axis,
      },
      yAxis: { type: "value", name: language.say(words.valueUnit), min: low, max: high, ...axis },
      series: [
        line(language.say(words.value), VALUE, "solid", (moment) => moment.value),
        line(language.say(words.bound), BOUND, "dashed", (moment) => moment.bound),
      ],
    },
  };
}

function Standing({ job, moment }: { job: Job; moment: Moment | undefined }) {
  const { say, number, percent } = useLanguage();
  const progress = moment ?? job.progress;
  if (progress?.value === null || progress?.value === undefined)
    return <Text>{say(LIVE.has(job.state) ? words.noPlanYet : words.noPlan)}</Text>;
  const gap = progress.gap_percent;
  return (
    <Stack gap={4}>
      <Text fz={22} lh="28px" fw={600}>
        {gap === null || gap === undefined
          ? say(words.boundMissing)
          : gap === 0
            ? say(words.best)
            : say(words.gap, { percent: percent(gap) })}{" "}
        {gap !== null && gap !== undefined && (
          <Text span size="sm" fw={400} c="var(--muted)">
            ({say(words.proven)})
          </Text>
        )}
      </Text>
      <Text>
        {say(words.value)}: <strong>{number(progress.value)}</strong>
        {progress.bound !== null && progress.bound !== undefined && (
          <>
            {" · "}
            {say(words.bound)}: <strong>{number(progress.bound)}</strong>
          </>
        )}{" "}
        {say(words.valueUnit)}
      </Text>
      <Text size="sm" c="var(--muted)">
        {say(words.explained)}
      </Text>
    </Stack>
  );
}

function Result({ id }: { id: string }) {
  const language = useLanguage();
  const { say, number, rupiahShort, rupiah } = language;
  const plan = useQuery(getPlanOptions({ path: { id } }));
  return (
    <Paper withBorder p="md">
      <Title order={2}>{say(words.result)}</Title>
      <Loaded query={plan} height={80}>
        {({ summary, name }) => (
          <Stack gap="sm">
            <Text fw={600}>{name}</Text>
            <SimpleGrid cols={{ base: 2, sm: 4, lg: 7 }} className="figures">
              {(
                [
                  [number(summary.people.persons), words.people],
                  [number(summary.people.recording), words.recording],
                  [number(summary.people.cards), words.cards],
                  [number(summary.people.ikd), words.ikd],
                  [number(summary.villages_served), words.villages],
                  [number(summary.schools_served), words.schools],
                  [rupiahShort(summary.cost_rupiah), words.cost],
                ] as const
              ).map(([figure, what]) => (
                <div key={what[0]} title={what === words.cost ? rupiah(summary.cost_rupiah) : undefined}>
                  <Text fz={28} lh="32px">
                    {figure}
                  </Text>
                  <Text size="sm" c="var(--muted)">
                    {say(what)}
                  </Text>
                </div>
              ))}
            </SimpleGrid>
            <Text size="sm" c="var(--muted)">
              {say(words.expected)}
            </Text>
            {summary.stopped_by === "clock" && <Alert color="yellow">{say(words.clockStopped)}</Alert>}
            <Group>
              <Button component={Link} to={`/jadwal/papan?${PLAN_PARAMETER}=${id}`}>
                {say(words.open)}
              </Button>
              <Button component={Link} to={`/beranda?${PLAN_PARAMETER}=${id}`} variant="default">
                {say(words.toOverview)}
              </Button>
            </Group>
          </Stack>
        )}
      </Loaded>
    </Paper>
  );
}

const TONE = {
  waiting: "warning",
  running: "info",
  stopping: "warning",
  done: "positive",
  cancelled: "draft",
  failed: "breach",
} as const;

function Running({ job, again }: { job: Job; again: () => void }) {
  const language = useLanguage();
  const { say, percent, number, time } = language;
  const navigate = useNavigate();
  const store = useQueryClient();
  const events = useJobEvents(job.id);
  const state = events.state ?? job.state;
  const isLive = LIVE.has(state);
  const moments = useMemo(() => momentsOf(events.points), [events.points]);
  const now = moments.at(-1);
  const chart = useMemo(
    () => (moments.some((moment) => typeof moment.value === "number") ? chartOf(language, moments) : null),
    [language, moments],
  );
  useEffect(() => {
    if (events.isEnded) {
      again();
      void store.invalidateQueries();
    }
    // The end is told once.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [events.isEnded]);
  const stop = useMutation({
    mutationFn: () => cancelJob({ path: { id: job.id }, headers: once(), throwOnError: true }),
    onSuccess: again,
  });
  const retry = useMutation({
    mutationFn: () => retryJob({ path: { id: job.id }, headers: once(), throwOnError: true }),
    onSuccess: ({ data }) => navigate(`/susun/${data.id}`),
  });
  const names = {
    waiting: say(words.queued, { n: job.position ?? 1 }),
    running: say(words.running),
    stopping: say(words.stopping),
    done: say(words.done),
    cancelled: say(words.cancelled),
    failed: say(words.failed),
  };
  const done = (now?.done_permille ?? job.progress?.done_permille ?? 0) / 10;
  return (
    <Stack maw={1280}>
      <Group justify="space-between">
        <Group gap="sm">
          <span role="status">
            <Badge tone={TONE[state]}>{names[state]}</Badge>
          </span>
          {isLive && state !== "waiting" && <Text>{say(words.work, { percent: percent(done, 0) })}</Text>}
          {now !== undefined && isLive && <Text c="var(--muted)">{stageOf(language, now.stage)}</Text>}
        </Group>
        {isLive && (
          <Button color="brand" onClick={() => stop.mutate()} loading={stop.isPending || state === "stopping"}>
            {say(words.stop)}
          </Button>
        )}
        {(state === "failed" || state === "cancelled") && (
          <Button variant="default" onClick={() => retry.mutate()} loading={retry.isPending}>
            {say(words.retry)}
          </Button>
        )}
      </Group>
      {stop.error !== null && <ProblemNote error={stop.error} />}
      {retry.error !== null && <ProblemNote error={retry.error} />}
      {isLive && <Progress value={done} aria-label={say(words.work, { percent: percent(done, 0) })} />}
      {isLive && !events.isConnected && events.points.length > 0 && (
        <Alert color="yellow">{say(words.reconnecting)}</Alert>
      )}
      {job.error !== null && job.error !== undefined && <JobErrorNote error={job.error} />}
      <Paper withBorder p="md">
        <Standing job={job} moment={now} />
        {isLive && (
          <Text size="sm" c="var(--muted)" mt={4}>
            {say(words.safe)}
          </Text>
        )}
      </Paper>
      {/* Side by side, so that a laptop shows both at once. */}
      <SimpleGrid cols={{ base: 1, lg: isLive && typeof now?.best === "number" ? 2 : 1 }}>
        {chart !== null && (
          <Paper withBorder p="md">
            <Suspense fallback={<Loading height={260} />}>
              <Chart
                title={say(words.chartTitle)}
                measure={say(words.chartMeasure, { from: number(chart.low) })}
                option={chart.option}
              />
            </Suspense>
          </Paper>
        )}
        {isLive && typeof now?.best === "number" && <BestSoFar job={job.id} number={now.best} />}
      </SimpleGrid>
      {job.plan_id !== null && job.plan_id !== undefined && <Result id={job.plan_id} />}
      {moments.length > 0 && (
        <DataTable
          caption={say(words.timeline)}
          showCaption
          maxHeight={320}
          rows={turns(moments).toReversed()}
          keyOf={(moment) => String(moment.number)}
          columns={[
            {
              key: "clock",
              title: say(words.clock),
              value: (moment) => moment.at,
              cell: (moment) => time(moment.at.slice(11, 19)),
            },
            { key: "stage", title: say(words.stage), value: (moment) => stageOf(language, moment.stage) },
            {
              key: "work",
              title: say(words.workColumn),
              unit: "%",
              isNumber: true,
              value: (moment) => Math.round(moment.done_permille / 10),
            },
            {
              key: "value",
              title: say(words.value),
              unit: say(words.valueUnit),
              isNumber: true,
              value: (moment) => moment.value ?? null,
            },
            {
              key: "bound",
              title: say(words.bound),
              unit: say(words.valueUnit),
              isNumber: true,
              value: (moment) => moment.bound ?? null,
            },
            {
              key: "gap",
              title: say(words.gapColumn),
              unit: "%",
              isNumber: true,
              value: (moment) => moment.gap_percent ?? null,
              cell: (moment) => (typeof moment.gap_percent === "number" ? number(moment.gap_percent, 2) : "–"),
            },
          ]}
        />
      )}
    </Stack>
  );
}

/** A planning as it runs: value and bound closing in, and the way to stop when it is good enough. */
export default function Run() {
  const { say } = useLanguage();
  const { job = "" } = useParams();
  const query = useQuery(getJobOptions({ path: { id: job } }));
  return (
    <>
      <PageHead title={say(words.job)} />
      <Loaded query={query} roles={["planner", "head"]}>
        {(found) => <Running key={found.id} job={found} again={() => void query.refetch()} />}
      </Loaded>
    </>
  );
}

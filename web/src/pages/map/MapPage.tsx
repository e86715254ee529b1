import { Alert, Button, Checkbox, Group, SegmentedControl, Select, Stack, Text, TextInput } from "@mantine/core";
import { IconChevronLeft, IconChevronRight, IconMap2, IconPlayerPause, IconPlayerPlay } from "@tabler/icons-react";
import { useQueries, useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from "react";
import { Link, useSearchParams } from "react-router";
import type { PlanHead } from "@/api/generated";
import { getLayerOptions } from "@/api/generated/@tanstack/react-query.gen";
import { leftOutQuery } from "@/api/planQueries";
import { useChosenPlan } from "@/app/chosenPlan";
import { useRights } from "@/app/session";
import { COVERAGE_FILL, COVERAGE_STEPS, SIGNAL } from "@/design/tokens";
import { useLanguage, type Language } from "@/language/useLanguage";
import { DataTable } from "@/parts/DataTable";
import { PageHead } from "@/parts/PageHead";
import { ProblemNote } from "@/parts/ProblemNote";
import { Empty, Loading } from "@/parts/States";
import { drawingOf, type Choice, type Layers } from "./drawing";
import styles from "./map.module.css";
import { boxOf, coverageStep, densest, VISIT_STEPS, visitStep, type FillBy, type Village } from "./places";
import { signalWords, VillageSheet } from "./VillageSheet";
import { words } from "./words";

const Canvas = lazy(() => import("./Canvas"));
const PLAY_MS = 1_200;
const CHOSEN = "pilih";
const DAY = "hari";
const TEAM = "tim";
const FILL = "lapis";
const FILLS: readonly FillBy[] = ["coverage", "signal", "visited"];
const NAMES = ["land", "villages", "sites", "joins", "routes", "visits"] as const;

function useLayers(plan: string) {
  return useQueries({
    queries: NAMES.map((name) =>
      getLayerOptions({
        path: { id: plan, layer: name === "land" ? "villages" : name },
        query: name === "land" ? { shape: "land" } : {},
      }),
    ),
    combine: (found) => ({
      error: found.find((one) => one.error !== null)?.error ?? null,
      again: () => found.forEach((one) => void one.refetch()),
      layers: found.every((one) => one.data !== undefined)
        ? (Object.fromEntries(NAMES.map((name, index) => [name, found[index]?.data])) as unknown as Layers)
        : undefined,
    }),
  });
}

function whatOf({ say, kilometres }: Language, village: Village): string {
  if (village.state === "joined")
    return village.distance_m === null
      ? say(words.joinedNoKm, { place: village.place_name ?? "–" })
      : say(words.joined, { place: village.place_name ?? "–", km: kilometres(village.distance_m) });
  return say(village.state === "none" ? words.nothing : words[village.state]);
}

function Legend({
  villages,
  choice,
  put,
}: {
  villages: readonly Village[];
  choice: Choice;
  put: (next: Partial<Choice>) => void;
}) {
  const language = useLanguage();
  const { say, number } = language;
  const rows: { key: string; colour: string; name: string; n: number }[] = [];
  if (choice.fill === "signal")
    for (const [id, tone] of Object.entries(SIGNAL))
      rows.push({
        key: id,
        colour: tone.ground,
        name: say(signalWords[id as keyof typeof SIGNAL]),
        n: villages.filter((village) => village.signal === id).length,
      });
  else {
    const steps: readonly number[] = choice.fill === "coverage" ? COVERAGE_STEPS : VISIT_STEPS;
    const stepOf = (village: Village): number | null =>
      choice.fill === "coverage"
        ? coverageStep(village.unrecorded_permille, COVERAGE_STEPS)
        : visitStep(village.last_visit, choice.today);
    const name = (index: number): string => {
      if (choice.fill === "visited")
        return index < steps.length
          ? say(words.within, { n: steps[index] ?? 0 })
          : say(words.longer, { n: steps.at(-1) ?? 0 });
      return index < steps.length
        ? say(words.step, { from: number(steps[index - 1] ?? 0), to: number(steps[index] ?? 0) })
        : say(words.over, { from: number(steps.at(-1) ?? 0) });
    };
    for (let index = 0; index <= steps.length; index += 1)
      rows.push({
        key: String(index),
        colour: COVERAGE_FILL[index] ?? "#fff",
        name: name(index),
        n: villages.filter((village) => stepOf(village) === index).length,
      });
    const missing = villages.filter((village) => stepOf(village) === null).length;
    if (missing > 0)
      rows.push({
        key: "no",
        colour: "#fff",
        name: say(choice.fill === "visited" ? words.never : words.unknown),
        n: missing,
      });
  }
  const toggle = (key: "hubs" | "joins" | "routes" | "leftOut" | "schools") => (
    <Checkbox
      key={key}
      size="xs"
      label={say(words[key])}
      checked={choice[key]}
      onChange={(event) => put({ [key]: event.currentTarget.checked })}
    />
  );
  return (
    <section className={styles.legend} aria-label={say(words.legend)}>
      <strong>
        {say(choice.fill === "coverage" ? words.unrecorded : choice.fill === "signal" ? words.signal : words.visited)}
      </strong>
      <ul>
        {rows.map((row) => (
          <li key={row.key} className={styles.key}>
            <span className={styles.swatch} style={{ background: row.colour }} aria-hidden />
            {row.name}: {say(words.villagesN, { n: row.n })}
          </li>
        ))}
      </ul>
      {toggle("hubs")}
      {toggle("joins")}
      {toggle("routes")}
      {toggle("leftOut")}
      {toggle("schools")}
    </section>
  );
}

function Work({ plan, layers }: { plan: PlanHead; layers: Layers }) {
  const language = useLanguage();
  const { say, day: dayOf, number, code, percent } = language;
  const { may } = useRights();
  const [search, setSearch] = useSearchParams();
  const [shows, setShows] = useState({ hubs: true, joins: true, routes: true, leftOut: true, schools: false });
  const [text, setText] = useState("");
  const [isPlaying, setPlaying] = useState(false);
  const [isBroken, setBroken] = useState(false);
  const leftOut = useQuery({ ...leftOutQuery(plan.id), enabled: may("plans:read") });
  const put = useCallback(
    (name: string, value: string | null) =>
      setSearch(
        (now) => {
          if (value === null) now.delete(name);
          else now.set(name, value);
          return now;
        },
        { replace: true },
      ),
    [setSearch],
  );

  const villages = useMemo(() => layers.villages.features.map((feature) => feature.properties), [layers]);
  const schools = useMemo(
    () => layers.sites.features.map((feature) => feature.properties).filter((site) => site.kind === "school"),
    [layers],
  );
  const days = useMemo(
    () => [...new Set(layers.visits.features.map((feature) => feature.properties.day))].toSorted(),
    [layers],
  );
  const teams = useMemo(
    () => [...new Set(layers.visits.features.map((feature) => feature.properties.team))].toSorted(),
    [layers],
  );
  const namedDay = search.get(DAY);
  const day = namedDay !== null && days.includes(namedDay) ? namedDay : null;
  const team = search.get(TEAM);
  const fill = FILLS.find((one) => one === search.get(FILL)) ?? "coverage";
  const chosen = search.get(CHOSEN);
  const choice = useMemo<Choice>(
    () => ({ fill, day, team, today: plan.as_of, ...shows, routes: shows.routes && (day !== null || team !== null) }),
    [fill, day, team, plan.as_of, shows],
  );
  const drawing = useMemo(() => drawingOf(layers, choice), [layers, choice]);

  const points = useMemo(
    () => layers.villages.features.flatMap(({ geometry }) => (geometry.type === "Point" ? [geometry.coordinates] : [])),
    [layers],
  );
  const whole = useMemo(() => boxOf(points), [points]);
  const [box, setBox] = useState(whole);

  const at = day === null ? -1 : days.indexOf(day);
  useEffect(() => {
    if (!isPlaying) return;
    const next = days[at + 1];
    const timer = setTimeout(() => {
      if (next === undefined) setPlaying(false);
      else put(DAY, next);
    }, PLAY_MS);
    return () => clearTimeout(timer);
  }, [isPlaying, at, days, put]);

  const onDay = layers.visits.features.map(({ properties }) => properties).filter((visit) => visit.day === day);
  const dayLine =
    day === null
      ? say(words.allDays)
      : say(words.dayLine, {
          day: dayOf(day),
          teams: new Set(onDay.map((visit) => visit.team)).size,
          villages: onDay.reduce((sum, visit) => sum + 1 + visit.joined.length, 0),
          people: onDay.reduce((sum, visit) => sum + visit.recorded, 0),
        });
  const needle = text.trim().toLocaleLowerCase(code);
  const listed = villages.filter(
    (village) =>
      `${village.name} ${village.subdistrict} ${village.code}`.toLocaleLowerCase(code).includes(needle) &&
      (day === null || village.days.includes(day)) &&
      (team === null || village.teams.includes(team)),
  );
  const selected = [...villages, ...schools].find((village) => village.code === chosen);
  const isApproximate = layers.land.features.some((feature) => feature.properties.approximate === true);

  return (
    <div className={styles.page}>
      <div>
        <Group gap="sm" mb="xs">
          <SegmentedControl
            aria-label={say(words.fill)}
            value={fill}
            onChange={(next) => put(FILL, next === "coverage" ? null : next)}
            data={FILLS.map((value) => ({ value, label: say(words[value]) }))}
          />
          <Select
            aria-label={say(words.team)}
            w={150}
            value={team ?? ""}
            allowDeselect={false}
            onChange={(next) => put(TEAM, next === "" ? null : next)}
            data={[{ value: "", label: say(words.allTeams) }, ...teams]}
          />
        </Group>
        {isBroken && <Alert color="yellow">{say(words.noWebgl)}</Alert>}
        {!isBroken && whole !== null && (
          <div className={styles.frame} data-region>
            <Group className={styles.ground} gap={4}>
              <Button size="compact-sm" variant="default" onClick={() => setBox([...whole])}>
                {say(words.whole)}
              </Button>
              <Button size="compact-sm" variant="default" onClick={() => setBox(densest(points))}>
                {say(words.town)}
              </Button>
            </Group>
            <Suspense fallback={<Loading height={320} />}>
              <Canvas
                drawing={drawing}
                box={box ?? whole}
                name={`${say(words.map, { name: plan.name })}. ${say(words.mapHelp)}`}
                chosen={chosen}
                onChoose={(next) => put(CHOSEN, next)}
                onBroken={() => setBroken(true)}
              />
            </Suspense>
          </div>
        )}
        <Group className={styles.days} gap="xs" wrap="nowrap">
          <Button
            variant="default"
            px={8}
            aria-label={say(words.earlier)}
            disabled={at <= 0}
            onClick={() => put(DAY, days[at - 1] ?? null)}
          >
            <IconChevronLeft size={18} aria-hidden />
          </Button>
          <Button
            variant="default"
            px={8}
            aria-label={say(words.later)}
            disabled={at >= days.length - 1}
            onClick={() => put(DAY, days[at + 1] ?? null)}
          >
            <IconChevronRight size={18} aria-hidden />
          </Button>
          <Button
            variant="default"
            px={8}
            aria-label={say(isPlaying ? words.stop : words.play)}
            onClick={() => {
              if (!isPlaying && at >= days.length - 1) put(DAY, null);
              setPlaying(!isPlaying);
            }}
          >
            {isPlaying ? <IconPlayerPause size={18} aria-hidden /> : <IconPlayerPlay size={18} aria-hidden />}
          </Button>
          <input
            type="range"
            className={styles.slider}
            min={-1}
            max={days.length - 1}
            value={at}
            aria-label={say(words.day)}
            aria-valuetext={dayLine}
            onChange={(event) => put(DAY, days[Number(event.currentTarget.value)] ?? null)}
          />
          <Button variant="default" disabled={day === null} onClick={() => put(DAY, null)}>
            {say(words.allDays)}
          </Button>
        </Group>
        <Text role="status" fw={600} mt={4}>
          {dayLine}
        </Text>
        <Legend
          villages={villages}
          choice={{ ...choice, routes: shows.routes }}
          put={(next) => setShows((now) => ({ ...now, ...next }))}
        />
        {isApproximate && (
          <Text size="xs" c="var(--muted)" mt={4}>
            {say(words.approximateHelp)}
          </Text>
        )}
      </div>
      <div className={styles.panel} data-region>
        {selected !== undefined ? (
          <VillageSheet
            village={selected}
            leftOut={leftOut.data?.find((item) => item.site === selected.code)}
            onClose={() => put(CHOSEN, null)}
          />
        ) : (
          <Stack gap="xs">
            <TextInput
              label={say(words.search)}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            />
            <Text role="status" size="xs" c="var(--muted)">
              {say(words.shown, { n: listed.length, all: villages.length })}
            </Text>
            <DataTable
              caption={say(words.table)}
              maxHeight="calc(100dvh - 240px)"
              rows={listed}
              keyOf={(village) => village.code}
              sorted="-left"
              chosen={chosen}
              onChoose={(village) => put(CHOSEN, village.code)}
              columns={[
                {
                  key: "place",
                  title: say(words.place),
                  isHead: true,
                  value: (village) => village.name,
                  cell: (village) => (
                    <>
                      {village.name}, {village.subdistrict}
                      <Text size="xs" c="var(--muted)">
                        {say(words.signal)}:{" "}
                        {say(village.signal === "unknown" ? words.unknown : signalWords[village.signal])} ·{" "}
                        {say(words.lastVisit)}:{" "}
                        {village.last_visit === null ? say(words.never) : dayOf(village.last_visit)}
                      </Text>
                    </>
                  ),
                },
                {
                  key: "left",
                  title: say(words.left),
                  unit: say(words.people),
                  isNumber: true,
                  value: (village) => village.unrecorded,
                  cell: (village) => (
                    <>
                      {number(village.unrecorded)}
                      <Text size="xs" c="var(--muted)">
                        {village.unrecorded_permille === null ? "–" : percent(village.unrecorded_permille / 10, 1)}
                      </Text>
                    </>
                  ),
                },
                { key: "what", title: say(words.what), value: (village) => whatOf(language, village) },
              ]}
            />
          </Stack>
        )}
      </div>
    </div>
  );
}

/** Where teams go, who joins whom, who is missed and why. */
export default function MapPage() {
  const { say } = useLanguage();
  const { may } = useRights();
  const { plan, plans, isPending, error, again } = useChosenPlan();
  return (
    <>
      <PageHead title={say(words.title)} />
      {error !== null && plans === undefined ? (
        <ProblemNote error={error} again={again} />
      ) : plan !== undefined ? (
        <WithLayers key={plan.id} plan={plan} />
      ) : isPending ? (
        <Loading height={420} />
      ) : (
        <Empty
          icon={IconMap2}
          title={say(words.noPlan)}
          action={
            may("plans:make") && (
              <Button component={Link} to="/susun">
                {say(words.planMonth)}
              </Button>
            )
          }
        >
          {say(words.noPlanHelp)}
        </Empty>
      )}
    </>
  );
}

function WithLayers({ plan }: { plan: PlanHead }) {
  const { layers, error, again } = useLayers(plan.id);
  return (
    <>
      {error !== null && <ProblemNote error={error} again={again} />}
      {layers === undefined ? error === null && <Loading height={480} /> : <Work plan={plan} layers={layers} />}
    </>
  );
}

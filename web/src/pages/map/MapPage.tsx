import { Alert, Button, Group, SegmentedControl, Select, Stack, Text, TextInput } from "@mantine/core";
import {
  IconChevronLeft,
  IconChevronRight,
  IconMap2,
  IconPlayerPause,
  IconPlayerPlay,
  IconPrinter,
} from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useMemo, useState } from "react";
import { Link } from "react-router";
import type { PlanHead } from "@/api/generated";
import { leftOutQuery } from "@/api/planQueries";
import { useRights } from "@/app/session";
import { useAddress } from "@/app/useAddress";
import { WithPlan } from "@/app/WithPlan";
import { useLanguage, type Language } from "@/language/useLanguage";
import { DataTable } from "@/parts/DataTable";
import { PageHead } from "@/parts/PageHead";
import { Loading, Trouble } from "@/parts/States";
import { drawingOf, isClosedAt, type Choice, type Layers } from "./drawing";
import { Legend } from "./Legend";
import styles from "./map.module.css";
import { boxOf, densest, type FillBy, type Line, type Village } from "./places";
import { useLayers } from "./useLayers";
import { signalWords, VillageSheet } from "./VillageSheet";
import { words } from "./words";

const Canvas = lazy(() => import("./Canvas"));
const PLAY_MS = 1_200;
const CHOSEN = "pilih";
const DAY = "hari";
const TEAM = "tim";
const FILL = "lapis";
const FILLS: readonly FillBy[] = ["coverage", "signal", "visited"];

function whatOf({ say, kilometres }: Language, village: Village): string {
  if (village.state === "joined")
    return village.distance_m === null
      ? say(words.joinedNoKm, { place: village.place_name ?? "–" })
      : say(words.joined, { place: village.place_name ?? "–", km: kilometres(village.distance_m) });
  return say(village.state === "none" ? words.nothing : words[village.state]);
}

function Work({ plan, layers }: { plan: PlanHead; layers: Layers }) {
  const language = useLanguage();
  const { say, day: dayOf, number, code, percent } = language;
  const { may } = useRights();
  const [search, put] = useAddress();
  const [shows, setShows] = useState({
    hubs: true,
    joins: true,
    routes: true,
    leftOut: true,
    schools: false,
    catchments: true,
    closures: true,
  });
  const [text, setText] = useState("");
  const [isPlaying, setPlaying] = useState(false);
  const [isBroken, setBroken] = useState(false);
  const leftOut = useQuery({ ...leftOutQuery(plan.id), enabled: may("plans:read") });

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
    // Begun at the last day it starts anew, also where the address that was cleared by the click is still on its way.
    const next = days[at + 1] ?? days[0];
    const timer = setTimeout(() => {
      put(DAY, next ?? null);
      if (next === days.at(-1)) setPlaying(false);
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
          <Button
            component={Link}
            variant="default"
            to={`/cetak/peta/${plan.id}?${search}`}
            leftSection={<IconPrinter size={16} aria-hidden />}
          >
            {say(words.printMap)}
          </Button>
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
          closed={[...villages, ...schools].filter((place) => isClosedAt(place, day)).length}
          isStraight={drawing.routes.features.some(({ properties }) => (properties as Line).straight)}
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
                      <Text size="xs" c="var(--muted)" style={{ whiteSpace: "normal" }}>
                        {village.unrecorded_permille === null
                          ? "–"
                          : say(words.shareOfEligible, { percent: percent(village.unrecorded_permille / 10, 1) })}
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

function WithLayers({ plan }: { plan: PlanHead }) {
  const { layers, error, again } = useLayers(plan.id);
  return (
    <>
      {error !== null && <Trouble error={error} again={again} roles={["planner", "head", "secretariat", "viewer"]} />}
      {layers === undefined ? error === null && <Loading height={480} /> : <Work plan={plan} layers={layers} />}
    </>
  );
}

/** Where teams go, who joins whom, who is missed and why. */
export default function MapPage() {
  const { say } = useLanguage();
  return (
    <>
      <PageHead title={say(words.title)} />
      <WithPlan icon={IconMap2} help={say(words.noPlanHelp)}>
        {(plan) => <WithLayers key={plan.id} plan={plan} />}
      </WithPlan>
    </>
  );
}

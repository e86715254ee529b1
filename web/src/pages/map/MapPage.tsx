import { Alert, Button, Group, SegmentedControl, Select, Stack, Tabs, Text } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconMap2, IconPrinter } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { Link } from "react-router";
import type { PlanHead } from "@/api/generated";
import { leftOutQuery } from "@/api/planQueries";
import { useRights } from "@/app/session";
import { useAddress } from "@/app/useAddress";
import { WithPlan } from "@/app/WithPlan";
import { useLanguage } from "@/language/useLanguage";
import { PageHead } from "@/parts/PageHead";
import { Loading, Trouble } from "@/parts/States";
import { DayBar } from "./DayBar";
import { drawingOf, isClosedAt, type Choice, type Layers } from "./drawing";
import { Legend } from "./Legend";
import styles from "./map.module.css";
import { boxOf, densest, type FillBy, type Line } from "./places";
import { useLayers } from "./useLayers";
import { VillageList } from "./VillageList";
import { VillageSheet } from "./VillageSheet";
import { words } from "./words";

const Canvas = lazy(() => import("./Canvas"));
const CHOSEN = "pilih";
const DAY = "hari";
const TEAM = "tim";
const FILL = "lapis";
const FILLS: readonly FillBy[] = ["coverage", "signal", "visited"];
/** Where list and map do not fit side by side, which of them is seen. */
const PART = "bagian";
const MAP_PART = "peta";
const LIST_PART = "daftar";

function Work({ plan, layers }: { plan: PlanHead; layers: Layers }) {
  const { say, day: dayOf } = useLanguage();
  const { may } = useRights();
  const [search, put] = useAddress();
  const isNarrow = useMediaQuery("(max-width: 1023px)", false, { getInitialValueInEffect: false });
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
  const part = search.get(PART) === MAP_PART ? MAP_PART : LIST_PART;
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

  const putDay = useCallback((next: string | null) => put(DAY, next), [put]);
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
  const selected = [...villages, ...schools].find((village) => village.code === chosen);
  const isApproximate = layers.land.features.some((feature) => feature.properties.approximate === true);

  const sheet = useRef<HTMLDivElement>(null);
  const isBelowMap = isNarrow && part === MAP_PART;
  useEffect(() => {
    // A village pressed on the map of a phone is told beneath it.
    if (isBelowMap && chosen !== null) sheet.current?.scrollIntoView({ block: "nearest" });
  }, [isBelowMap, chosen]);
  const told = selected !== undefined && (
    <div ref={sheet}>
      <VillageSheet
        village={selected}
        leftOut={leftOut.data?.find((item) => item.site === selected.code)}
        onClose={() => put(CHOSEN, null)}
      />
    </div>
  );

  const ground = (
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
      {isBelowMap && told}
      <DayBar days={days} day={day} told={dayLine} put={putDay} />
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
  );

  const list = told || (
    <VillageList
      villages={villages.filter(
        (village) => (day === null || village.days.includes(day)) && (team === null || village.teams.includes(team)),
      )}
      all={villages.length}
      text={text}
      onText={setText}
      chosen={chosen}
      onChoose={(next) => put(CHOSEN, next)}
    />
  );

  if (!isNarrow)
    return (
      <div className={styles.page}>
        {ground}
        <div className={styles.panel} data-region>
          {list}
        </div>
      </div>
    );
  return (
    <Tabs value={part} keepMounted={false} onChange={(next) => put(PART, next === MAP_PART ? MAP_PART : null)}>
      <Tabs.List mb="sm" grow>
        <Tabs.Tab value={LIST_PART}>{say(words.listPart)}</Tabs.Tab>
        <Tabs.Tab value={MAP_PART}>{say(words.title)}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value={LIST_PART}>
        {(day !== null || team !== null) && (
          // Chosen on the map, and here as well: what is left out of the list is said.
          <Stack gap={4} mb="xs" align="flex-start">
            <Text fw={600}>{team === null ? dayLine : `${say(words.team)} ${team} · ${dayLine}`}</Text>
            <Button size="compact-sm" variant="default" onClick={() => put([DAY, TEAM], null)}>
              {say(words.allDaysTeams)}
            </Button>
          </Stack>
        )}
        {list}
      </Tabs.Panel>
      <Tabs.Panel value={MAP_PART}>{ground}</Tabs.Panel>
    </Tabs>
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

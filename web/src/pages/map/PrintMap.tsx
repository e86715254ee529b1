import { Button, Group, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useCallback, useMemo, useRef, useState } from "react";
import { useParams, useSearchParams } from "react-router";
import type { PlanHead } from "@/api/generated";
import { officeOptions } from "@/api/generated/@tanstack/react-query.gen";
import { usePlanHead } from "@/app/usePlanHead";
import { useLanguage, type Language } from "@/language/useLanguage";
import { DataTable } from "@/parts/DataTable";
import { PageHead } from "@/parts/PageHead";
import { heading, save, sheet, write } from "@/parts/picture";
import { ProblemNote } from "@/parts/ProblemNote";
import { Loaded, Loading, Trouble } from "@/parts/States";
import { drawingOf, isClosedAt, type Choice, type Layers } from "./drawing";
import { Legend } from "./Legend";
import { legendRows, legendTitle } from "./legendRows";
import styles from "./map.module.css";
import { boxOf, isShown, type Line, type Village } from "./places";
import { useLayers } from "./useLayers";
import { words } from "./words";

const Canvas = lazy(() => import("./Canvas"));
const WIDTH = 1_400;
const ROW = 22;

interface About {
  title: string;
  line: string;
}

/** Title, map and legend on one sheet. */
async function pictureOf(map: Blob, about: About, language: Language, villages: readonly Village[], choice: Choice) {
  const bitmap = await createImageBitmap(map);
  const [width, height] = [WIDTH - 48, ((WIDTH - 48) * bitmap.height) / bitmap.width];
  const rows = legendRows(language, villages, choice);
  const { canvas, pen } = sheet(WIDTH, 84 + height + 40 + ROW * Math.ceil(rows.length / 3) + 16);
  heading(pen, about.title, about.line, width);
  pen.drawImage(bitmap, 24, 80, width, height);
  const top = 80 + height + 28;
  write(pen, language.say(legendTitle(choice)), [24, top], { weight: 600 });
  rows.forEach((row, index) => {
    const [x, y] = [24 + (index % 3) * 460, top + ROW * (1 + Math.floor(index / 3))];
    pen.fillStyle = row.colour;
    pen.fillRect(x, y - 12, 16, 14);
    pen.strokeStyle = "#6B7783";
    pen.strokeRect(x, y - 12, 16, 14);
    write(pen, `${row.name}: ${language.say(words.villagesN, { n: row.n })}`, [x + 24, y]);
  });
  return canvas;
}

const ROLES = ["planner", "head", "secretariat"] as const;

function Paper({ plan, layers }: { plan: PlanHead; layers: Layers }) {
  const language = useLanguage();
  const { say, period, day: dayOf, list } = language;
  const { data: office } = useQuery(officeOptions());
  const [search] = useSearchParams();
  const [isBroken, setBroken] = useState(false);
  const [isDrawn, setDrawn] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const take = useRef<() => Promise<Blob | null>>(() => Promise.resolve(null));
  const day = search.get("hari");
  const team = search.get("tim");
  const named = search.get("lapis");
  const fill = named === "signal" || named === "visited" ? named : "coverage";
  const choice = useMemo<Choice>(
    () => ({
      fill,
      day,
      team,
      today: plan.as_of,
      hubs: true,
      joins: true,
      catchments: true,
      routes: day !== null || team !== null,
      leftOut: true,
      schools: false,
      closures: true,
    }),
    [fill, day, team, plan.as_of],
  );
  const drawing = useMemo(() => drawingOf(layers, choice), [layers, choice]);
  const villages = layers.villages.features.map((feature) => feature.properties);
  const box = useMemo(
    () =>
      boxOf(
        layers.villages.features.flatMap(({ geometry }) => (geometry.type === "Point" ? [geometry.coordinates] : [])),
      ),
    [layers],
  );
  const visits = layers.visits.features.map(({ properties }) => properties).filter((one) => isShown(one, day, team));
  const about = {
    title: say(words.printTitle, {
      period: [day === null ? period(plan.first, plan.last) : dayOf(day), team].filter(Boolean).join(" · "),
    }),
    line: say(words.printHead, {
      office: office?.name ?? "",
      plan: plan.name,
      n: plan.revision,
      day: dayOf(plan.as_of),
    }),
  };
  const onDrawn = useCallback((picture: () => Promise<Blob | null>) => {
    take.current = picture;
    setDrawn(true);
  }, []);
  const download = async (): Promise<void> => {
    try {
      const map = await take.current();
      if (map === null) throw new Error("the map made no picture");
      await save(await pictureOf(map, about, language, villages, choice), `peta-${plan.first}.png`);
    } catch (thrown) {
      setError(thrown);
    }
  };
  return (
    <>
      <PageHead
        title={about.title}
        actions={
          <Group gap="xs">
            <Button variant="default" disabled={!isDrawn} onClick={() => void download()}>
              {say(words.png)}
            </Button>
            <Button onClick={() => window.print()}>{say(words.print)}</Button>
          </Group>
        }
      />
      {error !== null && <ProblemNote error={error} />}
      <Text mb="xs">{about.line}</Text>
      {isBroken || box === null ? (
        <Text>{say(words.noWebgl)}</Text>
      ) : (
        <div className={styles.paper}>
          <Suspense fallback={<Loading height={480} />}>
            <Canvas
              drawing={drawing}
              box={box}
              name={about.title}
              chosen={null}
              onChoose={() => undefined}
              onBroken={() => setBroken(true)}
              onDrawn={onDrawn}
            />
          </Suspense>
        </div>
      )}
      <Legend
        villages={villages}
        closed={villages.filter((village) => isClosedAt(village, day)).length}
        isStraight={drawing.routes.features.some(({ properties }) => (properties as Line).straight)}
        choice={choice}
      />
      <DataTable
        caption={about.title}
        rows={visits}
        keyOf={(visit) => `${visit.code} ${visit.day}`}
        columns={[
          { key: "day", title: say(words.day), value: (visit) => visit.day, cell: (visit) => dayOf(visit.day) },
          { key: "team", title: say(words.team), value: (visit) => visit.team },
          { key: "place", title: say(words.servedWhere), isHead: true, value: (visit) => visit.label },
          { key: "joins", title: say(words.comes), value: (visit) => list(visit.joined_names) || null },
          {
            key: "n",
            title: say(words.recorded),
            unit: say(words.people),
            isNumber: true,
            value: (visit) => visit.recorded,
          },
        ]}
      />
    </>
  );
}

function Drawn({ plan }: { plan: PlanHead }) {
  const { say, period } = useLanguage();
  const { layers, error, again } = useLayers(plan.id);
  if (layers !== undefined) return <Paper plan={plan} layers={layers} />;
  return (
    <>
      <PageHead title={say(words.printTitle, { period: period(plan.first, plan.last) })} />
      {error === null ? <Loading height={480} /> : <Trouble error={error} again={again} roles={ROLES} />}
    </>
  );
}

/** The map on paper, or as a picture: what the map page showed, with title, legend and its visits as a table. */
export default function PrintMap() {
  const { say } = useLanguage();
  const { plan: id = "" } = useParams();
  const plan = usePlanHead(id);
  return (
    <>
      {plan.data === undefined && <PageHead title={say(words.printMap)} />}
      <Loaded query={plan} height={480} roles={ROLES}>
        {(found) => <Drawn plan={found} />}
      </Loaded>
    </>
  );
}

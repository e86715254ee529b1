import { Group, Paper, Stack, Text, Title } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { getBest, getBestLayer } from "@/api/generated";
import { INK } from "@/design/tokens";
import { useLanguage } from "@/language/useLanguage";
import { words } from "./words";

const WIDTH = 640;
const HEIGHT = 340;
const EDGE = 16;

interface Point {
  id: string;
  geometry: { type: string; coordinates: [number, number] };
  properties: { state?: string; label?: string; name?: string; colour?: string; letter?: string };
}
interface Line {
  id: string;
  geometry: { coordinates: [number, number][] };
  properties: { colour: string };
}
interface Layer<Feature> {
  features: Feature[];
}

async function layerOf<Feature>(id: string, layer: "villages" | "joins" | "visits", signal: AbortSignal) {
  const { data } = await getBestLayer({ path: { id, layer }, signal, throwOnError: true });
  return (data as unknown as Layer<Feature>).features;
}

/** Degrees as places of the picture; a regency is small enough for a flat one. */
function flat(points: readonly Point[]): (at: readonly [number, number]) => [number, number] {
  const longitudes = points.map((point) => point.geometry.coordinates[0]);
  const latitudes = points.map((point) => point.geometry.coordinates[1]);
  const [west, east] = [Math.min(...longitudes), Math.max(...longitudes)];
  const [south, north] = [Math.min(...latitudes), Math.max(...latitudes)];
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const wide = Math.max((east - west) * shrink, 1e-6);
  const high = Math.max(north - south, 1e-6);
  const scale = Math.min((WIDTH - 2 * EDGE) / wide, (HEIGHT - 2 * EDGE) / high);
  const left = (WIDTH - wide * scale) / 2;
  const top = (HEIGHT - high * scale) / 2;
  return ([lon, lat]) => [left + (lon - west) * shrink * scale, top + (north - lat) * scale];
}

/** The best plan that a running planning has found: on a small map, and in figures; it is read anew with each `number`. */
export function BestSoFar({ job, number: which }: { job: string; number: number }) {
  const { say, number, rupiahShort } = useLanguage();
  const found = useQuery({
    queryKey: ["best", job, which],
    placeholderData: keepPreviousData,
    retry: 3,
    queryFn: async ({ signal }) => {
      const { data } = await getBest({ path: { id: job }, signal, throwOnError: true });
      const [villages, joins, visits] = await Promise.all([
        layerOf<Point>(job, "villages", signal),
        layerOf<Line>(job, "joins", signal),
        layerOf<Point>(job, "visits", signal),
      ]);
      return { best: data, villages, joins, visits };
    },
  });
  const drawn = useMemo(() => {
    if (found.data === undefined) return null;
    const { villages, joins, visits } = found.data;
    const at = flat([...villages, ...visits]);
    return { villages, joins, visits, at };
  }, [found.data]);
  // Until there is one, what stands above says so; a map that cannot be read is no reason to alarm.
  if (found.data === undefined || drawn === null) return null;
  const { summary } = found.data.best;
  const told = say(words.bestFigures, {
    villages: summary.villages_served,
    schools: summary.schools_served,
    visits: summary.visits,
    people: summary.people.recording,
    cost: rupiahShort(summary.cost_rupiah),
  });
  return (
    <Paper withBorder p="md" component="section" aria-label={say(words.bestTitle)}>
      <Stack gap="xs">
        <Title order={2}>{say(words.bestTitle)}</Title>
        <Text>{told}</Text>
        <svg
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          style={{ width: "100%", maxHeight: 360 }}
          role="img"
          aria-label={`${say(words.bestMap)}. ${told}`}
        >
          {drawn.villages.map((village) => {
            const [x, y] = drawn.at(village.geometry.coordinates);
            const isLeft = village.properties.state === "left_out";
            return (
              <circle
                key={village.id}
                cx={x}
                cy={y}
                r={3}
                fill={isLeft ? "#FFFFFF" : "#B9C2CB"}
                stroke={isLeft ? "#9E1528" : "#6B7783"}
              >
                <title>{village.properties.label ?? village.properties.name}</title>
              </circle>
            );
          })}
          {drawn.joins.map((join) => {
            const [from, to] = [join.geometry.coordinates[0], join.geometry.coordinates.at(-1)];
            if (from === undefined || to === undefined) return null;
            const [x1, y1] = drawn.at(from);
            const [x2, y2] = drawn.at(to);
            return (
              <line
                key={join.id}
                x1={x1}
                y1={y1}
                x2={x2}
                y2={y2}
                stroke={join.properties.colour}
                strokeWidth={1.5}
                strokeDasharray="2 3"
              />
            );
          })}
          {drawn.visits.map((visit) => {
            const [x, y] = drawn.at(visit.geometry.coordinates);
            return (
              <g key={visit.id}>
                <circle cx={x} cy={y} r={7} fill="#FFFFFF" stroke={visit.properties.colour ?? INK} strokeWidth={2} />
                <text x={x} y={y + 3.5} textAnchor="middle" fontSize={9} fontWeight={600} fill={INK}>
                  {visit.properties.letter}
                </text>
              </g>
            );
          })}
        </svg>
        <Group gap="md">
          <Text size="xs" c="var(--muted)">
            {say(words.bestLegend, { left: number(summary.left_out) })}
          </Text>
        </Group>
      </Stack>
    </Paper>
  );
}

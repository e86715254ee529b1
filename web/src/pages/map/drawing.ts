import { COVERAGE_STEPS } from "@/design/tokens";
import type { Drawing } from "./Canvas";
import { catchments } from "./catchments";
import { hubSize } from "./size";
import {
  coverageStep,
  isClosed,
  isShown,
  middleOf,
  visitStep,
  type Collection,
  type Feature,
  type FillBy,
  type Join,
  type Line,
  type Village,
  type VisitPoint,
} from "./places";

export interface Layers {
  land: Collection<Village>;
  villages: Collection<Village>;
  sites: Collection<Village>;
  joins: Collection<Join>;
  routes: Collection<Line>;
  visits: Collection<VisitPoint>;
}

export interface Choice {
  fill: FillBy;
  day: string | null;
  team: string | null;
  hubs: boolean;
  joins: boolean;
  routes: boolean;
  leftOut: boolean;
  schools: boolean;
  catchments: boolean;
  closures: boolean;
  today: string;
}

const collection = <P>(features: Feature<P>[]): Collection<P> => ({ type: "FeatureCollection", features });

function fillOf(village: Village, { fill, today }: Choice): { fill: string; pattern?: string } {
  if (fill === "signal") {
    const pattern = { none: "hatch", weak: "dots", good: undefined, unknown: undefined }[village.signal];
    return { fill: `s-${village.signal}`, ...(pattern === undefined ? {} : { pattern }) };
  }
  const step =
    fill === "coverage"
      ? coverageStep(village.unrecorded_permille, COVERAGE_STEPS)
      : visitStep(village.last_visit, today);
  return { fill: step === null ? "no" : `c${step}` };
}

/** The sign of a village that is not itself visited. */
function markOf(village: Village, choice: Choice): string | null {
  // Where teams start is no place that is served.
  if (village.kind === "base") return "base";
  if (village.state === "left_out" || village.state === "partly")
    return !choice.leftOut ? null : village.kind === "school" ? "school left_out" : village.state;
  const days = choice.day === null || village.days.includes(choice.day);
  const teams = choice.team === null || village.teams.includes(choice.team);
  if (village.state === "joined" && choice.joins && days && teams) return `joined ${village.letter ?? "A"}`;
  return village.kind === "school" && choice.schools ? "school" : null;
}

/** Teams start at places that are no villages: nothing is known of closures there. */
export const isClosedAt = (place: Village, day: string | null): boolean =>
  place.kind !== "base" && isClosed(place, day);

/** What the map draws of the layers, as it was chosen. */
export function drawingOf(layers: Layers, choice: Choice): Drawing {
  const { day, team } = choice;
  const land = layers.land.features.map((feature) => ({
    ...feature,
    properties: { code: feature.properties.code, ...fillOf(feature.properties, choice) },
  }));
  const places = [...layers.villages.features, ...layers.sites.features].flatMap((feature) => {
    const icon = markOf(feature.properties, choice);
    return icon === null
      ? []
      : [{ ...feature, properties: { code: feature.properties.code, icon, rank: icon === "school" ? 0 : 1 } }];
  });
  const shown = choice.hubs ? layers.visits.features.filter(({ properties }) => isShown(properties, day, team)) : [];
  const visits = shown.map((feature) => {
    const { letter, is_hub, recorded, code } = feature.properties;
    return {
      ...feature,
      properties: { code, icon: is_hub ? `hub ${hubSize(recorded)} ${letter}` : `home ${letter}`, rank: 2 },
    };
  });
  const labels = shown
    .filter(({ properties }) => day !== null || properties.is_hub)
    .map((feature) => ({
      ...feature,
      properties: { text: feature.properties.name, rank: -feature.properties.recorded },
    }));
  const districts = [...Map.groupBy(layers.villages.features, ({ properties }) => properties.subdistrict)].flatMap(
    ([name, members]) => {
      const points = members.flatMap(({ geometry }) => (geometry.type === "Point" ? [geometry.coordinates] : []));
      const middle = middleOf(points);
      // Behind all others: a name gives way to what happens in the place.
      const properties = { text: name.toLocaleUpperCase("id"), rank: 1 };
      return middle === null
        ? []
        : [
            {
              type: "Feature" as const,
              id: name,
              geometry: { type: "Point" as const, coordinates: middle },
              properties,
            },
          ];
    },
  );
  const lines = <L extends Line>(from: Collection<L>, on: boolean): Feature<L>[] =>
    on ? from.features.filter(({ properties }) => isShown(properties, day, team)) : [];
  const closed = choice.closures
    ? [...layers.villages.features, ...layers.sites.features].filter(({ properties }) => isClosedAt(properties, day))
    : [];
  return {
    land: collection(land),
    catchments: catchments(layers.land, lines(layers.joins, choice.catchments)),
    joins: collection(lines(layers.joins, choice.joins)),
    routes: collection(lines(layers.routes, choice.routes)),
    marks: collection([...places, ...visits]),
    closed: collection(closed.map((feature) => ({ ...feature, properties: { code: feature.properties.code } }))),
    labels: collection([...labels, ...districts]),
  };
}

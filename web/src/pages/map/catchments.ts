import type { Collection, Feature, Join, Village } from "./places";

type Point = readonly [number, number];

const ringsOf = ({ geometry }: Feature<unknown>): readonly (readonly Point[])[] =>
  geometry.type === "Polygon"
    ? geometry.coordinates
    : geometry.type === "MultiPolygon"
      ? geometry.coordinates.flat()
      : [];

const nameOf = ([x, y]: Point): string => `${x.toFixed(6)} ${y.toFixed(6)}`;

/** Borders of the land of several places taken together: a border that two of them share is none of it. */
export function outline(lands: readonly Feature<unknown>[]): [Point, Point][] {
  const edges = new Map<string, { edge: [Point, Point]; times: number }>();
  for (const land of lands)
    for (const ring of ringsOf(land))
      ring.forEach((start, index) => {
        const end = ring[(index + 1) % ring.length];
        if (end === undefined) return;
        const ends = [nameOf(start), nameOf(end)].toSorted();
        if (ends[0] === ends[1]) return;
        const key = ends.join(" ");
        const known = edges.get(key);
        edges.set(key, { edge: [start, end], times: (known?.times ?? 0) + 1 });
      });
  return [...edges.values()].flatMap(({ edge, times }) => (times === 1 ? [edge] : []));
}

/** From how far people come: the land of each hub with that of the villages that join it. */
export function catchments(
  land: Collection<Village>,
  joins: readonly Feature<Join>[],
): Collection<{ letter: string; hub: string }> {
  const places = new Map(land.features.map((feature) => [feature.properties.code, feature]));
  const hubs = new Map<string, { letter: string; members: Set<string> }>();
  for (const { properties } of joins) {
    const key = `${properties.hub} ${properties.letter}`;
    const known = hubs.get(key) ?? { letter: properties.letter, members: new Set([properties.hub]) };
    known.members.add(properties.village);
    hubs.set(key, known);
  }
  const features = [...hubs].map(([key, { letter, members }]) => {
    const lands = [...members].flatMap((code) => places.get(code) ?? []);
    const lines = outline(lands).map(([start, end]) => [[...start], [...end]] as [number, number][]);
    return {
      type: "Feature" as const,
      id: key,
      geometry: { type: "MultiLineString" as const, coordinates: lines },
      properties: { letter, hub: key.split(" ")[0] ?? "" },
    };
  });
  return { type: "FeatureCollection", features };
}

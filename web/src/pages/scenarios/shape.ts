interface Place {
  lon: number;
  lat: number;
}
type Point = readonly [number, number];

const EDGE = 0.08;
const LEAST_DEGREES = 0.02;
const WIDEST = 2.2;
const NARROWEST = 0.7;

const middle = (values: readonly number[]): number => (Math.min(...values) + Math.max(...values)) / 2;
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const reach = (values: readonly number[]): number =>
  Math.max(Math.max(...values) - Math.min(...values), LEAST_DEGREES) * (0.5 + EDGE);

/** The window of a map in degrees, and its width by height so that a kilometre is as long both ways. */
export function frameOf(places: readonly Place[]) {
  const lons = places.map(({ lon }) => lon);
  const lats = places.map(({ lat }) => lat);
  const [lon, lat] = places.length === 0 ? [0, 0] : [middle(lons), middle(lats)];
  const shrink = Math.cos((lat * Math.PI) / 180);
  let [wide, high] = places.length === 0 ? [LEAST_DEGREES, LEAST_DEGREES] : [reach(lons) * shrink, reach(lats)];
  // A long and narrow office is given room beside it rather than a strip.
  wide = Math.max(wide, high * NARROWEST);
  high = Math.max(high, wide / WIDEST);
  return {
    west: lon - wide / shrink,
    east: lon + wide / shrink,
    south: lat - high,
    north: lat + high,
    aspect: wide / high,
  };
}

const isLeft = ([x, y]: Point, [a, b]: Point, [c, d]: Point): boolean => (a - x) * (d - y) - (b - y) * (c - x) > 0;

/** Half of the line around points that are in order. */
function half(points: readonly Point[]): Point[] {
  const kept: Point[] = [];
  for (const point of points) {
    for (;;) {
      const [one, two] = kept.slice(-2);
      if (one === undefined || two === undefined || isLeft(one, two, point)) break;
      kept.pop();
    }
    kept.push(point);
  }
  return kept;
}

/** The shortest line around all places, closed. */
export function around(places: readonly Place[]): Point[] {
  const points = places
    .map(({ lon, lat }): Point => [lon, lat])
    .toSorted((one, other) => one[0] - other[0] || one[1] - other[1]);
  return [...half(points), ...half(points.toReversed()).slice(1)];
}

/** Each subdistrict in the middle of its places. */
export function middles(places: readonly (Place & { subdistrict: string })[]): (Place & { name: string })[] {
  return [...new Set(places.map(({ subdistrict }) => subdistrict))].map((name) => {
    const inside = places.filter(({ subdistrict }) => subdistrict === name);
    return { name, lon: mean(inside.map(({ lon }) => lon)), lat: mean(inside.map(({ lat }) => lat)) };
  });
}

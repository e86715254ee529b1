/** Features of the layers that the service sends, as far as the map reads them. */
export interface Feature<Properties> {
  type: "Feature";
  id: string;
  geometry: Geometry;
  properties: Properties;
}

export type Geometry =
  | { type: "Point"; coordinates: [number, number] }
  | { type: "LineString"; coordinates: [number, number][] }
  | { type: "MultiLineString"; coordinates: [number, number][][] }
  | { type: "Polygon"; coordinates: [number, number][][] }
  | { type: "MultiPolygon"; coordinates: [number, number][][][] };

export interface Collection<Properties> {
  type: "FeatureCollection";
  features: Feature<Properties>[];
}

export type State = "none" | "home" | "joined" | "partly" | "left_out";

export interface Village {
  code: string;
  name: string;
  label: string;
  kind: string;
  subdistrict: string;
  eligible: number;
  recorded_before: number;
  unrecorded: number;
  unrecorded_permille: number | null;
  ikd_active: number;
  demand: number;
  signal: "good" | "weak" | "none" | "unknown";
  signal_planned_as: string;
  signal_source: string | null;
  last_visit: string | null;
  state: State;
  place: string | null;
  place_name: string | null;
  distance_m: number | null;
  days: string[];
  teams: string[];
  visits: string[];
  letter: string | null;
  invited: number;
  recorded: number;
  cards: number;
  ikd: number;
  reason: string | null;
  evidence: string | null;
  /** Days of the plan on which nobody can be served there. */
  closed: string[];
  /** Roads to places within reach that are cut for some days. */
  cuts?: { site: string; name: string; first: string; last: string }[];
  approximate?: boolean;
}

export interface VisitPoint {
  code: string;
  name: string;
  kind: string;
  day: string;
  team: string;
  letter: string;
  is_hub: boolean;
  label: string;
  joined: string[];
  joined_names: string[];
  recorded: number;
  satellite_kit: boolean;
}

export interface Line {
  day: string;
  team: string;
  letter: string;
  /** No road is known between its ends. */
  straight: boolean;
}

export interface Join extends Line {
  village: string;
  hub: string;
}

/** Whether a place is closed, or a road to a place nearby is cut: on a day, or at all where none is named. */
export function isClosed({ closed, cuts = [] }: Pick<Village, "closed" | "cuts">, day: string | null): boolean {
  if (day === null) return closed.length > 0 || cuts.length > 0;
  return closed.includes(day) || cuts.some((cut) => cut.first <= day && day <= cut.last);
}

export type FillBy = "coverage" | "signal" | "visited";

/** The step of the coverage scale: not recorded of those obliged, in permille; null where nobody is obliged. */
export function coverageStep(permille: number | null, steps: readonly number[]): number | null {
  if (permille === null) return null;
  const found = steps.findIndex((step) => permille <= step * 10);
  return found < 0 ? steps.length : found;
}

const MONTH_DAYS = 30.44;
export const VISIT_STEPS = [3, 6, 12] as const;

/** The step of the scale of last visits, in months before a day; null where none is recorded. */
export function visitStep(last: string | null, day: string): number | null {
  if (last === null) return null;
  const months = (Date.parse(day) - Date.parse(last)) / 86_400_000 / MONTH_DAYS;
  const found = VISIT_STEPS.findIndex((step) => months <= step);
  return found < 0 ? VISIT_STEPS.length : found;
}

/** Of a day and a team, where one is chosen. */
export const isShown = (item: { day: string; team: string }, day: string | null, team: string | null): boolean =>
  (day === null || item.day === day) && (team === null || item.team === team);

export type Box = [west: number, south: number, east: number, north: number];

export function boxOf(points: readonly (readonly [number, number])[]): Box | null {
  if (points.length === 0) return null;
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** The one of the points that lies nearest to their middle: always a place, never outside of a bent region. */
export function middleOf(points: readonly [number, number][]): [number, number] | null {
  const mean = (at: 0 | 1): number => points.reduce((sum, point) => sum + point[at], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const near = points.toSorted(
    (one, other) => Math.hypot(one[0] - x, one[1] - y) - Math.hypot(other[0] - x, other[1] - y),
  );
  return near[0] ?? null;
}

/** Where the points lie closest: the box around as many neighbours of one point as make up an eighth of all. */
export function densest(points: readonly (readonly [number, number])[]): Box | null {
  const size = Math.max(3, Math.round(points.length / 8));
  let best: { spread: number; near: (readonly [number, number])[] } | null = null;
  for (const [x, y] of points) {
    const near = points.toSorted(
      (one, other) => Math.hypot(one[0] - x, one[1] - y) - Math.hypot(other[0] - x, other[1] - y),
    );
    const group = near.slice(0, size);
    const far = group.at(-1);
    if (far === undefined) continue;
    const spread = Math.hypot(far[0] - x, far[1] - y);
    if (best === null || spread < best.spread) best = { spread, near: group };
  }
  return best === null ? null : boxOf(best.near);
}

import { expect, it } from "vitest";
import { catchments, outline } from "./catchments";
import type { Collection, Feature, Join, Village } from "./places";

const square = (code: string, x: number): Feature<Village> => ({
  type: "Feature",
  id: code,
  geometry: {
    type: "Polygon",
    coordinates: [
      [
        [x, 0],
        [x + 1, 0],
        [x + 1, 1],
        [x, 1],
        [x, 0],
      ],
    ],
  },
  properties: { code } as Village,
});

const join = (village: string, letter: string): Feature<Join> => ({
  type: "Feature",
  id: village + letter,
  geometry: { type: "LineString", coordinates: [] },
  properties: { village, hub: "hub", letter, team: letter, day: "2027-01-04", straight: true },
});

it("draws the border around several places and none between them", () => {
  expect(outline([square("a", 0)])).toHaveLength(4);
  expect(outline([square("a", 0), square("b", 1)])).toHaveLength(6);
  expect(outline([])).toEqual([]);
});

it("holds the villages that join a hub, each team for itself", () => {
  const land: Collection<Village> = {
    type: "FeatureCollection",
    features: [square("hub", 0), square("near", 1), square("other", 5)],
  };
  const found = catchments(land, [join("near", "A"), join("other", "B")]).features;
  expect(found.map(({ properties, geometry }) => [properties.letter, geometry.coordinates.length])).toEqual([
    ["A", 6],
    ["B", 8],
  ]);
});

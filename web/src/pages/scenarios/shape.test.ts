import { describe, expect, it } from "vitest";
import { around, frameOf, middles } from "./shape";

const at = (lon: number, lat: number, subdistrict = "A") => ({ lon, lat, subdistrict });
const square = [at(102, -4), at(103, -4), at(103, -3), at(102, -3), at(102.5, -3.5)];

describe("the shape of an office", () => {
  it("is as wide as it is high where it is so on the ground", () => {
    const frame = frameOf(square);
    expect(frame.aspect).toBeCloseTo(Math.cos((3.5 * Math.PI) / 180), 6);
    expect([frame.west < 102, frame.east > 103, frame.south < -4, frame.north > -3]).toEqual([true, true, true, true]);
    expect(frameOf([...square, at(112, -3)]).aspect).toBeCloseTo(2.2, 6);
    expect(frameOf([at(102, -3)]).aspect).toBeCloseTo(1, 2);
  });

  it("has a closed line around it that leaves out what lies inside", () => {
    const line = around(square);
    expect(line).toHaveLength(5);
    expect(line[0]).toEqual(line.at(-1));
    expect(line).not.toContainEqual([102.5, -3.5]);
    expect(around([at(102, -3), at(103, -3)])).toEqual([
      [102, -3],
      [103, -3],
      [102, -3],
    ]);
  });

  it("names each subdistrict in its middle", () => {
    expect(middles([at(102, -4), at(103, -3), at(104, -3, "B")])).toEqual([
      { name: "A", lon: 102.5, lat: -3.5 },
      { name: "B", lon: 104, lat: -3 },
    ]);
  });
});

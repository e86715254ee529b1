import { describe, expect, it } from "vitest";
import * as tokens from "./tokens";

const channel = (value: number): number => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);

function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => channel(parseInt(hex.slice(at, at + 2), 16) / 255));
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}

/** WCAG 2 contrast ratio. */
function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

describe("contrasts", () => {
  it("is measured as WCAG says", () => {
    expect(contrast("#000000", "#FFFFFF")).toBeCloseTo(21, 5);
    expect(contrast("#767676", "#FFFFFF")).toBeCloseTo(4.54, 2);
  });

  it.each([
    ["ink on white", tokens.INK, tokens.WHITE, 16],
    ["ink on the page", tokens.INK, tokens.GROUND, 15],
    ["muted on white", tokens.MUTED, tokens.WHITE, 7],
    ["muted on stripes", tokens.MUTED, tokens.STRIPE, 6.6],
    ["brand on white", tokens.BRAND, tokens.WHITE, 6.6],
    ["brand on the page", tokens.BRAND, tokens.GROUND, 4.5],
    ["white on danger", tokens.WHITE, tokens.DANGER, 6.6],
    ["border of a field", tokens.FIELD_BORDER, tokens.WHITE, 4.5],
    ["value in charts", tokens.VALUE, tokens.WHITE, 4.5],
    ["bound in charts", tokens.BOUND, tokens.WHITE, 3],
    ...Object.entries(tokens.SERVICES).map(([name, hex]) => [name, hex, tokens.WHITE, 4.8] as const),
  ] as const)("%s", (_name, one, other, least) => {
    expect(contrast(one, other)).toBeGreaterThanOrEqual(least);
  });

  it.each(Object.entries({ ...tokens.TONES, ...tokens.SIGNAL }))(
    "tone %s: text on ground, line on white",
    (_, tone) => {
      expect(contrast(tone.text, tone.ground)).toBeGreaterThanOrEqual(7);
      expect(contrast(tone.line, tokens.WHITE)).toBeGreaterThanOrEqual(3);
    },
  );

  it.each(tokens.TEAMS.map((team) => [team.letter, team] as const))(
    "team %s: letter inside, fill on white",
    (_, team) => {
      expect(contrast(team.text, team.fill)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(team.fill, tokens.WHITE)).toBeGreaterThanOrEqual(3);
    },
  );
});

/** How colours are seen without red, green or blue cones: Machado, Oliveira, Fernandes 2009, on linear light. */
const VISIONS = {
  all: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protan: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deutan: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritan: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
} as const;

const times = (matrix: readonly number[], [x = 0, y = 0, z = 0]: readonly number[]): number[] =>
  [0, 3, 6].map((row) => {
    const [a = 0, b = 0, c = 0] = matrix.slice(row, row + 3);
    return a * x + b * y + c * z;
  });

/** CIE L*a*b* (D65) of a colour as it is seen. */
function seen(hex: string, vision: readonly number[]): number[] {
  const light = [1, 3, 5].map((at) => channel(parseInt(hex.slice(at, at + 2), 16) / 255));
  const shown = times(vision, light).map((value) => Math.min(1, Math.max(0, value)));
  const [x = 0, y = 0, z = 0] = times(
    [0.4124564, 0.3575761, 0.1804375, 0.2126729, 0.7151522, 0.072175, 0.0193339, 0.119192, 0.9503041],
    shown,
  ).map((value, at) => {
    const part = value / ([0.95047, 1, 1.08883][at] ?? 1);
    return part > 216 / 24389 ? Math.cbrt(part) : ((24389 / 27) * part + 16) / 116;
  });
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

const distance = (one: string, other: string, vision: readonly number[]): number => {
  const [first, second] = [seen(one, vision), seen(other, vision)];
  return Math.hypot(...first.map((value, at) => value - (second[at] ?? 0)));
};

/** Smallest distance between neighbours, or between any two. */
const least = (colours: readonly string[], vision: readonly number[], isScale = false): number =>
  Math.min(
    ...colours.flatMap((one, at) =>
      colours.slice(at + 1, isScale ? at + 2 : undefined).map((other) => distance(one, other, vision)),
    ),
  );

describe("for every kind of colour vision", () => {
  it("is measured as CIE says", () => {
    expect(distance("#000000", "#FFFFFF", VISIONS.all)).toBeCloseTo(100, 1);
    expect(distance("#B3202C", "#1F7A68", VISIONS.all)).toBeGreaterThan(distance("#B3202C", "#1F7A68", VISIONS.protan));
  });

  it.each(Object.entries(VISIONS))("colours that tell something apart are apart (%s)", (_, vision) => {
    const teams = tokens.TEAMS.map((team) => team.fill);
    expect(least(teams.slice(0, 4), vision)).toBeGreaterThan(30);
    expect(least(teams, vision)).toBeGreaterThan(16);
    expect(least(tokens.COVERAGE_FILL, vision, true)).toBeGreaterThan(16);
    expect(least(tokens.DIFFERENCE, vision, true)).toBeGreaterThan(25);
    expect(least(Object.values(tokens.SERVICES), vision)).toBeGreaterThan(16);
    const { positive, warning, breach } = tokens.TONES;
    expect(least([positive.line, warning.line, breach.line], vision)).toBeGreaterThan(23);
    expect(least([tokens.VALUE, tokens.BOUND], vision)).toBeGreaterThan(40);
  });
});

describe("for readers who see all colours", () => {
  it("no team of the first four is grey", () => {
    const chroma = tokens.TEAMS.slice(0, 4).map(({ fill }) => {
      const [, a = 0, b = 0] = seen(fill, VISIONS.all);
      return Math.hypot(a, b);
    });
    expect(Math.min(...chroma)).toBeGreaterThan(35);
  });

  it.each(Object.entries(VISIONS))("coverage goes from light to dark, step by step (%s)", (_, vision) => {
    const lightness = tokens.COVERAGE_FILL.map((colour) => seen(colour, vision)[0] ?? 0);
    for (const [at, next] of lightness.slice(1).entries()) expect((lightness[at] ?? 0) - next).toBeGreaterThan(10);
  });
});

describe("teams", () => {
  it("takes them by their sorted names, each with its own letter", () => {
    const found = tokens.teamColours(["t2", "t1", "t3"]);
    expect([...found].map(([id, colour]) => `${id} ${colour.letter}`)).toEqual(["t1 A", "t2 B", "t3 C"]);
  });

  it("goes on beyond eight", () => {
    const ids = Array.from({ length: 10 }, (_, index) => `t${index}`);
    const letters = [...tokens.teamColours(ids).values()].map((colour) => colour.letter);
    expect(new Set(letters).size).toBe(10);
  });
});

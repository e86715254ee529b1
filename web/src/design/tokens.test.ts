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

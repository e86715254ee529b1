/** Colours by their role. Contrasts and distances are held by tokens.test.ts. */
export const INK = "#14202B";
export const MUTED = "#4A5663";
export const WHITE = "#FFFFFF";
export const GROUND = "#F6F8FA";
export const STRIPE = "#EEF2F6";
export const FIELD_BORDER = "#6B7783";
export const HAIRLINE = "#D3DAE1";
export const BRAND = "#0B5CAD";
export const DANGER = "#B3202C";

export interface Tone {
  text: string;
  ground: string;
  line: string;
}

/** Grounds with their text: a status is also an icon and a word. */
export const TONES = {
  positive: { text: "#0B4A2E", ground: "#D6F0E2", line: "#1F7A68" },
  warning: { text: "#5A3A00", ground: "#FFEFC7", line: "#B87400" },
  breach: { text: "#8C1620", ground: "#FCE3E4", line: "#9E1528" },
  info: { text: "#0B3D78", ground: "#E0EDFB", line: "#0B5CAD" },
  locked: { text: "#2E2A66", ground: "#E7E5F8", line: "#2E2A66" },
  draft: { text: "#37424E", ground: "#E9EDF1", line: "#6B7783" },
} as const satisfies Record<string, Tone>;
export type ToneName = keyof typeof TONES;

export const SIGNAL = {
  good: { text: "#0E593B", ground: "#DDF1E7", line: "#0E593B" },
  weak: { text: "#6B4300", ground: "#FFF1D0", line: "#6B4300" },
  none: { text: "#8C1620", ground: "#FCE3E4", line: "#8C1620" },
  unknown: { text: "#37424E", ground: "#E9EDF1", line: "#37424E" },
} as const satisfies Record<string, Tone>;

export const SERVICES = { recording: "#1F4E8C", cards: "#B5541C", ikd: "#1F7A68" } as const;

/** Dark = many left: share not recorded of those obliged, in percent, 0-1, 1-3, 3-7, 7-10, more. */
export const COVERAGE_FILL = ["#FFFFCC", "#A1DAB4", "#41B6C4", "#2C7FB8", "#253494"] as const;
export const COVERAGE_STEPS = [1, 3, 7, 10] as const;

/** Fewer ... more. */
export const DIFFERENCE = ["#B35900", "#F0B36B", "#F2F2F2", "#9DC1E6", "#1F5FA8"] as const;

/** Value found and bound proven, in charts. */
export const VALUE = "#0B5CAD";
export const BOUND = "#B87400";

export interface TeamColour {
  letter: string;
  fill: string;
  text: string;
  /** Dashes of its lines, in pixels; none for the first four. */
  dashes: readonly number[];
}

/** Teams in the order of their names; the letter always stands inside. */
export const TEAMS: readonly TeamColour[] = [
  { letter: "A", fill: "#181E81", text: WHITE, dashes: [] },
  { letter: "B", fill: "#C17429", text: INK, dashes: [] },
  { letter: "C", fill: "#14A38B", text: INK, dashes: [] },
  { letter: "D", fill: "#6F0F07", text: WHITE, dashes: [] },
  { letter: "E", fill: "#38687A", text: WHITE, dashes: [10, 4] },
  { letter: "F", fill: "#BA63DD", text: INK, dashes: [2, 4] },
  { letter: "G", fill: "#885F4D", text: WHITE, dashes: [10, 4, 2, 4] },
  { letter: "H", fill: "#4A2430", text: WHITE, dashes: [14, 6] },
];

/** Colour and letter of each team, by their sorted ids; beyond eight the colours come again with the next letters. */
export function teamColours(ids: readonly string[]): ReadonlyMap<string, TeamColour> {
  const sorted = ids.toSorted();
  const base = TEAMS.length;
  return new Map(
    sorted.map((id, index) => {
      const found = TEAMS[index % base];
      if (found === undefined) throw new RangeError(`no colour for team ${index}`);
      return [id, { ...found, letter: String.fromCharCode(65 + (index % 26)) }];
    }),
  );
}

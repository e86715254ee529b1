const DAY_MS = 86_400_000;

const iso = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 10);

export interface Week {
  first: string;
  last: string;
  /** Whether it is the coming week, or the first or last of a plan that lies elsewhere. */
  kind: "now" | "start" | "over";
}

/** Seven days from today; where the plan has not begun its first seven, where it is over its last. */
export function weekOf(today: string, first: string, last: string): Week {
  const [now, start, end] = [today, first, last].map((day) => Date.parse(`${day}T00:00:00Z`));
  if (now === undefined || start === undefined || end === undefined) throw new RangeError("no days");
  if (now + 6 * DAY_MS < start) return { first, last: iso(Math.min(start + 6 * DAY_MS, end)), kind: "start" };
  if (now > end) return { first: iso(Math.max(end - 6 * DAY_MS, start)), last, kind: "over" };
  return { first: today, last: iso(now + 6 * DAY_MS), kind: "now" };
}

const DAY_MS = 86_400_000;

const dateOf = (iso: string): Date => new Date(`${iso}T00:00:00Z`);

/** The calendar day so many days later. */
export const dayAfter = (iso: string, days: number): string =>
  new Date(dateOf(iso).getTime() + days * DAY_MS).toISOString().slice(0, 10);

/** 1 Monday ... 7 Sunday. */
export const weekdayOf = (iso: string): number => dateOf(iso).getUTCDay() || 7;

/** The Monday on or before. */
export const mondayOf = (iso: string): string => dayAfter(iso, 1 - weekdayOf(iso));

/** All days from the first to the last. */
export function daysBetween(first: string, last: string): string[] {
  const found: string[] = [];
  for (let day = first; day <= last; day = dayAfter(day, 1)) found.push(day);
  return found;
}

/** Days of the period that stand in the two weeks from a Monday. */
export function twoWeeks(days: readonly string[], monday: string): string[] {
  const end = dayAfter(monday, 14);
  return days.filter((day) => day >= monday && day < end);
}

/** Two weeks from the Monday of the first week, of the third, ... : every day stands in exactly one of them. */
export function windowsOf(days: readonly string[]): string[] {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return [];
  const found: string[] = [];
  for (let monday = mondayOf(first); monday <= last; monday = dayAfter(monday, 14)) found.push(monday);
  return found;
}

/** The window that holds the day. */
export const windowOf = (windows: readonly string[], day: string): string | undefined =>
  windows.findLast((monday) => monday <= day) ?? windows[0];

/** The weeks of a month, Monday first; days of other months are null. */
export function weeksOf(month: string): (string | null)[][] {
  const first = `${month}-01`;
  const weeks: (string | null)[][] = [];
  for (let monday = mondayOf(first); monday.slice(0, 7) <= month; monday = dayAfter(monday, 7)) {
    const week = Array.from({ length: 7 }, (_, index) => dayAfter(monday, index));
    weeks.push(week.map((day) => (day.startsWith(month) ? day : null)));
  }
  return weeks;
}

/** The months that days lie in, in their order. */
export const monthsOf = (days: readonly string[]): string[] => [...new Set(days.map((day) => day.slice(0, 7)))];

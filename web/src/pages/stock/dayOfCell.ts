const MONTHS = [
  ["januari", "january"],
  ["februari", "february"],
  ["maret", "march"],
  ["april", "april"],
  ["mei", "may"],
  ["juni", "june"],
  ["juli", "july"],
  ["agustus", "august"],
  ["september", "september"],
  ["oktober", "october"],
  ["november", "november"],
  ["desember", "december"],
] as const;

const iso = (year: string, month: number, day: string): string =>
  `${year}-${String(month).padStart(2, "0")}-${day.padStart(2, "0")}`;

/** The day that a cell of a sheet tells, as 2027-01-12; null where it tells none. */
export function dayOfCell(text: string): string | null {
  const cell = text.trim().toLowerCase();
  const plain = /^(\d{4})-(\d{2})-(\d{2})/.exec(cell);
  if (plain !== null) return iso(plain[1] ?? "", Number(plain[2]), plain[3] ?? "");
  const figures = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(cell);
  if (figures !== null) return iso(figures[3] ?? "", Number(figures[2]), figures[1] ?? "");
  const words = /^(\d{1,2})\s+(\p{L}+)\.?\s+(\d{4})$/u.exec(cell);
  const name = words?.[2] ?? "";
  const month = MONTHS.findIndex((names) => name.length >= 3 && names.some((one) => one.startsWith(name)));
  return words === null || month < 0 ? null : iso(words[3] ?? "", month + 1, words[1] ?? "");
}

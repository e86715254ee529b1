const twoDigits = (value: number): string => String(value).padStart(2, "0");

/** Months as 2027-01, the present one first. */
export function monthsFrom(now: Date, count: number): string[] {
  return Array.from({ length: count }, (_, ahead) => {
    const month = new Date(now.getFullYear(), now.getMonth() + ahead, 1);
    return `${month.getFullYear()}-${twoDigits(month.getMonth() + 1)}`;
  });
}

/** The last day of 2027-02, as 2027-02-28. */
export function lastDayOf(month: string): string {
  const [year, number] = month.split("-").map(Number);
  const last = new Date(year ?? 0, number ?? 1, 0).getDate();
  return `${month}-${twoDigits(last)}`;
}

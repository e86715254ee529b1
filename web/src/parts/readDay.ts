/** A day as offices type it: 12/1/2027, 12-01-2027, 12.01.2027, or 2027-01-12; null where there is no such day. */
export function readDay(text: string): string | null {
  const typed = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$/.exec(text.trim());
  const written = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text.trim());
  const [day, month, year] = typed?.slice(1) ?? written?.slice(1).toReversed() ?? [];
  if (day === undefined || month === undefined || year === undefined) return null;
  const iso = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const found = new Date(`${iso}T00:00:00Z`);
  // 31 February rolls over into March: no such day was meant.
  return Number.isNaN(found.getTime()) || found.toISOString().slice(0, 10) !== iso ? null : iso;
}

import type { Code } from "./language";

const LOCALE: Record<Code, string> = { id: "id-ID", en: "en-GB" };
const MINUS = "−";
const NARROW = " ";

/** Numbers, money and days as the office writes them: 1.234; 0,4 %; Rp 1.250.000; Sel 12 Jan 2027. */
export interface Forms {
  number: (value: number, digits?: number) => string;
  /** With its sign: +12, −14, 0. */
  change: (value: number, digits?: number) => string;
  percent: (value: number, digits?: number) => string;
  rupiah: (value: number) => string;
  /** Short, for cards and charts: Rp 41,2 jt. */
  rupiahShort: (value: number) => string;
  kilometres: (metres: number) => string;
  /** Sel 12 Jan 2027 */
  day: (iso: string) => string;
  /** Sel 12 Jan */
  dayShort: (iso: string) => string;
  /** 12 Januari 2027 */
  dayLong: (iso: string) => string;
  /** Januari 2027, of a date or of 2027-01 */
  month: (iso: string) => string;
  /** The month of the period, or its first and last day where it is not one month. */
  period: (first: string, last: string) => string;
  /** Sel 12 Jan 2027 09.30, in the zone that the moment was sent with. */
  moment: (iso: string) => string;
  /** 09.30 */
  time: (clock: string) => string;
  /** a, b dan c */
  list: (items: readonly string[]) => string;
  compare: (one: string, other: string) => number;
}

const made = new Map<Code, Forms>();

export function formsOf(code: Code): Forms {
  const known = made.get(code);
  if (known !== undefined) return known;
  const forms = make(code);
  made.set(code, forms);
  return forms;
}

/** The calendar day, read as such: a zone of the browser must not shift it. */
const dateOf = (iso: string): Date => new Date(`${iso.slice(0, 10).padEnd(10, "-01")}T00:00:00Z`);

function make(code: Code): Forms {
  const locale = LOCALE[code];
  const decimals = new Map<number, Intl.NumberFormat>();
  const plain = (value: number, digits: number): string => {
    let format = decimals.get(digits);
    if (format === undefined) {
      format = new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
      decimals.set(digits, format);
    }
    return format.format(value);
  };
  const number = (value: number, digits = 0): string => {
    const text = plain(Math.abs(value), digits);
    return value < 0 && /[1-9]/.test(text) ? MINUS + text : text;
  };
  const change = (value: number, digits = 0): string => {
    const text = plain(Math.abs(value), digits);
    if (!/[1-9]/.test(text)) return text;
    return (value < 0 ? MINUS : "+") + text;
  };
  const dates = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...options });
  const weekday = dates({ weekday: "short" });
  const shortDay = dates({ day: "numeric", month: "short" });
  const year = dates({ year: "numeric" });
  const long = dates({ day: "numeric", month: "long", year: "numeric" });
  const month = dates({ month: "long", year: "numeric" });
  const listing = new Intl.ListFormat(locale, { type: "conjunction" });
  const collator = new Intl.Collator(locale, { numeric: true, sensitivity: "base" });
  const time = (clock: string): string => (code === "id" ? clock.slice(0, 5).replace(":", ".") : clock.slice(0, 5));
  const dayShort = (iso: string): string => `${weekday.format(dateOf(iso))} ${shortDay.format(dateOf(iso))}`;
  const day = (iso: string): string => `${dayShort(iso)} ${year.format(dateOf(iso))}`;
  const money = (value: number): string => `${value < 0 ? MINUS : ""}Rp${NARROW}${plain(Math.abs(value), 0)}`;
  const short = (value: number): string => {
    const sign = value < 0 ? MINUS : "";
    const size = Math.abs(value);
    const words = code === "id" ? { m: "jt", b: "M" } : { m: "m", b: "bn" };
    if (size >= 1e9) return `${sign}Rp${NARROW}${plain(size / 1e9, 1)}${NARROW}${words.b}`;
    if (size >= 1e6) return `${sign}Rp${NARROW}${plain(size / 1e6, 1)}${NARROW}${words.m}`;
    return money(value);
  };
  return {
    number,
    change,
    percent: (value, digits = 2) => `${number(value, digits)}${NARROW}%`,
    rupiah: money,
    rupiahShort: short,
    kilometres: (metres) => `${number(metres / 1000, metres < 10_000 ? 1 : 0)}${NARROW}km`,
    day,
    dayShort,
    dayLong: (iso) => long.format(dateOf(iso)),
    month: (iso) => month.format(dateOf(iso)),
    period: (first, last) =>
      isWholeMonth(first, last) ? month.format(dateOf(first)) : `${dayShort(first)} – ${day(last)}`,
    // The moment carries the offset of the office: its own wall clock is what is told, whatever zone the browser has.
    moment: (iso) => `${day(iso)} ${time(iso.slice(11, 16))}`,
    time,
    list: (items) => listing.format(items),
    compare: (one, other) => collator.compare(one, other),
  };
}

function isWholeMonth(first: string, last: string): boolean {
  const next = dateOf(last);
  next.setUTCDate(next.getUTCDate() + 1);
  return first.endsWith("-01") && next.getUTCDate() === 1 && first.slice(0, 7) === last.slice(0, 7);
}

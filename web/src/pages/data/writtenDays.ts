import { readDay } from "@/parts/readDay";

const KINDS = new Set(["date", "dates", "ranges"]);

/** Whether a column of this kind holds days. */
export const holdsDays = (kind: string): boolean => KINDS.has(kind);

/** As offices write days, 12/01/2027, wherever the sheet holds 2027-01-12. */
export const written = (text: string): string => text.replace(/\b(\d{4})-(\d{2})-(\d{2})\b/g, "$3/$2/$1");

/** Back again, so that the same day is the same content; what is no day stays for the service to judge. */
export const unwritten = (text: string): string =>
  text.replace(/\b\d{1,2}[/.]\d{1,2}[/.]\d{4}\b/g, (day) => readDay(day) ?? day);

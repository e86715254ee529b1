import { IntlMessageFormat } from "intl-messageformat";
import type { Code } from "./language";

/** The same words in Indonesian and English, in ICU's message syntax: "{n, plural, one {# visit} other {# visits}}". */
export type Pair = readonly [id: string, en: string];
export type Words = Readonly<Record<string, Pair>>;
export type Values = Readonly<Record<string, string | number>>;

const LOCALE: Record<Code, string> = { id: "id-ID", en: "en-GB" };
const parsed = new Map<string, IntlMessageFormat>();

/** The words of a pair with its values put in. */
export function sayIn(code: Code, pair: Pair, values?: Values): string {
  const text = pair[code === "id" ? 0 : 1];
  if (!text.includes("{")) return text;
  const key = code + text;
  let format = parsed.get(key);
  if (format === undefined) {
    format = new IntlMessageFormat(text, LOCALE[code]);
    parsed.set(key, format);
  }
  return String(format.format(values));
}

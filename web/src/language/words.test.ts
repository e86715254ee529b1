import { parse, type MessageFormatElement } from "@formatjs/icu-messageformat-parser";
import { describe, expect, it } from "vitest";
import { sayIn, type Pair, type Words } from "./words";

const rooms = import.meta.glob<{ [name: string]: unknown }>("../**/words*.ts", { eager: true });
const catalogues = Object.entries(rooms)
  .filter(([path]) => !path.includes("/language/"))
  .flatMap(([path, room]) => Object.entries(room).map(([name, words]) => [`${path} ${name}`, words as Words] as const));

/** Names of the values that a message wants. */
function wanted(elements: readonly MessageFormatElement[]): Set<string> {
  const found = new Set<string>();
  for (const element of elements) {
    if ("value" in element && element.type !== 0 && element.type !== 8) found.add(element.value);
    if ("options" in element)
      for (const option of Object.values(element.options)) for (const name of wanted(option.value)) found.add(name);
  }
  return found;
}

describe("both languages", () => {
  it("has catalogues to look at", () => expect(catalogues.length).toBeGreaterThan(3));

  it.each(catalogues)("%s is whole in both, and asks for the same values", (_name, words) => {
    for (const [key, told] of Object.entries<Pair>(words)) {
      // A list may carry something before the pair, such as the name of a key.
      const pair = Array.isArray(words) ? told.slice(-2) : told;
      const [id = "", en = ""] = pair;
      expect(pair, key).toHaveLength(2);
      expect(id.trim(), key).not.toBe("");
      expect(en.trim(), key).not.toBe("");
      expect([...wanted(parse(id))].toSorted(), key).toEqual([...wanted(parse(en))].toSorted());
    }
  });

  it("puts values in as each language writes them", () => {
    const pair: Pair = ["{n, number} kunjungan", "{n, plural, one {# visit} other {# visits}}"];
    expect(sayIn("id", pair, { n: 1234 })).toBe("1.234 kunjungan");
    expect(sayIn("en", pair, { n: 1 })).toBe("1 visit");
    expect(sayIn("en", pair, { n: 1234 })).toBe("1,234 visits");
  });
});

import { useMemo } from "react";
import type { Sentence } from "@/api/generated";
import { formsOf, type Forms } from "./forms";
import { useCode, type Code } from "./language";
import { sayIn, type Pair, type Values } from "./words";

export interface Language extends Forms {
  code: Code;
  /** Words of this product. */
  say: (pair: Pair, values?: Values) => string;
  /** A sentence that the service sent in both languages. */
  told: (sentence: Sentence) => string;
  /** Who did something: an account by its name, the office computer that needs none in words. */
  actor: (name: string) => string;
}

/** What the service calls the one who works at an office computer without accounts. */
const DESKTOP = "desktop";
const THIS_COMPUTER = ["komputer kantor", "the office computer"] as const;

/** How everything is told to this reader. */
export function useLanguage(): Language {
  const code = useCode();
  return useMemo(
    () => ({
      ...formsOf(code),
      code,
      say: (pair, values) => sayIn(code, pair, values),
      told: (sentence) => sentence[code],
      actor: (name) => (name === DESKTOP ? sayIn(code, THIS_COMPUTER) : name),
    }),
    [code],
  );
}

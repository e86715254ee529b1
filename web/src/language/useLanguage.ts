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
}

/** How everything is told to this reader. */
export function useLanguage(): Language {
  const code = useCode();
  return useMemo(
    () => ({
      ...formsOf(code),
      code,
      say: (pair, values) => sayIn(code, pair, values),
      told: (sentence) => sentence[code],
    }),
    [code],
  );
}

import type { Words } from "@/language/words";

export const words = {
  title: ["Beranda", "Overview"],
} as const satisfies Words;

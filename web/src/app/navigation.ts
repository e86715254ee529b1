import {
  IconCalendarMonth,
  IconDatabase,
  IconHistory,
  IconHome,
  IconMap2,
  IconPackages,
  IconScale,
  IconUserQuestion,
  type Icon,
} from "@tabler/icons-react";
import type { Permission } from "@/api/generated";
import type { Pair } from "@/language/words";

export interface Entry {
  path: string;
  name: Pair;
  icon: Icon;
  /** Any of these; none named means everybody who is signed in. */
  may: readonly Permission[];
}

/** The work in its order; names are nouns that the office uses. */
export const ENTRIES: readonly Entry[] = [
  { path: "/beranda", name: ["Beranda", "Overview"], icon: IconHome, may: [] },
  { path: "/peta", name: ["Peta", "Map"], icon: IconMap2, may: ["plans:read", "published:read"] },
  { path: "/jadwal", name: ["Jadwal", "Schedule"], icon: IconCalendarMonth, may: ["plans:read", "published:read"] },
  { path: "/belum-terlayani", name: ["Belum terlayani", "Left out"], icon: IconUserQuestion, may: ["plans:read"] },
  {
    path: "/stok-biaya",
    name: ["Stok & biaya", "Stock & cost"],
    icon: IconPackages,
    may: ["plans:read", "stock:edit"],
  },
  { path: "/skenario", name: ["Skenario", "Scenarios"], icon: IconScale, may: ["plans:read"] },
  { path: "/data", name: ["Data", "Data"], icon: IconDatabase, may: ["data:read"] },
  { path: "/riwayat", name: ["Riwayat", "History"], icon: IconHistory, may: ["published:read", "audit:read"] },
];

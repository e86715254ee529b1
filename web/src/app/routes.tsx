import { lazy, type ComponentType, type LazyExoticComponent } from "react";

type Page = LazyExoticComponent<ComponentType>;
type Module = Promise<{ default: ComponentType }>;

const page = (load: () => Module): Page => lazy(load);

/** Pages of the shell, each loaded when it is opened. Add a page: one line here, one in navigation.ts if it has an entry. */
export const PAGES: readonly { path: string; page: Page }[] = [
  { path: "/beranda", page: page(() => import("@/pages/overview/Overview")) },
  { path: "/susun", page: page(() => import("@/pages/planning/Planning")) },
  { path: "/susun/:job", page: page(() => import("@/pages/planning/Run")) },
  { path: "/peta", page: page(() => import("@/pages/map/MapPage")) },
  { path: "/belum-terlayani/:site?", page: page(() => import("@/pages/left-out/LeftOutPage")) },
  { path: "/stok-biaya/:view?", page: page(() => import("@/pages/stock/StockCost")) },
  { path: "/jadwal/:view?", page: page(() => import("@/pages/schedule/Schedule")) },
  { path: "/riwayat", page: page(() => import("@/pages/history/History")) },
  { path: "/riwayat/banding", page: page(() => import("@/pages/history/Compare")) },
  { path: "/terbitkan/:plan", page: page(() => import("@/pages/publish/Publish")) },
  { path: "/cetak/bulan/:plan", page: page(() => import("@/pages/history/PrintMonth")) },
  { path: "/pengaturan", page: page(() => import("@/pages/settings/Settings")) },
  { path: "/bantuan", page: page(() => import("@/pages/settings/Help")) },
  { path: "/data", page: page(() => import("@/pages/data/Data")) },
  { path: "/data/:dataset/beda", page: page(() => import("@/pages/data/Differences")) },
  { path: "/data/:dataset/kebijakan", page: page(() => import("@/pages/data/Policy")) },
  { path: "/data/:dataset/:version/:sheet", page: page(() => import("@/pages/data/Sheet")) },
];

/** Pages without the shell: nobody is signed in yet. */
export const OUTSIDE: readonly { path: string; page: Page }[] = [
  { path: "/setup", page: page(() => import("@/pages/first-run/FirstRun")) },
  { path: "/mulai", page: page(() => import("@/pages/first-run/FirstRun")) },
];

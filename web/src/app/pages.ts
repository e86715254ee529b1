import type { ComponentType } from "react";

type Module = { default: ComponentType };
type Load = () => Promise<Module>;

/** Pages of the shell, each loaded when it is opened. Add a page: one line here, one in navigation.ts if it has an entry. */
export const INSIDE: Readonly<Record<string, Load>> = {
  "/beranda": () => import("@/pages/overview/Overview"),
  "/susun": () => import("@/pages/planning/Planning"),
  "/susun/:job": () => import("@/pages/planning/Run"),
  "/peta": () => import("@/pages/map/MapPage"),
  "/belum-terlayani/:site?": () => import("@/pages/left-out/LeftOutPage"),
  "/stok-biaya/:view?": () => import("@/pages/stock/StockCost"),
  "/jadwal/:view?": () => import("@/pages/schedule/Schedule"),
  "/riwayat": () => import("@/pages/history/History"),
  "/riwayat/banding": () => import("@/pages/history/Compare"),
  "/terbitkan/:plan": () => import("@/pages/publish/Publish"),
  "/cetak/bulan/:plan": () => import("@/pages/history/PrintMonth"),
  "/cetak/peta/:plan": () => import("@/pages/map/PrintMap"),
  "/skenario": () => import("@/pages/scenarios/Scenarios"),
  "/skenario/baru": () => import("@/pages/scenarios/NewStudy"),
  "/skenario/:study": () => import("@/pages/scenarios/Study"),
  "/pengaturan": () => import("@/pages/settings/Settings"),
  "/bantuan": () => import("@/pages/settings/Help"),
  "/data": () => import("@/pages/data/Data"),
  "/data/:dataset/beda": () => import("@/pages/data/Differences"),
  "/data/:dataset/kebijakan": () => import("@/pages/data/Policy"),
  "/data/:dataset/:version/:sheet": () => import("@/pages/data/Sheet"),
};

/** Pages without the shell: nobody is signed in yet. */
export const OUTSIDE: Readonly<Record<string, Load>> = {
  "/setup": () => import("@/pages/first-run/FirstRun"),
  "/mulai": () => import("@/pages/first-run/FirstRun"),
};

const fits = (pattern: string, path: string): boolean =>
  new RegExp(`^${pattern.replace(/\/:\w+\?/g, "(/[^/]+)?").replace(/:\w+/g, "[^/]+")}/?$`).test(path);

export const isOutside = (path: string): boolean => Object.keys(OUTSIDE).some((pattern) => fits(pattern, path));

const loaded = new Map<Load, Module>();

/** For `lazy`: a page that is there is drawn at once, without the pause of a promise. */
export const present = (load: Load): Load => {
  return () => {
    const module = loaded.get(load);
    if (module === undefined) return load();
    // React takes what a thenable gives while `then` still runs; a promise gives it later.
    // oxlint-disable-next-line unicorn/no-thenable
    const now = { then: (take: (given: Module) => void) => take(module) };
    return now as unknown as Promise<Module>;
  };
};

/** Begins to load the page of an address; the first one that is meant by "/" as well. */
export async function loadPage(path: string, pages = { ...INSIDE, ...OUTSIDE }): Promise<void> {
  const wanted = path === "/" ? "/beranda" : path;
  const load = Object.entries(pages).find(([pattern]) => fits(pattern, wanted))?.[1];
  if (load !== undefined) loaded.set(load, await load());
}

import { lazy, type ComponentType, type LazyExoticComponent } from "react";

type Page = LazyExoticComponent<ComponentType>;
type Module = Promise<{ default: ComponentType }>;

const page = (load: () => Module): Page => lazy(load);

/** Pages of the shell, each loaded when it is opened. Add a page: one line here, one in navigation.ts if it has an entry. */
export const PAGES: readonly { path: string; page: Page }[] = [
  { path: "/beranda", page: page(() => import("@/pages/overview/Overview")) },
  { path: "/susun", page: page(() => import("@/pages/planning/Planning")) },
  { path: "/susun/:job", page: page(() => import("@/pages/planning/Run")) },
  { path: "/jadwal/:view?", page: page(() => import("@/pages/schedule/Schedule")) },
];

/** Pages without the shell: nobody is signed in yet. */
export const OUTSIDE: readonly { path: string; page: Page }[] = [];

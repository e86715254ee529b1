import { lazy, type ComponentType, type LazyExoticComponent } from "react";
import { INSIDE, OUTSIDE as DOORS, present } from "./pages";

type Pages = readonly { path: string; page: LazyExoticComponent<ComponentType> }[];

const routesOf = (pages: typeof INSIDE): Pages =>
  Object.entries(pages).map(([path, load]) => ({ path, page: lazy(present(load)) }));

export const PAGES = routesOf(INSIDE);
export const OUTSIDE = routesOf(DOORS);

import { useQueries } from "@tanstack/react-query";
import { getLayerOptions } from "@/api/generated/@tanstack/react-query.gen";
import type { Layers } from "./drawing";

const NAMES = ["land", "villages", "sites", "joins", "routes", "visits"] as const;

/** All layers of the map of a plan, or of an earlier revision of it. */
export function useLayers(plan: string, revision?: number) {
  return useQueries({
    queries: NAMES.map((name) =>
      getLayerOptions({
        path: { id: plan, layer: name === "land" ? "villages" : name },
        query: {
          ...(name === "land" ? { shape: "land" as const } : {}),
          ...(revision === undefined ? {} : { revision }),
        },
      }),
    ),
    combine: (found) => ({
      error: found.find((one) => one.error !== null)?.error ?? null,
      again: () => found.forEach((one) => void one.refetch()),
      layers: found.every((one) => one.data !== undefined)
        ? (Object.fromEntries(NAMES.map((name, index) => [name, found[index]?.data])) as unknown as Layers)
        : undefined,
    }),
  });
}

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Publication } from "@/api/generated";
import { Loaded } from "@/parts/States";
import { publicationsQuery } from "./chosenPlan";

/** What is said of published versions only once they are read: until then nobody knows that there are none. */
export function WithPublications({ children }: { children: (publications: readonly Publication[]) => ReactNode }) {
  return <Loaded query={useQuery(publicationsQuery())}>{children}</Loaded>;
}

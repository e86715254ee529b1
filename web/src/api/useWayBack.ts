import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { version } from "./generated";
import { Unreachable } from "./problem";
import { useUnreachableSince } from "./reach";

const AGAIN_MS = 5_000;

/** Whether the server is there; the client tells all who listen as well. */
export async function knock(): Promise<boolean> {
  const { response } = await version();
  return response !== undefined;
}

/** While the server is away it is asked now and then; once it answers, what could not be read is read again. */
export function useWayBack(): void {
  const store = useQueryClient();
  const isAway = useUnreachableSince() !== null;
  useEffect(() => {
    if (!isAway) return;
    let timer: ReturnType<typeof setTimeout>;
    const ask = (): void => {
      timer = setTimeout(() => void knock().then(ask), AGAIN_MS);
    };
    const atOnce = (): void => void knock();
    ask();
    window.addEventListener("online", atOnce);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("online", atOnce);
      void store.refetchQueries({ type: "active", predicate: ({ state }) => state.error instanceof Unreachable });
    };
  }, [isAway, store]);
}

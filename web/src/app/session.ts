import { useQuery } from "@tanstack/react-query";
import type { Permission, Who } from "@/api/generated";
import { whoOptions } from "@/api/generated/@tanstack/react-query.gen";

/** Who is signed in. The service asks for a session on every call; this only decides what is shown. */
export const useWho = () => useQuery({ ...whoOptions(), staleTime: 60_000 });

export interface Rights {
  who: Who | undefined;
  may: (...anyOf: readonly Permission[]) => boolean;
}

export function useRights(): Rights {
  const { data } = useWho();
  return {
    who: data,
    may: (...anyOf) =>
      anyOf.length === 0 || anyOf.some((permission) => data?.permissions.includes(permission) ?? false),
  };
}

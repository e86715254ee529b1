import { useCallback } from "react";
import { useSearchParams } from "react-router";

/** What of a page a colleague should see when sent the link: parts of the address, read one by one and put. */
export function useAddress(): [URLSearchParams, (name: string | readonly string[], value: string | null) => void] {
  const [search, setSearch] = useSearchParams();
  const put = useCallback(
    (name: string | readonly string[], value: string | null) =>
      setSearch(
        (now) => {
          // All in one step: of two steps at once the second would not know the first.
          for (const one of [name].flat())
            if (value === null) now.delete(one);
            else now.set(one, value);
          return now;
        },
        { replace: true },
      ),
    [setSearch],
  );
  return [search, put];
}

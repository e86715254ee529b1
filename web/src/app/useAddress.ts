import { useCallback } from "react";
import { useSearchParams } from "react-router";

/** What of a page a colleague should see when sent the link: parts of the address, read and put one by one. */
export function useAddress(): [URLSearchParams, (name: string, value: string | null) => void] {
  const [search, setSearch] = useSearchParams();
  const put = useCallback(
    (name: string, value: string | null) =>
      setSearch(
        (now) => {
          if (value === null) now.delete(name);
          else now.set(name, value);
          return now;
        },
        { replace: true },
      ),
    [setSearch],
  );
  return [search, put];
}

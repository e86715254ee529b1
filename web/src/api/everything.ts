import { queryOptions } from "@tanstack/react-query";

const PAGE = 500;

interface Paged<Item> {
  items: Item[];
  next?: string | null;
}
type List<Item, Rest> = (
  options: Rest & { query?: Record<string, unknown>; signal?: AbortSignal; throwOnError: true },
) => Promise<{ data: Paged<Item> }>;

/** Query options for all pages of a list of the service, in its order. */
export function everything<Item, Rest extends object>(
  name: string,
  // The generated functions are overloaded by `throwOnError`; only the throwing form is used.
  list: unknown,
  rest: Rest & { query?: Record<string, unknown> },
) {
  return queryOptions({
    queryKey: [{ _id: name, _everything: true, ...rest }],
    queryFn: async ({ signal }): Promise<Item[]> => {
      const call = list as List<Item, Rest>;
      const found: Item[] = [];
      let after: string | undefined;
      do {
        const query = { ...rest.query, limit: PAGE, ...(after === undefined ? {} : { after }) };
        const { data } = await call({ ...rest, query, signal, throwOnError: true });
        found.push(...data.items);
        after = data.next ?? undefined;
      } while (after !== undefined);
      return found;
    },
  });
}

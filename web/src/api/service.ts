import { hashKey, QueryCache, QueryClient } from "@tanstack/react-query";
import { currentLanguage } from "@/language/language";
import { fetchOnce } from "./early";
import { client } from "./generated/client.gen";
import { whoQueryKey } from "./generated/@tanstack/react-query.gen";
import { isSignedOut, problemOf, ServiceProblem } from "./problem";
import { answered, missed } from "./reach";

const FRESH_MS = 20_000;
const TRIES = 2;

/** Points the generated client at the server that the page came from, and makes its errors ours. */
export function connect(): void {
  client.setConfig({ baseUrl: "", credentials: "same-origin", fetch: fetchOnce });
  client.interceptors.request.use((request) => {
    request.headers.set("Accept-Language", currentLanguage());
    return request;
  });
  client.interceptors.response.use((response) => {
    answered();
    return response;
  });
  client.interceptors.error.use((thrown, response) => {
    const problem = problemOf(thrown, response as Response | undefined);
    if (response === undefined && !(problem instanceof DOMException)) missed();
    return problem;
  });
}

/** What was read is kept for a while; what the server refuses is not asked again, what it never heard is. */
export function newStore(): QueryClient {
  const store: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        // Not for that query itself: it would ask for ever.
        if (isSignedOut(error) && query.queryHash !== hashKey(whoQueryKey()))
          void store.invalidateQueries({ queryKey: whoQueryKey() });
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: FRESH_MS,
        networkMode: "always",
        retry: (times, error) => times < TRIES && !(error instanceof ServiceProblem && error.status < 500),
        retryDelay: (times) => 800 * 2 ** times,
      },
      mutations: { networkMode: "always", retry: false },
    },
  });
  return store;
}

/** First questions to the service, asked while the code of the pages is still on its way. */
const asked = new Map<string, Promise<Response>>();
const HELD_MS = 10_000;

/** Every page inside the shell needs these; the addresses are those that the client will use. */
const FIRST = ["/v1/session", "/v1/office", "/v1/plans?limit=500", "/v1/publications?limit=500"];

/** Asks them now. */
export function askEarly(language: string): void {
  for (const path of FIRST) {
    const answer = whole(fetch(path, { credentials: "same-origin", headers: { "Accept-Language": language } }));
    // Whoever takes the answer hears of a lost server; an answer that nobody takes is no error.
    answer.catch(() => undefined);
    asked.set(path, answer);
  }
  setTimeout(() => asked.clear(), HELD_MS);
}

/** An answer read to its end: one that nobody takes must not hold a connection. */
async function whole(answer: Promise<Response>): Promise<Response> {
  const found = await answer;
  const body = await found.arrayBuffer();
  const { status, statusText, headers } = found;
  return new Response(body.byteLength > 0 ? body : null, { status, statusText, headers });
}

/** For the client: the answer that is on its way already, each once, else a new question. */
export const fetchOnce: typeof fetch = (input, init) => {
  const { method, url } = input instanceof Request ? input : new Request(input, init);
  const path = url.slice(location.origin.length);
  const known = method === "GET" ? asked.get(path) : undefined;
  if (method === "GET") asked.delete(path);
  else asked.clear();
  return known ?? fetch(input, init);
};

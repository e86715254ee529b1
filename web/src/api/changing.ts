/** A key of one wish: sent again after a lost answer, it is carried out once. Works without TLS as well. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

type ChangeHeaders = { "Idempotency-Key": string } & Record<string, string>;

/** Headers of a change to what was read at `revision`: if somebody was quicker, nothing is changed. */
export function changing(revision: number, key: string = newKey()): ChangeHeaders {
  // The contract names the header in words only, so its type does not know it.
  return { "Idempotency-Key": key, "If-Match": `"${revision}"` };
}

/** Headers of something new. */
export const once = (key: string = newKey()): ChangeHeaders => ({ "Idempotency-Key": key });

export type Code = "id" | "en";
export const CODES: readonly Code[] = ["id", "en"];

const KEPT = "jemput.language";
const listeners = new Set<() => void>();
let code: Code = kept();

function kept(): Code {
  try {
    return localStorage.getItem(KEPT) === "en" ? "en" : "id";
  } catch {
    // A browser that keeps nothing still shows Indonesian.
    return "id";
  }
}

/** Indonesian unless the reader chose otherwise. */
export const currentLanguage = (): Code => code;

/** Everything on the page is told in this language from now on; the choice is kept in this browser. */
export function chooseLanguage(next: Code): void {
  code = next;
  try {
    localStorage.setItem(KEPT, next);
  } catch {
    // Then the choice lasts as long as the page.
  }
  document.documentElement.lang = next;
  listeners.forEach((listener) => listener());
}

/** Tells when another language was chosen; gives the way to hear no more. */
export const onLanguage = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

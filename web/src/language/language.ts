import { useSyncExternalStore } from "react";
import { currentLanguage, onLanguage, type Code } from "./code";

export { chooseLanguage, CODES, currentLanguage, type Code } from "./code";

export const useCode = (): Code => useSyncExternalStore(onLanguage, currentLanguage, () => "id" as const);

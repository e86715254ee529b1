import { SegmentedControl } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { chooseLanguage, type Code } from "@/language/language";
import { useLanguage } from "@/language/useLanguage";
import { words } from "./words";

/** Indonesian or English; the page and its place stay. */
export function LanguageSwitch() {
  const { code, say } = useLanguage();
  const store = useQueryClient();
  const choose = (next: string): void => {
    chooseLanguage(next as Code);
    // What the service words in one language only is read anew.
    void store.invalidateQueries();
  };
  return (
    <SegmentedControl
      size="xs"
      aria-label={say(words.language)}
      value={code}
      onChange={choose}
      data={[
        { value: "id", label: <abbr title={say(words.indonesian)}>ID</abbr> },
        { value: "en", label: <abbr title={say(words.english)}>EN</abbr> },
      ]}
    />
  );
}

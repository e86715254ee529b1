import { useLanguage } from "@/language/useLanguage";
import { PageHead } from "@/parts/PageHead";
import { words } from "./words";

export default function Overview() {
  const { say } = useLanguage();
  return <PageHead title={say(words.title)} />;
}

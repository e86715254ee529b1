import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { comparePlansOptions } from "@/api/generated/@tanstack/react-query.gen";
import { useLanguage } from "@/language/useLanguage";
import { PageHead } from "@/parts/PageHead";
import { Loaded } from "@/parts/States";
import { ComparisonTables, nameBoth } from "./ComparisonTables";
import { words } from "./words";

const split = (text: string | null): { id: string; revision: number | undefined } => {
  const [id = "", revision] = (text ?? "").split("~");
  return { id, revision: revision === undefined ? undefined : Number(revision) };
};

/** Two versions side by side. */
export default function Compare() {
  const language = useLanguage();
  const { say } = language;
  const [search] = useSearchParams();
  const [from, to] = [split(search.get("dari")), split(search.get("ke"))];
  const query = useQuery(
    comparePlansOptions({
      path: { id: from.id },
      query: { with: to.id, revision: from.revision, with_revision: to.revision },
    }),
  );
  const name = query.data === undefined ? say(words.title) : say(words.comparison, nameBoth(language, query.data));
  return (
    <>
      <PageHead title={name} />
      <Loaded query={query} height={320} roles={["planner", "head", "secretariat"]}>
        {(found) => <ComparisonTables found={found} />}
      </Loaded>
    </>
  );
}

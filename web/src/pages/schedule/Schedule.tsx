import { useMediaQuery } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router";
import { getCalendarOptions } from "@/api/generated/@tanstack/react-query.gen";
import { visitsQuery } from "@/api/planQueries";
import { useChosenPlan } from "@/app/chosenPlan";
import { useLanguage } from "@/language/useLanguage";
import { PageHead } from "@/parts/PageHead";
import { ProblemNote } from "@/parts/ProblemNote";
import { Loaded, Loading } from "@/parts/States";
import { Nothing } from "./Notes";
import type { View } from "./Toolbar";
import { words } from "./words";
import { Work } from "./Work";

const VIEWS: readonly View[] = ["papan", "bulan", "daftar"];

/** The month on one screen: as a board, a calendar or a list. */
export default function Schedule() {
  const { say } = useLanguage();
  const { plan, plans, isPending, error, again } = useChosenPlan();
  const { view: named } = useParams();
  const isPhone = useMediaQuery("(max-width: 767px)");
  const view = VIEWS.find((item) => item === named) ?? (isPhone ? "daftar" : "papan");
  const path = { id: plan?.id ?? "" };
  const calendar = useQuery({ ...getCalendarOptions({ path }), enabled: plan !== undefined });
  const visits = useQuery({ ...visitsQuery(path.id), enabled: plan !== undefined });
  return (
    <>
      <PageHead title={say(words.title)} />
      {error !== null && plans === undefined ? (
        <ProblemNote error={error} again={again} />
      ) : plan === undefined ? (
        isPending ? (
          <Loading height={420} />
        ) : (
          <Nothing title={say(words.noPlan)} help={say(words.noPlanHelp)} />
        )
      ) : (
        <Loaded query={calendar} height={420} roles={["planner", "head", "secretariat"]}>
          {(told) => (
            <Loaded query={visits} height={420}>
              {(found) => <Work key={plan.id} plan={plan} calendar={told} visits={found} view={view} />}
            </Loaded>
          )}
        </Loaded>
      )}
    </>
  );
}

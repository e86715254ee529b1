import { useMediaQuery } from "@mantine/hooks";
import { IconCalendarOff } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router";
import type { PlanHead } from "@/api/generated";
import { getCalendarOptions } from "@/api/generated/@tanstack/react-query.gen";
import { visitsQuery } from "@/api/planQueries";
import { WithPlan } from "@/app/WithPlan";
import { useLanguage } from "@/language/useLanguage";
import { PageHead } from "@/parts/PageHead";
import { Loaded } from "@/parts/States";
import type { View } from "./Toolbar";
import { words } from "./words";
import { Work } from "./Work";

const VIEWS: readonly View[] = ["papan", "bulan", "daftar"];

function OfPlan({ plan, view }: { plan: PlanHead; view: View }) {
  const calendar = useQuery(getCalendarOptions({ path: { id: plan.id } }));
  const visits = useQuery(visitsQuery(plan.id));
  return (
    <Loaded query={calendar} height={420} roles={["planner", "head", "secretariat"]}>
      {(told) => (
        <Loaded query={visits} height={420}>
          {(found) => <Work plan={plan} calendar={told} visits={found} view={view} />}
        </Loaded>
      )}
    </Loaded>
  );
}

/** The month on one screen: as a board, a calendar or a list. */
export default function Schedule() {
  const { say } = useLanguage();
  const { view: named } = useParams();
  const isPhone = useMediaQuery("(max-width: 767px)");
  const view = VIEWS.find((item) => item === named) ?? (isPhone ? "daftar" : "papan");
  return (
    <>
      <PageHead title={say(words.title)} />
      <WithPlan icon={IconCalendarOff} help={say(words.noPlanHelp)}>
        {(plan) => <OfPlan key={plan.id} plan={plan} view={view} />}
      </WithPlan>
    </>
  );
}

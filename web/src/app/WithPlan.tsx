import { Button } from "@mantine/core";
import type { Icon } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import type { PlanHead } from "@/api/generated";
import { useLanguage } from "@/language/useLanguage";
import { Empty, Loading, Trouble } from "@/parts/States";
import { words } from "@/parts/words";
import { useChosenPlan } from "./chosenPlan";
import { useRights } from "./session";

interface Props {
  icon: Icon;
  /** What the page would show, and that a plan comes first. */
  help: string;
  height?: number;
  children: (plan: PlanHead) => ReactNode;
}

/** What a page shows of the chosen plan; while there is none, why, and what to do next. */
export function WithPlan({ icon, help, height = 420, children }: Props) {
  const { say } = useLanguage();
  const { may } = useRights();
  const { plan, plans, isPending, error, again } = useChosenPlan();
  if (error !== null && plans === undefined) return <Trouble error={error} again={again} />;
  if (plan !== undefined) return children(plan);
  if (isPending) return <Loading height={height} />;
  return (
    <Empty
      icon={icon}
      title={say(words.noPlan)}
      action={
        may("plans:make") && (
          <Button component={Link} to="/susun">
            {say(words.planMonth)}
          </Button>
        )
      }
    >
      {help}
    </Empty>
  );
}

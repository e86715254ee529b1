import { Button } from "@mantine/core";
import { IconDatabaseOff } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { everything } from "@/api/everything";
import { listDatasets, type Dataset } from "@/api/generated";
import { useLanguage } from "@/language/useLanguage";
import { Empty, Loaded, NoPermission } from "@/parts/States";
import { words } from "@/parts/words";
import { useRights } from "./session";

/** A form that plans: for planners alone, and only where there are data to plan with. */
export function WithData({ children }: { children: (datasets: readonly Dataset[]) => ReactNode }) {
  const { say } = useLanguage();
  const { may } = useRights();
  const mine = may("plans:make");
  const datasets = useQuery({ ...everything<Dataset, object>("listDatasets", listDatasets, {}), enabled: mine });
  if (!mine) return <NoPermission roles={["planner"]} />;
  return (
    <Loaded query={datasets} height={420} roles={["planner"]}>
      {(found) => {
        const filled = found.filter((item) => item.version > 0);
        if (filled.length > 0) return children(filled);
        return (
          <Empty
            icon={IconDatabaseOff}
            title={say(words.noData)}
            action={
              <Button component={Link} to="/data">
                {say(words.toData)}
              </Button>
            }
          >
            {say(words.noDataHelp)}
          </Empty>
        );
      }}
    </Loaded>
  );
}

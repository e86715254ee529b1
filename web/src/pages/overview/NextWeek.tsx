import { Anchor, Group, Paper, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import type { PlanHead } from "@/api/generated";
import { visitsQuery } from "@/api/planQueries";
import { PLAN_PARAMETER } from "@/app/chosenPlan";
import { wallClock } from "@/keep/useKept";
import { useLanguage } from "@/language/useLanguage";
import { DataTable } from "@/parts/DataTable";
import { Loaded } from "@/parts/States";
import { joinedOf, visitColumns } from "@/parts/visitColumns";
import { weekOf } from "./weekOf";
import { words } from "./words";

/** Who goes where on the coming days. */
export function NextWeek({ plan }: { plan: PlanHead }) {
  const language = useLanguage();
  const { say, dayShort, day } = language;
  const week = weekOf(wallClock().slice(0, 10), plan.first, plan.last);
  const visits = useQuery(visitsQuery(plan.id, { since: week.first, until: week.last }));
  const board = `/jadwal/papan?${PLAN_PARAMETER}=${plan.id}`;
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="week">
      <Group justify="space-between">
        <Title order={2} id="week">
          {say(words.week)}
        </Title>
        <Anchor component={Link} to={board}>
          {say(words.openBoard)}
        </Anchor>
      </Group>
      <Text c="var(--muted)" mb="sm">
        {week.kind === "start" && `${say(words.weekStart, { day: day(plan.first) })} `}
        {week.kind === "over" && `${say(words.weekOver)} `}
        {say(words.weekFrom, { first: dayShort(week.first), last: day(week.last) })}
      </Text>
      <Loaded query={visits} height={200}>
        {(found) => (
          <DataTable
            caption={say(words.week)}
            rows={found}
            keyOf={(visit) => visit.id}
            empty={say(words.weekNone)}
            maxHeight={420}
            columns={visitColumns(language, ["day", "team", "place", "hours", "invited", "recorded"], {
              place: (visit) => (
                <>
                  <Anchor component={Link} to={`${board}&kunjungan=${encodeURIComponent(visit.id)}`}>
                    {visit.name}
                  </Anchor>
                  , {visit.subdistrict}
                  {joinedOf(visit).length > 0 && ` ${say(words.joined, { n: joinedOf(visit).length })}`}
                </>
              ),
            })}
          />
        )}
      </Loaded>
    </Paper>
  );
}

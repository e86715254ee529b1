import { Anchor, Group, Paper, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { everything } from "@/api/everything";
import { listVisits, type PlanHead, type VisitTold } from "@/api/generated";
import { PLAN_PARAMETER } from "@/app/chosenPlan";
import { wallClock } from "@/keep/useKept";
import { useLanguage } from "@/language/useLanguage";
import { DataTable } from "@/parts/DataTable";
import { Loaded } from "@/parts/States";
import { weekOf } from "./weekOf";
import { words } from "./words";

/** Who goes where on the coming days. */
export function NextWeek({ plan }: { plan: PlanHead }) {
  const { say, dayShort, day, time } = useLanguage();
  const week = weekOf(wallClock().slice(0, 10), plan.first, plan.last);
  const visits = useQuery(
    everything<VisitTold, { path: { id: string } }>("listVisits", listVisits, {
      path: { id: plan.id },
      query: { since: week.first, until: week.last },
    }),
  );
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
            columns={[
              {
                key: "day",
                title: say(words.day),
                value: (visit) => `${visit.day} ${visit.start}`,
                cell: (visit) => dayShort(visit.day),
              },
              { key: "team", title: say(words.team), value: (visit) => visit.team },
              {
                key: "place",
                title: say(words.place),
                isHead: true,
                value: (visit) => visit.name,
                cell: (visit) => (
                  <>
                    <Anchor component={Link} to={`${board}&kunjungan=${encodeURIComponent(visit.id)}`}>
                      {visit.name}
                    </Anchor>
                    , {visit.subdistrict}
                    {visit.people.length > 1 && ` ${say(words.joined, { n: visit.people.length - 1 })}`}
                  </>
                ),
              },
              {
                key: "hours",
                title: say(words.hours),
                value: (visit) => visit.start,
                cell: (visit) => `${time(visit.start)}–${time(visit.end)}`,
              },
              {
                key: "invited",
                title: say(words.invited),
                unit: say(words.people),
                isNumber: true,
                value: (visit) => visit.invited,
              },
              {
                key: "recorded",
                title: say(words.recordedShort),
                unit: say(words.people),
                isNumber: true,
                value: (visit) => visit.recorded,
              },
            ]}
          />
        )}
      </Loaded>
    </Paper>
  );
}

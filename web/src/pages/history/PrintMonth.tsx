import { Button, Group, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useParams, useSearchParams } from "react-router";
import type { VisitTold } from "@/api/generated";
import { visitsQuery } from "@/api/planQueries";
import { officeOptions } from "@/api/generated/@tanstack/react-query.gen";
import { useChosenPlan } from "@/app/chosenPlan";
import { stateName } from "@/app/shell/PlanChooser";
import { usePlanHead } from "@/app/usePlanHead";
import { useLanguage } from "@/language/useLanguage";
import { daysBetween, monthsOf } from "@/pages/schedule/days";
import { DataTable } from "@/parts/DataTable";
import { PageHead } from "@/parts/PageHead";
import { save } from "@/parts/picture";
import { ProblemNote } from "@/parts/ProblemNote";
import { Loaded } from "@/parts/States";
import { joinedOf, visitColumns } from "@/parts/visitColumns";
import { monthPicture } from "./monthPicture";
import { words } from "./words";

/** The month on paper: black and white, with title, version and date. */
export default function PrintMonth() {
  const language = useLanguage();
  const { say, period, day, list } = language;
  const { plan: id = "" } = useParams();
  const [search] = useSearchParams();
  const written = search.get("revisi");
  const revision = written === null ? undefined : Number(written);
  const { publications } = useChosenPlan();
  const { data: office } = useQuery(officeOptions());
  const [fault, setFault] = useState<unknown>(null);
  const plan = usePlanHead(id);
  const visits = useQuery(visitsQuery(id, revision === undefined ? {} : { revision }));
  return (
    <>
      {plan.data === undefined && <PageHead title={say(words.printMonth)} />}
      <Loaded query={plan} height={320} roles={["planner", "head", "secretariat"]}>
        {(found) => {
          const shown = revision ?? found.revision;
          const publication = publications.find((item) => item.plan_id === id && item.plan_revision === shown);
          const title = say(words.printTitle, { period: period(found.first, found.last) });
          const head = say(words.printHead, {
            plan: found.name,
            n: shown,
            state: stateName(language, publication?.state ?? "draft", publication),
            day: day(found.as_of),
          });
          const line = office === undefined ? head : `${office.name}. ${head}`;
          const people = (visit: VisitTold): string => say(words.peopleShort, { n: visit.recorded });
          const download = (all: readonly VisitTold[]): void => {
            const picture = monthPicture(
              language,
              { title, line, people },
              monthsOf(daysBetween(found.first, found.last)),
              all,
            );
            save(picture, `jadwal-${found.first}.png`).catch(setFault);
          };
          const { data: all } = visits;
          return (
            <>
              <PageHead
                title={title}
                actions={
                  <Group gap="xs">
                    <Button
                      variant="default"
                      disabled={all === undefined}
                      onClick={() => all !== undefined && download(all)}
                    >
                      {say(words.png)}
                    </Button>
                    <Button onClick={() => window.print()}>{say(words.printOrPdf)}</Button>
                  </Group>
                }
              />
              {fault !== null && <ProblemNote error={fault} />}
              <Text>{line}</Text>
              <Loaded query={visits} height={400}>
                {(rows) => (
                  <DataTable
                    caption={title}
                    rows={rows}
                    keyOf={(visit) => visit.id}
                    columns={[
                      ...visitColumns(language, ["day", "team", "place", "hours"]),
                      {
                        key: "joins",
                        title: say(words.joins),
                        value: (visit) => list(joinedOf(visit)) || null,
                      },
                      ...visitColumns(language, ["invited", "recorded", "cards"]),
                    ]}
                  />
                )}
              </Loaded>
            </>
          );
        }}
      </Loaded>
    </>
  );
}

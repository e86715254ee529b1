import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { Text } from "@mantine/core";
import type { VisitTold } from "@/api/generated";
import { visitsQuery } from "@/api/planQueries";
import { useLanguage } from "@/language/useLanguage";
import { DataTable } from "@/parts/DataTable";
import { Loaded } from "@/parts/States";
import { villageCards } from "./villageCards";
import { words } from "./words";

function Table({ visits }: { visits: readonly VisitTold[] }) {
  const { say, number } = useLanguage();
  const rows = useMemo(() => villageCards(visits), [visits]);
  const waiting = rows.reduce((sum, row) => sum + row.waiting, 0);
  return (
    <div>
      <DataTable
        caption={say(words.perVillage)}
        showCaption
        maxHeight={360}
        rows={rows}
        keyOf={(row) => row.site}
        sorted="-waiting"
        empty={say(words.noVisits)}
        columns={[
          { key: "name", title: say(words.village), isHead: true, value: (row) => row.name },
          {
            key: "recorded",
            title: say(words.recorded),
            unit: say(words.people),
            isNumber: true,
            value: (row) => row.recorded,
          },
          { key: "cards", title: say(words.printed), unit: say(words.unit), isNumber: true, value: (row) => row.cards },
          {
            key: "waiting",
            title: say(words.waiting),
            unit: say(words.people),
            isNumber: true,
            value: (row) => row.waiting,
          },
        ]}
      />
      <Text size="xs" c="var(--muted)" mt={4}>
        {say(words.perVillageHelp, { n: number(waiting) })}
      </Text>
    </div>
  );
}

/** Who is recorded and who goes home with a card, village by village. */
export function PerVillage({ plan }: { plan: string }) {
  const visits = useQuery(visitsQuery(plan));
  return <Loaded query={visits}>{(found) => <Table visits={found} />}</Loaded>;
}

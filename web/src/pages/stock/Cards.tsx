import { Alert, Paper, Stack, Text } from "@mantine/core";
import { IconPackages } from "@tabler/icons-react";
import { lazy, Suspense, useMemo } from "react";
import type { PlanHead, StockLedger } from "@/api/generated";
import { useRights } from "@/app/session";
import { useLanguage } from "@/language/useLanguage";
import { Badge } from "@/parts/Badge";
import { DataTable } from "@/parts/DataTable";
import { Empty, Loading } from "@/parts/States";
import { burnDown } from "./charts";
import { Deliveries } from "./Deliveries";
import { PerVillage } from "./PerVillage";
import { useDeliveries } from "./useDeliveries";
import { UseLegend } from "./UseLegend";
import { words } from "./words";

const Chart = lazy(() => import("@/parts/Chart"));

/** Do the cards last, and on which day not? While a delivery is being changed, as it would then be. */
export function Cards({ plan, ledger: kept }: { plan: PlanHead; ledger: StockLedger }) {
  const language = useLanguage();
  const { may } = useRights();
  const held = useDeliveries(plan, kept);
  const ledger = held.preview ?? kept;
  const { say, day: dayOf, period, number } = language;
  const { first_red: red, first_amber: amber, reserve, days } = ledger;
  const option = useMemo(() => burnDown(language, ledger), [language, ledger]);
  const whole = (value: number): string => number(Math.round(value * 10) / 10, Number.isInteger(value) ? 0 : 1);
  const column = (
    key: "opening" | "received" | "counter" | "field" | "waste" | "closing" | "field_used" | "field_allowed",
    title: string,
  ) => ({
    key,
    title,
    unit: say(words.unit),
    isNumber: true,
    value: (line: (typeof days)[number]) => line[key],
    cell: (line: (typeof days)[number]) => whole(line[key]),
  });
  if (days.length === 0)
    return (
      <Empty icon={IconPackages} title={say(words.noStock)}>
        {say(words.noStockHelp)}
      </Empty>
    );
  const finding =
    red != null ? say(words.red, { day: dayOf(red.day), n: red.cards }) : say(words.lasts, { day: dayOf(plan.last) });
  const standing = ({ first_red: short }: StockLedger): string =>
    short == null ? say(words.lastsShort) : say(words.redShort, { day: dayOf(short.day), n: short.cards });
  return (
    <Stack gap="md">
      {held.preview !== undefined && (
        <Alert color="brand" role="status">
          {say(words.previewed, { before: standing(kept), after: standing(ledger) })}
        </Alert>
      )}
      {red != null && (
        <Alert color="danger" data-red>
          {finding}
        </Alert>
      )}
      {amber != null && <Alert color="yellow">{say(words.amber, { day: dayOf(amber.day), n: amber.cards })}</Alert>}
      <Paper withBorder p="md">
        <Suspense fallback={<Loading height={300} />}>
          <Chart
            title={finding}
            measure={say(words.measure, { plan: plan.name, period: period(plan.first, plan.last) })}
            option={option}
            height={300}
          >
            <UseLegend />
          </Chart>
        </Suspense>
        <Text size="xs" c="var(--muted)">
          {say(words.counterUse, { n: ledger.counter_per_day })} · {say(words.reserve, { n: reserve })}
        </Text>
      </Paper>
      <Deliveries plan={plan} ledger={ledger} held={held} />
      {may("plans:read") && <PerVillage plan={plan.id} />}
      <DataTable
        caption={say(words.ledger)}
        showCaption
        rows={days}
        keyOf={(line) => line.day}
        sorted="day"
        columns={[
          {
            key: "day",
            isWhole: true,
            title: say(words.day),
            isHead: true,
            value: (line) => line.day,
            cell: (line) => dayOf(line.day),
          },
          column("opening", say(words.opening)),
          column("received", say(words.received)),
          column("counter", say(words.counter)),
          column("field", say(words.field)),
          column("waste", say(words.waste)),
          column("closing", say(words.closing)),
          column("field_used", say(words.used)),
          column("field_allowed", say(words.allowed)),
          {
            key: "state",
            title: say(words.state),
            value: (line) => line.field_allowed - line.field_used,
            cell: (line) =>
              line.field_used > line.field_allowed ? (
                <Badge tone="breach">{say(words.short, { n: Math.ceil(line.field_used - line.field_allowed) })}</Badge>
              ) : line.without_field < reserve ? (
                <Badge tone="warning">{say(words.warned)}</Badge>
              ) : (
                say(words.ok)
              ),
          },
        ]}
      />
    </Stack>
  );
}

import { Anchor, Group, Paper, Stack, Text } from "@mantine/core";
import { lazy, Suspense, useMemo } from "react";
import type { MoneyLedger, PlanHead } from "@/api/generated";
import { useLanguage } from "@/language/useLanguage";
import { DataTable } from "@/parts/DataTable";
import { Loading } from "@/parts/States";
import { spending } from "./charts";
import { items, units, words } from "./words";

const Chart = lazy(() => import("@/parts/Chart"));
const METRES = 1_000;

const figure = (title: string, value: string) => (
  <div>
    <Text c="var(--muted)">{title}</Text>
    <Text fz={22} fw={600} className="figures">
      {value}
    </Text>
  </div>
);

/** What a plan costs, against its budget. */
export function Money({ plan, ledger }: { plan: PlanHead; ledger: MoneyLedger }) {
  const language = useLanguage();
  const { say, rupiah, rupiahShort, percent, number, day: dayOf } = language;
  const option = useMemo(() => spending(language, ledger), [language, ledger]);
  const cap = ledger.budget_rupiah ?? null;
  return (
    <Stack gap="md">
      <Group gap="xl">
        {figure(say(words.total), rupiah(ledger.total_rupiah))}
        {figure(
          say(words.cap),
          cap === null
            ? say(words.perMonth)
            : say(words.ofCap, {
                cost: rupiahShort(ledger.total_rupiah),
                cap: rupiahShort(cap),
                percent: percent((100 * ledger.total_rupiah) / Math.max(1, cap), 1),
              }),
        )}
        {typeof ledger.rupiah_per_recording === "number" &&
          figure(say(words.perRecording), rupiah(ledger.rupiah_per_recording))}
        {typeof ledger.rupiah_per_ikd === "number" && figure(say(words.perIkd), rupiah(ledger.rupiah_per_ikd))}
      </Group>
      <Paper withBorder p="md">
        <Suspense fallback={<Loading height={240} />}>
          <Chart
            title={say(words.costTitle, { cost: rupiah(ledger.total_rupiah) })}
            measure={say(words.costMeasure, { plan: plan.name })}
            option={option}
            height={240}
          />
        </Suspense>
      </Paper>
      <DataTable
        caption={say(words.lines)}
        showCaption
        rows={ledger.items}
        keyOf={(line) => `${line.item} ${line.price_rupiah}`}
        sorted="-amount"
        columns={[
          {
            key: "item",
            title: say(words.item),
            isHead: true,
            value: (line) => say(items[line.item] ?? [line.item, line.item]),
          },
          {
            key: "quantity",
            title: say(words.quantity),
            isNumber: true,
            value: (line) => (line.unit === "metre" ? line.quantity / METRES : line.quantity),
            cell: (line) => (line.unit === "metre" ? number(line.quantity / METRES, 1) : number(line.quantity)),
          },
          {
            key: "unit",
            title: say(words.quantityUnit),
            value: (line) => say(units[line.unit] ?? [line.unit, line.unit]),
          },
          { key: "price", title: say(words.price), unit: "Rp", isNumber: true, value: (line) => line.price_rupiah },
          { key: "amount", title: say(words.amount), unit: "Rp", isNumber: true, value: (line) => line.amount_rupiah },
        ]}
      />
      <DataTable
        caption={say(words.teams)}
        showCaption
        rows={ledger.teams}
        keyOf={(line) => line.team}
        sorted="team"
        columns={[
          { key: "team", title: say(words.team), isHead: true, value: (line) => line.team },
          { key: "trips", title: say(words.trips), isNumber: true, value: (line) => line.trips },
          { key: "amount", title: say(words.amount), unit: "Rp", isNumber: true, value: (line) => line.amount_rupiah },
        ]}
      />
      <DataTable
        caption={say(words.daily)}
        showCaption
        rows={ledger.days}
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
          { key: "amount", title: say(words.amount), unit: "Rp", isNumber: true, value: (line) => line.amount_rupiah },
          { key: "so_far", title: say(words.soFar), unit: "Rp", isNumber: true, value: (line) => line.so_far_rupiah },
        ]}
      />
      <Anchor href={`/v1/plans/${plan.id}/files/plan.xlsx`} download>
        {say(words.file)}
      </Anchor>
    </Stack>
  );
}

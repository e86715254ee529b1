import { Alert, Anchor, Group, Paper, SegmentedControl, Stack, Text } from "@mantine/core";
import { IconPackages } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useMemo } from "react";
import { Button } from "@mantine/core";
import { Link, useNavigate, useParams, useSearchParams } from "react-router";
import type { MoneyLedger, PlanHead, StockLedger } from "@/api/generated";
import { getMoneyLedgerOptions, getStockLedgerOptions } from "@/api/generated/@tanstack/react-query.gen";
import { useChosenPlan } from "@/app/chosenPlan";
import { useRights } from "@/app/session";
import { useLanguage } from "@/language/useLanguage";
import { Badge } from "@/parts/Badge";
import { DataTable } from "@/parts/DataTable";
import { PageHead } from "@/parts/PageHead";
import { ProblemNote } from "@/parts/ProblemNote";
import { Empty, Loaded, Loading } from "@/parts/States";
import { burnDown, spending } from "./charts";
import { items, units, words } from "./words";

const Chart = lazy(() => import("@/parts/Chart"));
const METRES = 1_000;
const ROLES = ["planner", "head", "secretariat"] as const;

function Cards({ plan, ledger }: { plan: PlanHead; ledger: StockLedger }) {
  const language = useLanguage();
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
  return (
    <Stack gap="md">
      {red != null && <Alert color="danger">{finding}</Alert>}
      {amber != null && <Alert color="yellow">{say(words.amber, { day: dayOf(amber.day), n: amber.cards })}</Alert>}
      <Paper withBorder p="md">
        <Suspense fallback={<Loading height={300} />}>
          <Chart
            title={finding}
            measure={say(words.measure, { plan: plan.name, period: period(plan.first, plan.last) })}
            option={option}
            height={300}
          />
        </Suspense>
        <Text size="xs" c="var(--muted)">
          {say(words.counterUse, { n: ledger.counter_per_day })} · {say(words.reserve, { n: reserve })}
        </Text>
      </Paper>
      <DataTable
        caption={say(words.deliveries)}
        showCaption
        rows={ledger.deliveries}
        keyOf={(delivery) => `${delivery.day} ${delivery.cards}`}
        empty={say(words.noDeliveries)}
        columns={[
          { key: "day", title: say(words.day), isHead: true, value: (one) => one.day, cell: (one) => dayOf(one.day) },
          { key: "cards", title: say(words.cards), unit: say(words.unit), isNumber: true, value: (one) => one.cards },
          { key: "chance", title: say(words.chance), unit: "%", isNumber: true, value: (one) => one.chance_percent },
          {
            key: "state",
            title: say(words.state),
            value: (one) => Number(one.counted),
            cell: (one) => (
              <Badge tone={one.counted ? "positive" : "warning"}>
                {one.counted ? say(words.counted) : say(words.notCounted, { n: number(ledger.counts_from_percent) })}
              </Badge>
            ),
          },
        ]}
      />
      <DataTable
        caption={say(words.ledger)}
        showCaption
        rows={days}
        keyOf={(line) => line.day}
        sorted="day"
        columns={[
          {
            key: "day",
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

const figure = (title: string, value: string) => (
  <div>
    <Text c="var(--muted)">{title}</Text>
    <Text fz={22} fw={600} className="figures">
      {value}
    </Text>
  </div>
);

function Money({ plan, ledger }: { plan: PlanHead; ledger: MoneyLedger }) {
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

function Work({ plan, isCost }: { plan: PlanHead; isCost: boolean }) {
  const path = { id: plan.id };
  const stock = useQuery({ ...getStockLedgerOptions({ path }), enabled: !isCost });
  const money = useQuery({ ...getMoneyLedgerOptions({ path }), enabled: isCost });
  return isCost ? (
    <Loaded query={money} height={420} roles={ROLES}>
      {(ledger) => <Money plan={plan} ledger={ledger} />}
    </Loaded>
  ) : (
    <Loaded query={stock} height={420} roles={ROLES}>
      {(ledger) => <Cards plan={plan} ledger={ledger} />}
    </Loaded>
  );
}

/** Do the cards and the money last, and on which day not? */
export default function StockCost() {
  const { say } = useLanguage();
  const { may } = useRights();
  const { view } = useParams();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const { plan, plans, isPending, error, again } = useChosenPlan();
  return (
    <>
      <PageHead
        title={say(words.title)}
        beside={
          <SegmentedControl
            aria-label={say(words.view)}
            value={view === "biaya" ? "biaya" : "kartu"}
            onChange={(next) => void navigate({ pathname: `/stok-biaya/${next}`, search: search.toString() })}
            data={[
              { value: "kartu", label: say(words.cards) },
              { value: "biaya", label: say(words.cost) },
            ]}
          />
        }
      />
      {error !== null && plans === undefined ? (
        <ProblemNote error={error} again={again} />
      ) : plan !== undefined ? (
        <Work key={plan.id} plan={plan} isCost={view === "biaya"} />
      ) : isPending ? (
        <Loading height={420} />
      ) : (
        <Empty
          icon={IconPackages}
          title={say(words.noPlan)}
          action={
            may("plans:make") && (
              <Button component={Link} to="/susun">
                {say(words.planMonth)}
              </Button>
            )
          }
        >
          {say(words.noPlanHelp)}
        </Empty>
      )}
    </>
  );
}

import { Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import type { PlanHead } from "@/api/generated";
import {
  getCoverageOptions,
  getStockLedgerOptions,
  getVersionOptions,
} from "@/api/generated/@tanstack/react-query.gen";
import { PLAN_PARAMETER, useChosenPlan } from "@/app/chosenPlan";
import { useRights } from "@/app/session";
import { useLanguage } from "@/language/useLanguage";
import { datasetsQuery } from "@/pages/data/queries";
import { ProblemNote } from "@/parts/ProblemNote";
import { Loading } from "@/parts/States";
import { words } from "./words";

interface Item {
  key: string;
  /** Breach, then warning, then what may wait. */
  weight: 0 | 1 | 2;
  sentence: string;
  button: string;
  to: string;
}

const SIGN = [IconAlertTriangle, IconAlertTriangle, IconInfoCircle] as const;
const COLOUR = ["#9E1528", "#B87400", "#0B5CAD"] as const;
const MOST = 5;

/** What must be decided, the most pressing first: one sentence, one number with its unit, one button. */
export function Decisions({ plan }: { plan: PlanHead }) {
  const { say, day } = useLanguage();
  const { may } = useRights();
  const { publications, state } = useChosenPlan();
  const stock = useQuery({
    ...getStockLedgerOptions({ path: { id: plan.id } }),
    enabled: may("plans:read", "stock:edit"),
  });
  const coverage = useQuery(getCoverageOptions({ path: { id: plan.id } }));
  const datasets = useQuery({ ...datasetsQuery(), enabled: may("data:read") });
  const newest = datasets.data?.[0];
  const version = useQuery({
    ...getVersionOptions({ path: { id: newest?.id ?? "", number: newest?.version ?? 0 } }),
    enabled: newest !== undefined && newest.version > 0,
  });
  const here = `?${PLAN_PARAMETER}=${plan.id}`;
  const items: Item[] = [];
  const { first_red: red, first_amber: amber } = stock.data ?? {};
  if (red)
    items.push({
      key: "red",
      weight: 0,
      sentence: say(words.redStock, { n: red.cards, day: day(red.day) }),
      button: say(words.seeStock),
      to: `/stok-biaya/kartu${here}`,
    });
  if (version.data !== undefined && newest !== undefined && version.data.faults > 0)
    items.push({
      key: "faults",
      weight: 0,
      sentence: say(words.faults, { name: newest.name, n: version.data.faults }),
      button: say(words.fix),
      to: `/data?dataset=${newest.id}`,
    });
  const waiting = publications.filter((item) => item.state === "requested");
  for (const item of waiting)
    items.push({
      key: item.id,
      weight: 1,
      sentence: say(words.awaiting, {
        name: item.plan_id === plan.id ? plan.name : item.plan_id,
        who: item.requested_by,
      }),
      button: say(words.review),
      to: `/terbitkan/${item.plan_id}`,
    });
  if (amber)
    items.push({
      key: "amber",
      weight: 1,
      sentence: say(words.amberStock, { n: amber.cards, day: day(amber.day) }),
      button: say(words.seeStock),
      to: `/stok-biaya/kartu${here}`,
    });
  const short = coverage.data?.subdistricts.filter((row) => (row.floor_missing ?? 0) > 0).length ?? 0;
  if (short > 0)
    items.push({
      key: "floors",
      weight: 1,
      sentence: say(words.floors, { n: short }),
      button: say(words.seeLeftOut),
      to: `/belum-terlayani${here}`,
    });
  if (state === "draft" && may("plans:make"))
    items.push({
      key: "draft",
      weight: 2,
      sentence: say(words.draft),
      button: say(words.publish),
      to: `/terbitkan/${plan.id}`,
    });
  if (plan.summary.left_out > 0)
    items.push({
      key: "left",
      weight: 2,
      sentence: say(words.leftOut, { n: plan.summary.left_out }),
      button: say(words.seeLeftOut),
      to: `/belum-terlayani${here}`,
    });
  const isReading = stock.isLoading || coverage.isLoading || version.isLoading;
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="decisions">
      <Title order={2} id="decisions">
        {say(words.decisions)} ({items.length})
      </Title>
      {stock.error !== null && <ProblemNote error={stock.error} again={() => void stock.refetch()} />}
      {isReading && <Loading height={80} />}
      {!isReading && items.length === 0 && (
        <Group gap="xs" mt="sm">
          <IconCircleCheck size={18} color="#1F7A68" aria-hidden />
          <Text>{say(words.decisionsNone)}</Text>
        </Group>
      )}
      <Stack component="ul" gap="sm" mt="sm" p={0} m={0} style={{ listStyle: "none" }}>
        {items
          .toSorted((one, other) => one.weight - other.weight)
          .slice(0, MOST)
          .map((item) => {
            const Sign = SIGN[item.weight];
            return (
              <Group component="li" key={item.key} justify="space-between" wrap="nowrap" gap="sm">
                <Group gap="xs" wrap="nowrap" align="flex-start">
                  <Sign size={18} color={COLOUR[item.weight]} aria-hidden style={{ flex: "none", marginTop: 1 }} />
                  <Text>{item.sentence}</Text>
                </Group>
                <Button component={Link} to={item.to} variant="default" size="xs" style={{ flex: "none" }}>
                  {item.button}
                </Button>
              </Group>
            );
          })}
      </Stack>
    </Paper>
  );
}

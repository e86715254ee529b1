import { Button, Group, List, Menu, Paper, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { IconCalendarPlus, IconChevronDown } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import type { PlanHead } from "@/api/generated";
import { getMoneyLedgerOptions, getPlanOptions } from "@/api/generated/@tanstack/react-query.gen";
import { useChosenPlan } from "@/app/chosenPlan";
import { useRights } from "@/app/session";
import { useLanguage } from "@/language/useLanguage";
import { datasetsQuery } from "@/pages/data/queries";
import { PageHead } from "@/parts/PageHead";
import { ProblemNote } from "@/parts/ProblemNote";
import { QuickMenu } from "@/parts/QuickMenu";
import { Empty, Loaded, Loading, NoPermission } from "@/parts/States";
import { Coverage } from "./Coverage";
import { Decisions } from "./Decisions";
import { NextWeek } from "./NextWeek";
import { words } from "./words";

function Month({ plan }: { plan: PlanHead }) {
  const { say, number, percent, rupiah, rupiahShort, period } = useLanguage();
  const { summary } = plan;
  const money = useQuery(getMoneyLedgerOptions({ path: { id: plan.id } }));
  const budget = money.data?.budget_rupiah;
  const figures = [
    [number(summary.people.recording), say(words.recording)],
    [number(summary.people.cards), say(words.cards)],
    [number(summary.people.ikd), say(words.ikd)],
    [number(summary.visits), say(words.visits)],
    [number(summary.villages_served), say(words.villages)],
    [number(summary.schools_served), say(words.schools)],
    [number(summary.team_days_used), say(words.teamDays, { n: summary.team_days_available })],
    [
      rupiahShort(summary.cost_rupiah),
      budget === null || budget === undefined ? say(words.cost) : say(words.ofBudget, { budget: rupiahShort(budget) }),
    ],
  ] as const;
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="month">
      <Title order={2} id="month">
        {period(plan.first, plan.last)}
      </Title>
      <SimpleGrid cols={{ base: 2, sm: 4 }} mt="sm" className="figures">
        {figures.map(([figure, name]) => (
          <div key={name}>
            <Text
              fz={{ base: 24, xl: 28 }}
              lh="32px"
              fw={600}
              style={{ whiteSpace: "nowrap" }}
              title={figure.startsWith("Rp") ? rupiah(summary.cost_rupiah) : undefined}
            >
              {figure}
            </Text>
            <Text size="sm" c="var(--muted)">
              {name}
            </Text>
          </div>
        ))}
      </SimpleGrid>
      <Text mt="sm">
        {summary.gap_percent === null || summary.gap_percent === undefined
          ? say(words.gapUnknown)
          : summary.gap_percent === 0
            ? say(words.best)
            : say(words.gap, { percent: percent(summary.gap_percent) })}
      </Text>
      <Text size="sm" c="var(--muted)">
        {say(words.expected)}
      </Text>
    </Paper>
  );
}

function Notes({ plan }: { plan: PlanHead }) {
  const { say, told } = useLanguage();
  const whole = useQuery(getPlanOptions({ path: { id: plan.id } }));
  return (
    <Loaded query={whole} height={60}>
      {({ warnings }) =>
        warnings.length > 0 && (
          <Paper withBorder p="md" component="section" aria-labelledby="notes">
            <Title order={2} id="notes">
              {say(words.warnings)}
            </Title>
            <List size="sm" mt="xs" spacing={4}>
              {warnings.map((warning) => (
                <List.Item key={warning.code + warning.sentence.id}>{told(warning.sentence)}</List.Item>
              ))}
            </List>
          </Paper>
        )
      }
    </Loaded>
  );
}

function NothingYet() {
  const { say } = useLanguage();
  const { may } = useRights();
  const datasets = useQuery({ ...datasetsQuery(), enabled: may("data:read") });
  const ready = datasets.data?.find((item) => item.version > 0);
  return (
    <Empty
      icon={IconCalendarPlus}
      title={say(words.noPlan)}
      action={
        may("plans:make") && (
          <Button component={Link} to={ready === undefined ? "/data" : "/susun"}>
            {say(ready === undefined ? words.toData : words.planMonth)}
          </Button>
        )
      }
    >
      {ready === undefined ? say(words.noPlanNoData) : say(words.noPlanReady, { name: ready.name, n: ready.version })}
    </Empty>
  );
}

function Share({ plan }: { plan: PlanHead }) {
  const { say } = useLanguage();
  const file = (name: string): string => `/v1/plans/${plan.id}/files/${name}`;
  return (
    <QuickMenu position="bottom-end">
      <Menu.Target>
        <Button variant="default" rightSection={<IconChevronDown size={16} aria-hidden />}>
          {say(words.download)}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component="a" href={file("jadwal.xlsx")} download>
          {say(words.workbook)}
        </Menu.Item>
        <Menu.Item component="a" href={file("peta.html")} download>
          {say(words.mapPage)}
        </Menu.Item>
        <Menu.Item onClick={() => window.print()}>{say(words.print)}</Menu.Item>
      </Menu.Dropdown>
    </QuickMenu>
  );
}

/** What must be decided today, and where the office stands. */
export default function Overview() {
  const { say } = useLanguage();
  const { may } = useRights();
  const { plan, plans, isPending, error, again } = useChosenPlan();
  const canRead = may("plans:read");
  // Who reads published plans alone sees where the office stands, and decides nothing.
  const canSee = may("plans:read", "published:read");
  return (
    <>
      <PageHead
        title={say(words.title)}
        actions={
          <>
            {plan !== undefined && canRead && <Share plan={plan} />}
            {may("plans:make") && plan !== undefined && (
              <Button component={Link} to="/susun">
                {say(words.planMonth)}
              </Button>
            )}
          </>
        }
      />
      {!canSee && <NoPermission roles={["planner", "head", "secretariat", "viewer"]} />}
      {canSee && error !== null && error !== undefined && <ProblemNote error={error} again={again} />}
      {canSee && plans === undefined && isPending && <Loading height={480} />}
      {canSee && plans !== undefined && plan === undefined && <NothingYet />}
      {plan !== undefined && (
        <Stack key={plan.id}>
          {canRead && (
            <SimpleGrid cols={{ base: 1, lg: 2 }}>
              <Decisions plan={plan} />
              <Month plan={plan} />
            </SimpleGrid>
          )}
          <Coverage plan={plan.id} />
          <NextWeek plan={plan} />
          {canRead && (
            <Group grow>
              <Notes plan={plan} />
            </Group>
          )}
        </Stack>
      )}
    </>
  );
}

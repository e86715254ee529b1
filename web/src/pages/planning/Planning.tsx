import {
  Alert,
  Anchor,
  Button,
  Group,
  List,
  NumberInput,
  Paper,
  Select,
  SegmentedControl,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
  Title,
} from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState, type FormEvent } from "react";
import { Link, useNavigate } from "react-router";
import { newKey, once } from "@/api/changing";
import { orderPlan, type Dataset, type PlanOrder } from "@/api/generated";
import { getVersionOptions } from "@/api/generated/@tanstack/react-query.gen";
import { useChosenPlan } from "@/app/chosenPlan";
import { WithData } from "@/app/WithData";
import { useKept } from "@/keep/useKept";
import { RestoredNote } from "@/keep/RestoredNote";
import { useLanguage } from "@/language/useLanguage";
import { DayField } from "@/parts/DayField";
import { PageHead } from "@/parts/PageHead";
import { ProblemNote } from "@/parts/ProblemNote";
import { lastDayOf, monthsFrom } from "./months";
import { words } from "./words";

interface Typed {
  dataset: string | null;
  month: string;
  first: string;
  last: string;
  asOf: string;
  name: string;
  effort: keyof typeof WORK;
  minutes: number | "";
  start: string | null;
  policy: Record<string, string>;
}

/** Work units: a repeat with the same number gives the same plan. */
const WORK = { quick: 20, usual: 100, thorough: 400 } as const;
const OTHER = "other";

function orderOf(typed: Typed, dataset: string): PlanOrder {
  const isOther = typed.month === OTHER;
  return {
    dataset_id: dataset,
    first: isOther ? typed.first : `${typed.month}-01`,
    last: isOther ? typed.last : lastDayOf(typed.month),
    as_of: typed.asOf === "" ? null : typed.asOf,
    name: typed.name.trim() === "" ? null : typed.name.trim(),
    policy: Object.fromEntries(Object.entries(typed.policy).filter(([, value]) => value !== "")),
    options: { work: WORK[typed.effort], seconds: typed.minutes === "" ? null : typed.minutes * 60 },
    start_plan: typed.start,
  };
}

function PlanningForm({ datasets }: { datasets: readonly Dataset[] }) {
  const language = useLanguage();
  const { say } = language;
  const navigate = useNavigate();
  const store = useQueryClient();
  const { plans } = useChosenPlan();
  const [months] = useState(() => monthsFrom(new Date(), 14));
  const kept = useKept<Typed>("susun", {
    dataset: null,
    month: months[1] ?? OTHER,
    first: "",
    last: "",
    asOf: "",
    name: "",
    effort: "usual",
    minutes: "",
    start: null,
    policy: {},
  });
  const typed = kept.value;
  const change = (part: Partial<Typed>): void => kept.set((now) => ({ ...now, ...part }));
  const rule = (name: string, value: string): void =>
    kept.set((now) => ({ ...now, policy: { ...now.policy, [name]: value } }));
  const dataset = datasets.find((item) => item.id === typed.dataset) ?? datasets[0];
  const version = useQuery({
    ...getVersionOptions({ path: { id: dataset?.id ?? "", number: dataset?.version ?? 0 } }),
    enabled: dataset !== undefined && dataset.version > 0,
  });
  const wish = useRef({ body: "", key: newKey() });
  const order = useMutation({
    mutationFn: async (body: PlanOrder) => {
      // The same wish sent twice is one plan; a changed one is another.
      const text = JSON.stringify(body);
      if (wish.current.body !== text) wish.current = { body: text, key: newKey() };
      const { data } = await orderPlan({ body, headers: once(wish.current.key), throwOnError: true });
      return data;
    },
    onSuccess: (job) => {
      kept.forget();
      void store.invalidateQueries();
      void navigate(`/susun/${job.id}`);
    },
  });
  if (dataset === undefined) return null;
  const faults = version.data?.faults ?? 0;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    order.mutate(orderOf(typed, dataset.id));
  };
  const yesNo = (name: string, label: string) => (
    <Select
      label={label}
      allowDeselect={false}
      data={[
        { value: "", label: say(words.asData) },
        { value: "ya", label: say(words.yes) },
        { value: "tidak", label: say(words.no) },
      ]}
      value={typed.policy[name] ?? ""}
      onChange={(value) => rule(name, value ?? "")}
    />
  );
  const amount = (name: string, label: string, unit: string) => (
    <NumberInput
      label={label}
      description={unit}
      min={0}
      allowDecimal={false}
      allowNegative={false}
      thousandSeparator={language.code === "id" ? "." : ","}
      decimalSeparator={language.code === "id" ? "," : "."}
      placeholder={say(words.asData)}
      value={typed.policy[name] === undefined || typed.policy[name] === "" ? "" : Number(typed.policy[name])}
      onChange={(value) => rule(name, value === "" ? "" : String(value))}
    />
  );
  return (
    <form onSubmit={submit}>
      <Stack maw={1100}>
        <RestoredNote kept={kept as never} />
        {order.error !== null && <ProblemNote error={order.error} title={say(words.refused)} />}
        <SimpleGrid cols={{ base: 1, md: 2 }}>
          <Paper withBorder p="md">
            <Stack gap="sm">
              <Title order={2}>{say(words.what)}</Title>
              <Select
                label={say(words.month)}
                allowDeselect={false}
                data={[
                  ...months.map((month) => ({ value: month, label: language.month(month) })),
                  { value: OTHER, label: say(words.otherPeriod) },
                ]}
                value={typed.month}
                onChange={(month) => month !== null && change({ month })}
              />
              {typed.month === OTHER && (
                <SimpleGrid cols={2}>
                  <DayField
                    required
                    label={say(words.first)}
                    value={typed.first}
                    onChange={(first) => change({ first })}
                  />
                  <DayField
                    required
                    label={say(words.last)}
                    description={say(words.lastHelp)}
                    value={typed.last}
                    onChange={(last) => change({ last })}
                  />
                </SimpleGrid>
              )}
              <Select
                label={say(words.dataFor)}
                allowDeselect={false}
                data={datasets.map((item) => ({
                  value: item.id,
                  label: say(words.dataVersion, { name: item.name, n: item.version }),
                }))}
                value={dataset.id}
                onChange={(id) => change({ dataset: id })}
              />
              {version.data !== undefined &&
                (faults === 0 ? (
                  <Text size="sm" c="var(--muted)">
                    {say(words.dataGood)}
                  </Text>
                ) : (
                  <Alert color="yellow">
                    {say(words.dataFaults, { n: faults })}{" "}
                    <Anchor component={Link} to={`/data?dataset=${dataset.id}`}>
                      {say(words.fix)}
                    </Anchor>
                  </Alert>
                ))}
              <TextInput
                label={say(words.name)}
                description={say(words.nameHelp)}
                maxLength={200}
                value={typed.name}
                onChange={(event) => change({ name: event.currentTarget.value })}
              />
              <DayField
                label={say(words.asOf)}
                description={say(words.asOfHelp)}
                value={typed.asOf}
                onChange={(asOf) => change({ asOf })}
              />
            </Stack>
          </Paper>
          <Stack>
            <Paper withBorder p="md">
              <Stack gap="sm">
                <Title order={2}>{say(words.effort)}</Title>
                <SegmentedControl
                  aria-label={say(words.effort)}
                  value={typed.effort}
                  onChange={(effort) => change({ effort: effort as Typed["effort"] })}
                  data={[
                    { value: "quick", label: say(words.quick) },
                    { value: "usual", label: say(words.usual) },
                    { value: "thorough", label: say(words.thorough) },
                  ]}
                />
                <Text size="sm" c="var(--muted)">
                  {say(words.effortHelp)}
                </Text>
                <NumberInput
                  label={say(words.ceiling)}
                  description={say(words.ceilingUnit)}
                  min={1}
                  max={60}
                  allowDecimal={false}
                  value={typed.minutes}
                  onChange={(value) => change({ minutes: value === "" ? "" : Number(value) })}
                />
                {typed.minutes !== "" && <Text size="sm">{say(words.ceilingHelp)}</Text>}
                <Select
                  label={say(words.startFrom)}
                  description={say(words.startFromHelp)}
                  data={[
                    { value: "", label: say(words.startFromNone) },
                    ...(plans ?? []).slice(0, 50).map((plan) => ({
                      value: plan.id,
                      label: `${plan.name} · ${language.period(plan.first, plan.last)}`,
                    })),
                  ]}
                  allowDeselect={false}
                  value={typed.start ?? ""}
                  onChange={(id) => change({ start: id === "" ? null : id })}
                />
              </Stack>
            </Paper>
            <Paper withBorder p="md">
              <Title order={2}>{say(words.goals)}</Title>
              <Text size="sm" c="var(--muted)">
                {say(words.goalsHelp)}
              </Text>
              <List type="ordered" size="sm" mt="xs">
                {[words.goalFloors, words.goalPeople, words.goalEquity, words.goalMoney, words.goalCalm].map((goal) => (
                  <List.Item key={goal[0]}>{say(goal)}</List.Item>
                ))}
              </List>
            </Paper>
          </Stack>
        </SimpleGrid>
        <Paper withBorder p="md">
          <Title order={2}>{say(words.rules)}</Title>
          <Text size="sm" c="var(--muted)" mb="sm">
            {say(words.rulesHelp)}
          </Text>
          <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
            {yesNo("wajib_ikd", say(words.mandatoryIkd))}
            {yesNo("kunjungan_khusus_ikd", say(words.ikdOnly))}
            {amount("anggaran", say(words.budget), say(words.budgetUnit))}
            {amount("malam_maks", say(words.nights), say(words.nightsUnit))}
            {amount("hari_pemberitahuan", say(words.notice), say(words.noticeUnit))}
          </SimpleGrid>
        </Paper>
        <Group>
          <Button type="submit" loading={order.isPending} disabled={faults > 0}>
            {say(words.submit)}
          </Button>
          {order.isPending && <Text role="status">{say(words.submitting)}</Text>}
        </Group>
      </Stack>
    </form>
  );
}

/** Choose period, data and goals, then let it be planned. */
export default function Planning() {
  const { say } = useLanguage();
  return (
    <>
      <PageHead title={say(words.title)} />
      <WithData>{(datasets) => <PlanningForm datasets={datasets} />}</WithData>
    </>
  );
}

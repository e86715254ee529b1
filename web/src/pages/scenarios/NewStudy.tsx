import {
  Alert,
  Button,
  Checkbox,
  Group,
  List,
  NumberInput,
  Paper,
  Select,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
  Title,
} from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useNavigate } from "react-router";
import { once } from "@/api/changing";
import { checkStudy, orderStudy, type ChangeKind, type Dataset, type StudyAsked } from "@/api/generated";
import { listChangeKindsOptions } from "@/api/generated/@tanstack/react-query.gen";
import { useRights } from "@/app/session";
import { WithData } from "@/app/WithData";
import { RestoredNote } from "@/keep/RestoredNote";
import { useKept } from "@/keep/useKept";
import { useLanguage } from "@/language/useLanguage";
import { monthsFrom } from "@/pages/planning/months";
import { PageHead } from "@/parts/PageHead";
import { ProblemNote } from "@/parts/ProblemNote";
import { Loaded } from "@/parts/States";
import { ChangeFields } from "./ChangeFields";
import { askedOf, firstTyped, type Typed, type TypedScenario } from "./study";
import { useChoices } from "./useChoices";
import { words } from "./words";

function Form({ datasets, kinds }: { datasets: readonly Dataset[]; kinds: readonly ChangeKind[] }) {
  const language = useLanguage();
  const { say, told, code } = language;
  const navigate = useNavigate();
  const store = useQueryClient();
  const [months] = useState(() => monthsFrom(new Date(), 14));
  const kept = useKept<Typed>("skenario", firstTyped(months[1] ?? "2027-01", code));
  const typed = kept.value;
  const put = (part: Partial<Typed>): void => kept.set((now) => ({ ...now, ...part }));
  const dataset = datasets.find((item) => item.id === typed.dataset) ?? datasets[0];
  const choices = useChoices(dataset);
  const asked = (): StudyAsked => askedOf(typed, dataset?.id ?? "", kinds);
  const check = useMutation({
    mutationFn: async () => {
      const { data } = await checkStudy({ body: asked(), headers: once(), throwOnError: true });
      return data;
    },
  });
  const order = useMutation({
    mutationFn: async (agreed: boolean) => {
      const { data } = await orderStudy({ body: { ...asked(), agreed }, headers: once(), throwOnError: true });
      return data;
    },
    onSuccess: (job) => {
      kept.forget();
      void store.invalidateQueries();
      void navigate(`/skenario/${job.study_id ?? ""}`);
    },
  });
  const scenario = (index: number, part: Partial<TypedScenario>): void =>
    put({ scenarios: typed.scenarios.map((one, at) => (at === index ? { ...one, ...part } : one)) });
  const amount = (label: string, value: number, set: (value: number) => void, min = 0) => (
    <NumberInput
      label={label}
      min={min}
      allowDecimal={false}
      thousandSeparator={language.code === "id" ? "." : ","}
      decimalSeparator={language.code === "id" ? "," : "."}
      value={value}
      onChange={(next) => set(Number(next))}
    />
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    check.mutate(undefined, {
      onSuccess: (read) => {
        if (!read.size.must_agree) order.mutate(false);
      },
    });
  };
  const { curve, seek } = typed;
  const error = order.error ?? check.error;
  return (
    <form onSubmit={submit}>
      <Stack maw={1100}>
        <RestoredNote kept={kept as never} />
        {error !== null && <ProblemNote error={error} title={say(words.refused)} />}
        <Paper withBorder p="md">
          <SimpleGrid cols={{ base: 1, sm: 2, lg: 4 }}>
            <TextInput
              required
              maxLength={200}
              label={say(words.name)}
              placeholder={say(words.namePlaceholder)}
              value={typed.name}
              onChange={(event) => put({ name: event.currentTarget.value })}
            />
            <Select
              label={say(words.data)}
              allowDeselect={false}
              data={datasets.map((item) => ({ value: item.id, label: item.name }))}
              value={dataset?.id ?? null}
              onChange={(id) => put({ dataset: id })}
            />
            <Select
              label={say(words.month)}
              allowDeselect={false}
              data={months.map((month) => ({ value: month, label: language.month(month) }))}
              value={typed.month}
              onChange={(month) => month !== null && put({ month })}
            />
            <NumberInput
              label={say(words.months)}
              description={say(words.monthsHelp)}
              inputWrapperOrder={["label", "input", "description", "error"]}
              min={1}
              max={12}
              allowDecimal={false}
              value={typed.months}
              onChange={(value) => put({ months: Number(value) })}
            />
          </SimpleGrid>
        </Paper>
        {typed.scenarios.map((one, index) => (
          // The list is edited by place alone.
          // oxlint-disable-next-line react/no-array-index-key
          <Paper withBorder p="md" key={index} component="section" aria-label={say(words.scenario, { n: index + 1 })}>
            <Stack gap="sm">
              <Group justify="space-between">
                <Title order={2}>{say(words.scenario, { n: index + 1 })}</Title>
                <Button
                  variant="subtle"
                  size="xs"
                  onClick={() => put({ scenarios: typed.scenarios.filter((_, at) => at !== index) })}
                >
                  {say(words.remove)}
                </Button>
              </Group>
              <SimpleGrid cols={{ base: 1, sm: 2 }}>
                <TextInput
                  required
                  maxLength={40}
                  pattern="[\p{L}\p{N}][\p{L}\p{N}_\-]*"
                  label={say(words.scenarioName)}
                  description={say(words.scenarioNameHelp)}
                  inputWrapperOrder={["label", "input", "description", "error"]}
                  value={one.name}
                  onChange={(event) => scenario(index, { name: event.currentTarget.value })}
                />
                <TextInput
                  maxLength={200}
                  label={say(words.question)}
                  value={one.title}
                  onChange={(event) => scenario(index, { title: event.currentTarget.value })}
                />
              </SimpleGrid>
              {one.changes.map((change, at) => (
                <ChangeFields
                  // oxlint-disable-next-line react/no-array-index-key
                  key={at}
                  change={change}
                  kinds={kinds}
                  choices={choices}
                  onChange={(next) =>
                    scenario(index, { changes: one.changes.map((old, place) => (place === at ? next : old)) })
                  }
                  onRemove={() => scenario(index, { changes: one.changes.filter((_, place) => place !== at) })}
                />
              ))}
              <Group>
                <Button
                  variant="default"
                  size="xs"
                  onClick={() => scenario(index, { changes: [...one.changes, { kind: "stock", parts: {} }] })}
                >
                  {say(words.addChange)}
                </Button>
              </Group>
            </Stack>
          </Paper>
        ))}
        <Group>
          <Button
            variant="default"
            onClick={() =>
              put({
                scenarios: [
                  ...typed.scenarios,
                  {
                    name: `skenario-${typed.scenarios.length + 1}`,
                    title: "",
                    changes: [{ kind: "stock", parts: {} }],
                  },
                ],
              })
            }
          >
            {say(words.addScenario)}
          </Button>
        </Group>
        <SimpleGrid cols={{ base: 1, md: 2 }}>
          <Paper withBorder p="md">
            <Stack gap="sm">
              <Title order={2}>{say(words.curve)}</Title>
              <Text size="sm" c="var(--muted)">
                {say(words.curveHelp)}
              </Text>
              <Checkbox
                label={say(words.withCurve)}
                checked={curve.on}
                onChange={(event) => put({ curve: { ...curve, on: event.currentTarget.checked } })}
              />
              {curve.on && (
                <SimpleGrid cols={{ base: 2, sm: 3 }}>
                  {amount(say(words.teamsFrom), curve.teamsFrom, (teamsFrom) =>
                    put({ curve: { ...curve, teamsFrom } }),
                  )}
                  {amount(say(words.to), curve.teamsTo, (teamsTo) => put({ curve: { ...curve, teamsTo } }))}
                  <span />
                  {amount(say(words.moneyFrom), curve.moneyFrom, (moneyFrom) =>
                    put({ curve: { ...curve, moneyFrom } }),
                  )}
                  {amount(say(words.to), curve.moneyTo, (moneyTo) => put({ curve: { ...curve, moneyTo } }))}
                  {amount(say(words.step), curve.moneyStep, (moneyStep) => put({ curve: { ...curve, moneyStep } }), 1)}
                </SimpleGrid>
              )}
              <Checkbox
                label={say(words.swing)}
                checked={typed.swing}
                onChange={(event) => put({ swing: event.currentTarget.checked })}
              />
            </Stack>
          </Paper>
          <Paper withBorder p="md">
            <Stack gap="sm">
              <Title order={2}>{say(words.seek)}</Title>
              <Checkbox
                label={say(words.withSeek)}
                checked={seek.on}
                onChange={(event) => put({ seek: { ...seek, on: event.currentTarget.checked } })}
              />
              {seek.on && (
                <SimpleGrid cols={{ base: 1, sm: 3 }}>
                  <Select
                    label={say(words.measure)}
                    allowDeselect={false}
                    data={[
                      { value: "recording", label: say(words.recording) },
                      { value: "ikd", label: say(words.ikd) },
                    ]}
                    value={seek.measure}
                    onChange={(value) => put({ seek: { ...seek, measure: value as Typed["seek"]["measure"] } })}
                  />
                  <NumberInput
                    label={say(words.percent)}
                    decimalSeparator={language.code === "id" ? "," : "."}
                    value={seek.percent}
                    onChange={(value) => put({ seek: { ...seek, percent: Number(value) } })}
                  />
                  {amount(say(words.moneyMax), seek.moneyMax, (moneyMax) => put({ seek: { ...seek, moneyMax } }))}
                </SimpleGrid>
              )}
            </Stack>
          </Paper>
        </SimpleGrid>
        {check.data !== undefined && (
          <Paper withBorder p="md" component="section" aria-label={say(words.reads)}>
            <Title order={2}>{say(words.reads)}</Title>
            {check.data.scenarios.map((one) => (
              <div key={one.name}>
                <Text fw={600} mt="xs">
                  {one.name}
                  {one.title === "" ? "" : `: ${one.title}`}
                </Text>
                <List size="sm">
                  {one.changes.length === 0 && <List.Item>{say(words.unchanged)}</List.Item>}
                  {one.changes.map((sentence) => (
                    <List.Item key={sentence.en}>{told(sentence)}</List.Item>
                  ))}
                </List>
              </div>
            ))}
            <Text mt="sm">{told(check.data.size.told)}</Text>
            {check.data.size.must_agree && (
              <Alert color="yellow" mt="sm">
                <Button loading={order.isPending} onClick={() => order.mutate(true)}>
                  {say(words.agree, { n: check.data.size.runs })}
                </Button>
              </Alert>
            )}
          </Paper>
        )}
        <Group>
          <Button type="submit" loading={order.isPending || check.isPending}>
            {say(words.begin)}
          </Button>
          <Button variant="default" loading={check.isPending} onClick={() => check.mutate()}>
            {say(words.check)}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** A study asked by form, in words. */
export default function NewStudy() {
  const { say } = useLanguage();
  const { may } = useRights();
  const kinds = useQuery({ ...listChangeKindsOptions(), enabled: may("plans:make") });
  return (
    <>
      <PageHead title={say(words.fresh)} />
      <WithData>
        {(datasets) => (
          <Loaded query={kinds} height={420}>
            {(known) => <Form datasets={datasets} kinds={known} />}
          </Loaded>
        )}
      </WithData>
    </>
  );
}

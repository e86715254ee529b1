import { Button, Group, Modal, NumberInput, Progress, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { changing, once } from "@/api/changing";
import { adoptPlan, replan, type PlanHead } from "@/api/generated";
import { getJobOptions, getPlanOptions } from "@/api/generated/@tanstack/react-query.gen";
import { refreshPlan } from "@/api/planQueries";
import { useJobEvents } from "@/api/useJobEvents";
import { useLanguage } from "@/language/useLanguage";
import { DataTable } from "@/parts/DataTable";
import { ProblemNote } from "@/parts/ProblemNote";
import { words as partWords } from "@/parts/words";
import { words } from "./words";

const LEAST_SHARE = 0;
const MOST_SHARE = 50;

interface Props {
  plan: PlanHead;
  pins: number;
  onClose: () => void;
  announce: (text: string) => void;
}

/** The rest is planned anew beside this plan, locks kept; taken over only where it is wanted. */
export function Replan({ plan, pins, onClose, announce }: Props) {
  const { say, number, change, rupiah, percent } = useLanguage();
  const store = useQueryClient();
  const [share, setShare] = useState<number>(LEAST_SHARE);
  const order = useMutation({
    mutationFn: async () =>
      (
        await replan({
          path: { id: plan.id },
          body: share > 0 ? { hold_permille: share * 10 } : {},
          headers: once(),
          throwOnError: true,
        })
      ).data.id,
  });
  const events = useJobEvents(order.data);
  const job = useQuery({
    ...getJobOptions({ path: { id: order.data ?? "" } }),
    enabled: order.data !== undefined && events.isEnded,
  });
  const made = job.data?.plan_id ?? undefined;
  const found = useQuery({ ...getPlanOptions({ path: { id: made ?? "" } }), enabled: made !== undefined });
  const adopt = useMutation({
    mutationFn: async () =>
      (
        await adoptPlan({
          path: { id: plan.id },
          body: { plan_id: made ?? "" },
          headers: changing(plan.revision),
          throwOnError: true,
        })
      ).data,
    onSuccess: async () => {
      await refreshPlan(store, plan.id);
      announce(say(words.replanned));
      onClose();
    },
  });
  const point = events.points.at(-1);
  const before = plan.summary;
  const after = found.data?.summary;
  const rows =
    after === undefined
      ? []
      : [
          {
            name: say(words.peopleChange),
            unit: say(words.peopleUnit),
            was: before.people.recording,
            is: after.people.recording,
          },
          { name: say(words.cardsChange), unit: say(words.cardUnit), was: before.people.cards, is: after.people.cards },
          { name: say(words.ikd), unit: say(words.peopleUnit), was: before.people.ikd, is: after.people.ikd },
          { name: say(words.left), unit: say(words.place), was: before.left_out, is: after.left_out },
          { name: say(words.costChange), unit: "Rp", was: before.cost_rupiah, is: after.cost_rupiah },
        ];
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={say(words.replan)}
      closeButtonProps={{ "aria-label": say(partWords.close) }}
    >
      <Stack gap="sm">
        <Text>{say(words.replanHelp, { pins, visits: before.visits })}</Text>
        {order.data === undefined && (
          <>
            <NumberInput
              label={say(words.holdShare)}
              description={say(words.holdHelp)}
              min={LEAST_SHARE}
              max={MOST_SHARE}
              allowDecimal={false}
              suffix=" %"
              value={share}
              onChange={(value) => setShare(Number(value) || 0)}
            />
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={onClose}>
                {say(words.cancel)}
              </Button>
              <Button onClick={() => order.mutate()} loading={order.isPending}>
                {say(words.replan)}
              </Button>
            </Group>
          </>
        )}
        {order.data !== undefined && !events.isEnded && (
          <>
            <Progress value={(point?.done_permille ?? 0) / 10} aria-label={say(words.replanning)} />
            <Text role="status">
              {say(words.replanning)} {percent((point?.done_permille ?? 0) / 10, 0)}
            </Text>
            <Button component={Link} to={`/susun/${order.data}`} variant="default">
              {say(words.follow)}
            </Button>
          </>
        )}
        {events.isEnded && job.data !== undefined && made === undefined && (
          <Text role="alert">{say(words.replanFailed)}</Text>
        )}
        {after !== undefined && (
          <>
            <Text fw={600} role="status">
              {say(words.replanDone)}
            </Text>
            <DataTable
              caption={say(words.replanDone)}
              rows={rows}
              keyOf={(row) => row.name}
              columns={[
                { key: "name", title: say(words.measured), isHead: true, value: (row) => `${row.name} (${row.unit})` },
                {
                  key: "was",
                  title: say(words.before),
                  isNumber: true,
                  value: (row) => row.was,
                  cell: (row) => (row.unit === "Rp" ? rupiah(row.was) : number(row.was)),
                },
                {
                  key: "is",
                  title: say(words.after),
                  isNumber: true,
                  value: (row) => row.is,
                  cell: (row) => (row.unit === "Rp" ? rupiah(row.is) : number(row.is)),
                },
                {
                  key: "change",
                  title: say(words.difference),
                  isNumber: true,
                  value: (row) => row.is - row.was,
                  cell: (row) => change(row.is - row.was),
                },
              ]}
            />
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={onClose}>
                {say(words.keepOld)}
              </Button>
              <Button onClick={() => adopt.mutate()} loading={adopt.isPending} data-autofocus>
                {say(words.takeOver)}
              </Button>
            </Group>
          </>
        )}
        {(order.error ?? adopt.error ?? job.error ?? found.error) !== null && (
          <ProblemNote error={order.error ?? adopt.error ?? job.error ?? found.error} />
        )}
      </Stack>
    </Modal>
  );
}

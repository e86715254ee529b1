import { Button, Fieldset, Group, NumberInput, Stack, Text } from "@mantine/core";
import { useState } from "react";
import type { PlanHead, StockLedger } from "@/api/generated";
import { useRights } from "@/app/session";
import { RestoredNote } from "@/keep/RestoredNote";
import { useLanguage } from "@/language/useLanguage";
import { Replan } from "@/pages/schedule/replan/Replan";
import { Badge } from "@/parts/Badge";
import { DataTable } from "@/parts/DataTable";
import { DayField } from "@/parts/DayField";
import { ProblemNote } from "@/parts/ProblemNote";
import { RowGone, type DeliveriesHeld, type Typed } from "./useDeliveries";
import { words } from "./words";

interface Props {
  plan: PlanHead;
  ledger: StockLedger;
  held: DeliveriesHeld;
}

function Form({ plan, held, typed }: { plan: PlanHead; held: DeliveriesHeld; typed: Typed }) {
  const language = useLanguage();
  const { say, day } = language;
  const { may } = useRights();
  const [replans, setReplans] = useState(false);
  const { change, error, save } = held;
  const put = (part: Partial<Typed>): void => held.kept.set((now) => (now === null ? now : { ...now, ...part }));
  const canSave = may("stock:edit", "data:edit") && typeof plan.dataset_id === "string";
  return (
    <Fieldset legend={typed.due === null ? say(words.addOne) : say(words.editOf, { day: day(typed.due) })}>
      <Stack gap="sm">
        <RestoredNote kept={held.kept as never} />
        <Group align="flex-start" gap="sm">
          <DayField
            label={say(words.newDay)}
            min={plan.first}
            value={typed.day}
            onChange={(value) => put({ day: value })}
          />
          <NumberInput
            label={say(words.howMany)}
            description={say(words.howManyHelp)}
            inputWrapperOrder={["label", "input", "description", "error"]}
            min={0}
            allowDecimal={false}
            allowNegative={false}
            thousandSeparator={language.code === "id" ? "." : ","}
            decimalSeparator={language.code === "id" ? "," : "."}
            value={typed.cards}
            onChange={(value) => put({ cards: value === "" ? "" : Number(value) })}
          />
        </Group>
        {error instanceof RowGone ? (
          <Text role="alert" c="danger.8">
            {say(words.noRow, { day: day(error.message) })}
          </Text>
        ) : (
          error !== null && <ProblemNote error={error} />
        )}
        <Group gap="xs">
          {may("plans:make") && (
            <Button disabled={change === null} title={say(words.replanHelp)} onClick={() => setReplans(true)}>
              {say(words.replan)}
            </Button>
          )}
          {canSave && (
            <Button
              variant="default"
              disabled={change === null}
              title={say(words.saveHelp)}
              loading={save.isPending}
              onClick={() => save.mutate({ typed, why: say(words.savedWhy) })}
            >
              {say(words.save)}
            </Button>
          )}
          <Button variant="default" onClick={() => held.begin(null)}>
            {say(words.discard)}
          </Button>
        </Group>
        {canSave && (
          <Text size="xs" c="var(--muted)">
            {say(words.saveHelp)}
          </Text>
        )}
      </Stack>
      {replans && change !== null && (
        <Replan plan={plan} named={[change]} announce={() => held.begin(null)} onClose={() => setReplans(false)} />
      )}
    </Fieldset>
  );
}

/** Deliveries of cards, each changed in place. */
export function Deliveries({ plan, ledger, held }: Props) {
  const { say, day, number } = useLanguage();
  const { may } = useRights();
  const mayEdit = may("plans:make", "stock:edit", "data:edit");
  const { typed, save } = held;
  return (
    <Stack gap="sm">
      <DataTable
        caption={say(words.deliveries)}
        showCaption
        rows={ledger.deliveries}
        keyOf={(delivery) => `${delivery.day} ${delivery.cards}`}
        empty={say(words.noDeliveries)}
        columns={[
          {
            key: "day",
            title: say(words.day),
            isHead: true,
            isWhole: true,
            value: (one) => one.day,
            cell: (one) => day(one.day),
          },
          { key: "cards", title: say(words.cards), unit: say(words.unit), isNumber: true, value: (one) => one.cards },
          { key: "chance", title: say(words.chance), unit: "%", isNumber: true, value: (one) => one.chance_percent },
          {
            key: "state",
            title: say(words.state),
            value: (one) => Number(one.counted),
            cell: (one) =>
              one.day > plan.last ? (
                <Badge tone="info">{say(words.afterPlan)}</Badge>
              ) : (
                <Badge tone={one.counted ? "positive" : "warning"}>
                  {one.counted ? say(words.counted) : say(words.notCounted, { n: number(ledger.counts_from_percent) })}
                </Badge>
              ),
          },
          ...(mayEdit
            ? [
                {
                  key: "edit",
                  title: "",
                  value: () => null,
                  cell: (one: StockLedger["deliveries"][number]) =>
                    held.preview !== undefined ? (
                      typed !== null && one.day === typed.day && (typed.due !== null || one.cards === typed.cards) ? (
                        say(words.changed)
                      ) : null
                    ) : (
                      <Button
                        size="compact-sm"
                        variant="default"
                        aria-label={say(words.editOf, { day: day(one.day) })}
                        onClick={() => held.begin({ due: one.day, day: one.day, cards: one.cards })}
                      >
                        {say(words.edit)}
                      </Button>
                    ),
                },
              ]
            : []),
        ]}
      />
      <Text role="status">{save.data !== undefined && say(words.saved, { n: save.data.number })}</Text>
      {mayEdit && typed === null && (
        <Group>
          <Button variant="default" onClick={() => held.begin({ due: null, day: plan.first, cards: "" })}>
            {say(words.addDelivery)}
          </Button>
        </Group>
      )}
      {mayEdit && typed !== null && <Form plan={plan} held={held} typed={typed} />}
    </Stack>
  );
}

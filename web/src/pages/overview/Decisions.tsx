import { Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import type { Attention, AttentionItem, PlanHead } from "@/api/generated";
import { getAttentionOptions } from "@/api/generated/@tanstack/react-query.gen";
import { PLAN_PARAMETER, useChosenPlan } from "@/app/chosenPlan";
import { useRights } from "@/app/session";
import { useLanguage } from "@/language/useLanguage";
import { StepMany, type Bulk } from "@/pages/steps/StepMany";
import { words as stepWords } from "@/pages/steps/words";
import { Loaded } from "@/parts/States";
import { pageOf } from "./targets";
import { words } from "./words";

const MOST = 5;
const SOON_DAYS = 3;

const BUTTON: Partial<Record<AttentionItem["kind"], keyof typeof words>> = {
  no_data: "toData",
  data_faults: "fix",
  no_plan: "planMonth",
  stock_short: "seeStock",
  awaiting_approval: "review",
  data_not_ready: "seeVillages",
};

/** What is done for many visits at once, by whoever may. */
const BULK: Partial<Record<AttentionItem["kind"], Bulk>> = { not_announced: "announced", not_confirmed: "confirmed" };
const MARK = { announced: stepWords.dueAnnounced, confirmed: stepWords.dueConfirmed } as const;

function Line({
  sentence,
  detail,
  button,
  to,
  act,
  isPressing,
}: {
  sentence: string;
  detail?: string;
  button: string;
  to: string;
  /** What the button does here, instead of leading there. */
  act?: (() => void) | undefined;
  isPressing: boolean;
}) {
  const Sign = isPressing ? IconAlertTriangle : IconInfoCircle;
  return (
    <Group component="li" justify="space-between" wrap="nowrap" gap="sm">
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <Sign size={18} color={isPressing ? "#9E1528" : "#0B5CAD"} aria-hidden style={{ flex: "none", marginTop: 1 }} />
        <Text>
          {sentence}
          {detail !== undefined && (
            <Text span size="sm" c="var(--muted)">
              {" "}
              {detail}
            </Text>
          )}
        </Text>
      </Group>
      {act === undefined ? (
        <Button component={Link} to={to} variant="default" size="xs" style={{ flex: "none" }}>
          {button}
        </Button>
      ) : (
        <Button onClick={act} variant="default" size="xs" style={{ flex: "none" }}>
          {button}
        </Button>
      )}
    </Group>
  );
}

function Lines({ found, plan }: { found: Attention; plan: PlanHead }) {
  const { say, told, number } = useLanguage();
  const { may } = useRights();
  const { publications, state } = useChosenPlan();
  const [many, setMany] = useState<{ publication: string; visits: readonly string[]; to: Bulk } | null>(null);
  const [done, setDone] = useState("");
  const planOf = (id: string): string | undefined => publications.find((item) => item.id === id)?.plan_id;
  const isDraft = state === "draft" && may("plans:make");
  const count = found.items.length + Number(isDraft) + Number(plan.summary.left_out > 0);
  const actOf = (item: AttentionItem): (() => void) | undefined => {
    const to = BULK[item.kind];
    const publication = item.target.id;
    const visits = item.visits ?? [];
    if (to === undefined || publication == null || visits.length === 0) return undefined;
    if (!may("visits:report")) return undefined;
    return () => {
      setDone("");
      setMany({ publication, visits, to });
    };
  };
  const buttonOf = (item: AttentionItem): string => {
    const to = BULK[item.kind];
    return to !== undefined && actOf(item) !== undefined ? say(MARK[to]) : say(words[BUTTON[item.kind] ?? "open"]);
  };
  const detailOf = (item: AttentionItem): string | undefined => {
    if (item.days_left === null || item.days_left === undefined) return undefined;
    return item.days_left < 0 ? say(words.late, { n: -item.days_left }) : say(words.daysLeft, { n: item.days_left });
  };
  return (
    <>
      <Title order={2} id="decisions">
        {say(words.decisions)} ({number(count)})
      </Title>
      <Text role="status" c="#1F5C50" mt={done === "" ? 0 : "xs"}>
        {done}
      </Text>
      {count === 0 && (
        <Group gap="xs" mt="sm">
          <IconCircleCheck size={18} color="#1F7A68" aria-hidden />
          <Text>{say(words.decisionsNone)}</Text>
        </Group>
      )}
      <Stack component="ul" gap="sm" mt="sm" p={0} m={0} style={{ listStyle: "none" }}>
        {found.items.slice(0, MOST).map((item) => (
          <Line
            key={`${item.kind} ${item.target.id ?? ""} ${item.sentence.id}`}
            sentence={told(item.sentence)}
            detail={detailOf(item)}
            button={buttonOf(item)}
            to={pageOf(item, planOf)}
            act={actOf(item)}
            isPressing={
              (item.days_left ?? SOON_DAYS + 1) <= SOON_DAYS ||
              item.kind.endsWith("_breaks") ||
              item.kind === "stock_short"
            }
          />
        ))}
        {isDraft && (
          <Line
            sentence={say(words.draft)}
            button={say(words.publish)}
            to={`/terbitkan/${plan.id}`}
            isPressing={false}
          />
        )}
        {plan.summary.left_out > 0 && (
          <Line
            sentence={say(words.leftOut, { n: plan.summary.left_out })}
            button={say(words.seeLeftOut)}
            to={`/belum-terlayani?${PLAN_PARAMETER}=${plan.id}`}
            isPressing={false}
          />
        )}
      </Stack>
      {many !== null && <StepMany {...many} onClose={() => setMany(null)} onDone={setDone} />}
      {found.items.length > MOST && <Text mt="sm">{say(words.more, { n: found.items.length - MOST })}</Text>}
    </>
  );
}

/** What must be decided, the most pressing first: one sentence, one number with its unit, one button. */
export function Decisions({ plan }: { plan: PlanHead }) {
  const query = useQuery(getAttentionOptions({ query: { month: plan.first.slice(0, 7) } }));
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="decisions">
      <Loaded query={query} height={160} roles={["planner", "head"]}>
        {(found) => <Lines found={found} plan={plan} />}
      </Loaded>
    </Paper>
  );
}

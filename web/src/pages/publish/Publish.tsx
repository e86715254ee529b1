import { Alert, Anchor, Button, Group, Paper, Stack, Text, Textarea, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "react-router";
import { changing, once } from "@/api/changing";
import {
  approvePublication,
  rejectPublication,
  requestPublication,
  type PlanWhole,
  type Publication,
} from "@/api/generated";
import { comparePlansOptions, getPlanOptions } from "@/api/generated/@tanstack/react-query.gen";
import { PLAN_PARAMETER, publicationOf } from "@/app/chosenPlan";
import { useRights } from "@/app/session";
import { PlanBadge } from "@/app/shell/PlanChooser";
import { RestoredNote } from "@/keep/RestoredNote";
import { useKept } from "@/keep/useKept";
import { WithPublications } from "@/app/WithPublications";
import { useLanguage } from "@/language/useLanguage";
import { ComparisonTables } from "@/pages/history/ComparisonTables";
import { PublicLinks } from "@/pages/links/PublicLinks";
import { Badge } from "@/parts/Badge";
import { PageHead } from "@/parts/PageHead";
import { ProblemNote } from "@/parts/ProblemNote";
import { Loaded, NoPermission } from "@/parts/States";
import { words } from "./words";

function Changes({ plan, before }: { plan: PlanWhole; before: Publication | undefined }) {
  const { say } = useLanguage();
  const comparison = useQuery({
    ...comparePlansOptions({
      path: { id: before?.plan_id ?? "" },
      query: { with: plan.id, revision: before?.plan_revision, with_revision: plan.revision },
    }),
    enabled: before !== undefined,
  });
  const announced = comparison.data?.visits.filter((visit) => visit.announced).length ?? 0;
  return (
    <>
      <Paper withBorder p="md" component="section">
        <Title order={2}>{say(words.changes)}</Title>
        {before === undefined ? (
          <Text>{say(words.firstTime)}</Text>
        ) : (
          <>
            <Text mb="sm">{say(words.against, { n: before.number ?? 0 })}</Text>
            <Loaded query={comparison} height={160}>
              {(found) => <ComparisonTables found={found} />}
            </Loaded>
          </>
        )}
      </Paper>
      <Paper withBorder p="md" component="section">
        <Title order={2}>{say(words.announced)}</Title>
        <Text>{announced === 0 ? say(words.announcedNone) : say(words.announcedSome, { n: announced })}</Text>
      </Paper>
    </>
  );
}

function Review({ plan, publications }: { plan: PlanWhole; publications: readonly Publication[] }) {
  const { say, moment, actor } = useLanguage();
  const { may } = useRights();
  const store = useQueryClient();
  const kept = useKept(`terbitkan.${plan.id}.${plan.revision}`, "");
  const mine = publicationOf(plan, publications);
  const before = publications.find(
    (item) => item.state === "published" && item.id !== mine?.id && item.first === plan.first,
  );
  const done = { onSuccess: () => (kept.forget(""), store.invalidateQueries()) };
  const why = kept.value.trim() === "" ? null : kept.value.trim();
  const request = useMutation({
    mutationFn: () =>
      requestPublication({
        body: { plan_id: plan.id, revision: plan.revision, why },
        headers: once(),
        throwOnError: true,
      }),
    ...done,
  });
  const decide = useMutation({
    mutationFn: ({ of, isGood }: { of: Publication; isGood: boolean }) =>
      (isGood ? approvePublication : rejectPublication)({
        path: { id: of.id },
        body: { why },
        headers: changing(of.revision),
        throwOnError: true,
      }),
    ...done,
  });
  const breaches = plan.summary.violations ?? 0;
  const error = request.error ?? decide.error;
  return (
    <Stack maw={1100}>
      {mine !== undefined && (
        <Alert color={mine.state === "published" ? "green" : "yellow"} role="status">
          <Group gap="sm">
            <PlanBadge state={mine.state} publication={mine} />
            {mine.state === "requested" &&
              say(words.waiting, { who: actor(mine.requested_by), when: moment(mine.requested_at) })}
            {mine.state === "published" && say(words.done, { n: mine.number ?? 0 })}
            {mine.state === "rejected" && say(words.rejected, { why: mine.why ?? "–" })}
            <Anchor component={Link} to="/riwayat">
              {say(words.toHistory)}
            </Anchor>
          </Group>
        </Alert>
      )}
      <Paper withBorder p="md" component="section">
        <Title order={2}>{say(words.rules)}</Title>
        {breaches === 0 ? (
          <Badge tone="positive">{say(words.rulesGood)}</Badge>
        ) : (
          <Group>
            <Text>{say(words.rulesBad, { n: breaches })}</Text>
            <Anchor component={Link} to={`/jadwal/papan?${PLAN_PARAMETER}=${plan.id}`}>
              {say(words.board)}
            </Anchor>
          </Group>
        )}
      </Paper>
      <Changes plan={plan} before={before} />
      <Paper withBorder p="md" component="section">
        <Title order={2}>{say(words.leftOut)}</Title>
        <Group gap="sm">
          <Text>{say(words.leftOutSome, { n: plan.summary.left_out })}</Text>
          <Anchor component={Link} to={`/belum-terlayani?${PLAN_PARAMETER}=${plan.id}`}>
            {say(words.see)}
          </Anchor>
        </Group>
      </Paper>
      {error !== null && <ProblemNote error={error} />}
      <RestoredNote kept={kept as never} />
      {(mine === undefined || mine.state === "rejected") &&
        (may("plans:make") ? (
          <>
            <Textarea
              label={say(words.note)}
              autosize
              minRows={2}
              maxLength={1000}
              value={kept.value}
              onChange={(event) => kept.set(event.currentTarget.value)}
            />
            <Group>
              <Button onClick={() => request.mutate()} loading={request.isPending} disabled={breaches > 0}>
                {say(words.send)}
              </Button>
            </Group>
          </>
        ) : (
          <Text c="var(--muted)">{say(words.headOnly)}</Text>
        ))}
      {mine?.state === "requested" &&
        (may("plans:approve") ? (
          <>
            <Textarea
              label={say(words.decisionNote)}
              autosize
              minRows={2}
              maxLength={1000}
              value={kept.value}
              onChange={(event) => kept.set(event.currentTarget.value)}
            />
            <Group>
              <Button onClick={() => decide.mutate({ of: mine, isGood: true })} loading={decide.isPending}>
                {say(words.approve)}
              </Button>
              <Button
                variant="default"
                onClick={() => decide.mutate({ of: mine, isGood: false })}
                loading={decide.isPending}
              >
                {say(words.reject)}
              </Button>
            </Group>
          </>
        ) : (
          <Text c="var(--muted)">{say(words.headOnly)}</Text>
        ))}
      {may("plans:make", "plans:approve") && <PublicLinks first={plan.first} last={plan.last} />}
    </Stack>
  );
}

/** The last look before a plan is frozen: rules, changes, notices, who is left out. */
export default function Publish() {
  const { say } = useLanguage();
  const { may } = useRights();
  const { plan: id = "" } = useParams();
  const plan = useQuery({ ...getPlanOptions({ path: { id } }), enabled: may("plans:read") });
  return (
    <>
      <PageHead
        title={
          plan.data === undefined ? say(words.send) : say(words.title, { name: plan.data.name, n: plan.data.revision })
        }
      />
      {may("plans:read") ? (
        <Loaded query={plan} height={320} roles={["planner", "head"]}>
          {(found) => (
            <WithPublications>{(publications) => <Review plan={found} publications={publications} />}</WithPublications>
          )}
        </Loaded>
      ) : (
        <NoPermission roles={["planner", "head"]} />
      )}
    </>
  );
}

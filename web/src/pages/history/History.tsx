import { Anchor, Button, Group, Stack, Tabs, Text } from "@mantine/core";
import { IconFileCertificate } from "@tabler/icons-react";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useSearchParams } from "react-router";
import { everything } from "@/api/everything";
import { listAudit, listRevisions, type PlanHead, type Publication, type Revision } from "@/api/generated";
import { PLAN_PARAMETER, useChosenPlan } from "@/app/chosenPlan";
import { useRights } from "@/app/session";
import { WithPublications } from "@/app/WithPublications";
import { PlanBadge } from "@/app/shell/PlanChooser";
import { useLanguage } from "@/language/useLanguage";
import { PublicLinks } from "@/pages/links/PublicLinks";
import { words as linkWords } from "@/pages/links/words";
import { DataTable } from "@/parts/DataTable";
import { PageHead } from "@/parts/PageHead";
import { Empty, Loaded, NoPermission } from "@/parts/States";
import { actions, subjects, words } from "./words";

function Published({ publications }: { publications: readonly Publication[] }) {
  const { say, number, rupiahShort, moment, period, actor } = useLanguage();
  const { may } = useRights();
  const { plans, plan } = useChosenPlan();
  const nameOf = (item: Publication): string => plans?.find((found) => found.id === item.plan_id)?.name ?? item.plan_id;
  const beforeOf = (item: Publication): Publication | undefined =>
    publications.find(
      (other) => other.number !== null && other.number !== undefined && other.number < (item.number ?? 0),
    );
  if (publications.length === 0)
    return (
      <Empty
        icon={IconFileCertificate}
        title={say(words.none)}
        action={
          plan !== undefined &&
          may("plans:make") && (
            <Button component={Link} to={`/terbitkan/${plan.id}`}>
              {say(words.publish)}
            </Button>
          )
        }
      >
        {say(words.noneHelp)}
      </Empty>
    );
  return (
    <DataTable<Publication>
      caption={say(words.published)}
      stacks
      rows={publications}
      keyOf={(item) => item.id}
      columns={[
        { key: "number", title: say(words.number), isHead: true, isNumber: true, value: (item) => item.number ?? null },
        {
          key: "state",
          title: say(words.state),
          isWhole: true,
          value: (item) => item.state,
          cell: (item) => <PlanBadge state={item.state} publication={item} />,
        },
        { key: "plan", title: say(words.plan), value: nameOf },
        {
          key: "period",
          title: say(words.period),
          value: (item) => item.first,
          cell: (item) => period(item.first, item.last),
        },
        {
          key: "requested",
          title: say(words.requested),
          value: (item) => item.requested_at,
          cell: (item) => `${actor(item.requested_by)}, ${moment(item.requested_at)}`,
        },
        {
          key: "decided",
          title: say(words.decided),
          value: (item) => item.decided_at ?? null,
          cell: (item) => (item.decided_at ? `${actor(item.decided_by ?? "")}, ${moment(item.decided_at)}` : "–"),
        },
        {
          key: "persons",
          title: say(words.persons),
          unit: say(words.people),
          isNumber: true,
          value: (item) => item.summary.people.persons,
        },
        {
          key: "cost",
          title: say(words.cost),
          isNumber: true,
          value: (item) => item.summary.cost_rupiah,
          cell: (item) => rupiahShort(item.summary.cost_rupiah),
        },
        {
          key: "gap",
          title: say(words.gap),
          unit: "%",
          isNumber: true,
          value: (item) => item.summary.gap_percent ?? null,
          cell: (item) => (typeof item.summary.gap_percent === "number" ? number(item.summary.gap_percent, 2) : "–"),
        },
        { key: "why", title: say(words.why), value: (item) => item.why ?? null },
        {
          key: "do",
          title: "",
          value: () => null,
          cell: (item) => {
            const before = beforeOf(item);
            return (
              <Group gap="sm" wrap="nowrap">
                <Anchor
                  component={Link}
                  to={
                    item.state === "requested"
                      ? `/terbitkan/${item.plan_id}`
                      : `/cetak/bulan/${item.plan_id}?revisi=${item.plan_revision}`
                  }
                >
                  {say(item.state === "requested" ? words.open : words.print)}
                </Anchor>
                {before !== undefined && (
                  <Anchor
                    component={Link}
                    to={`/riwayat/banding?dari=${before.plan_id}~${before.plan_revision}&ke=${item.plan_id}~${item.plan_revision}`}
                  >
                    {say(words.compare, { n: before.number ?? 0 })}
                  </Anchor>
                )}
              </Group>
            );
          },
        },
      ]}
    />
  );
}

function Revisions({ plan }: { plan: PlanHead }) {
  const { say, told, moment, actor } = useLanguage();
  const query = useQuery(
    everything<Revision, { path: { id: string } }>("listRevisions", listRevisions, { path: { id: plan.id } }),
  );
  return (
    <Loaded query={query} roles={["planner", "head", "secretariat"]}>
      {(found) => (
        <DataTable<Revision>
          caption={`${say(words.revisions)}: ${plan.name}`}
          stacks
          showCaption
          rows={found}
          keyOf={(item) => String(item.revision)}
          columns={[
            {
              key: "revision",
              title: say(words.revision),
              isHead: true,
              isNumber: true,
              value: (item) => item.revision,
            },
            { key: "when", title: say(words.when), value: (item) => item.at, cell: (item) => moment(item.at) },
            { key: "who", title: say(words.who), value: (item) => actor(item.changed_by) },
            {
              key: "sentence",
              title: say(words.sentence),
              value: (item) =>
                item.sentences.length === 0 ? say(words.revisionNone) : item.sentences.map(told).join(" "),
            },
            { key: "why", title: say(words.why), value: (item) => item.why ?? null },
          ]}
        />
      )}
    </Loaded>
  );
}

const PAGE = 100;

function Audit() {
  const { say, moment, code, actor } = useLanguage();
  const { plans } = useChosenPlan();
  const query = useInfiniteQuery({
    queryKey: ["audit"],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam, signal }) =>
      (await listAudit({ query: { limit: PAGE, after: pageParam }, signal, throwOnError: true })).data,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const name = (action: string): string => actions[action]?.[code === "id" ? 0 : 1] ?? action;
  /** What an id stands for: a plan by its name, anything else by its kind. */
  const subjectOf = (id: string): string | undefined => {
    const pair = subjects[/^([a-z]+)_/.exec(id)?.[1] ?? ""];
    const plan = plans?.find((one) => one.id === id);
    return plan === undefined ? pair && say(pair) : `${say(words.plan)} ${plan.name}`;
  };
  return (
    <Loaded query={query} roles={["admin", "head", "planner"]}>
      {(found) => (
        <Stack align="flex-start" gap="sm">
          <DataTable
            caption={say(words.audit)}
            stacks
            rows={found.pages.flatMap((page) => page.items)}
            keyOf={(line) => line.id}
            columns={[
              {
                key: "when",
                title: say(words.when),
                isHead: true,
                value: (line) => line.at,
                cell: (line) => moment(line.at),
              },
              { key: "who", title: say(words.who), value: (line) => actor(line.actor) },
              { key: "what", title: say(words.what), value: (line) => name(line.action) },
              {
                key: "subject",
                title: say(words.subject),
                value: (line) => line.subject,
                cell: (line) => (
                  <div>
                    {subjectOf(line.subject)}
                    <Text size="xs" c="var(--muted)">
                      {line.subject}
                    </Text>
                  </div>
                ),
              },
              { key: "why", title: say(words.why), value: (line) => line.why ?? null },
            ]}
          />
          {query.hasNextPage && (
            <Button variant="default" onClick={() => void query.fetchNextPage()} loading={query.isFetchingNextPage}>
              {say(words.more)}
            </Button>
          )}
        </Stack>
      )}
    </Loaded>
  );
}

/** What was published, by whom it was approved, and every change. */
export default function History() {
  const { say } = useLanguage();
  const { may } = useRights();
  const { plan } = useChosenPlan();
  const [search, setSearch] = useSearchParams();
  const views = [
    "terbit",
    ...(plan === undefined ? [] : ["rencana"]),
    ...(plan !== undefined && may("plans:make", "plans:approve") ? ["tautan"] : []),
    ...(may("audit:read") ? ["audit"] : []),
  ];
  const named = search.get("bagian") ?? "";
  // A part that is not there, or not for this reader, leaves the first one.
  const view = views.includes(named) ? named : "terbit";
  return (
    <>
      <PageHead
        title={say(words.title)}
        actions={
          plan !== undefined &&
          may("plans:make", "plans:approve") && (
            <Button component={Link} to={`/terbitkan/${plan.id}?${PLAN_PARAMETER}=${plan.id}`}>
              {say(words.publish)}
            </Button>
          )
        }
      />
      {may("published:read", "audit:read") ? (
        <Tabs
          value={view}
          keepMounted={false}
          onChange={(next) =>
            setSearch((now) => {
              now.set("bagian", next ?? "terbit");
              return now;
            })
          }
        >
          <Tabs.List mb="md">
            <Tabs.Tab value="terbit">{say(words.published)}</Tabs.Tab>
            {views.includes("rencana") && <Tabs.Tab value="rencana">{say(words.revisions)}</Tabs.Tab>}
            {views.includes("tautan") && <Tabs.Tab value="tautan">{say(linkWords.title)}</Tabs.Tab>}
            {views.includes("audit") && <Tabs.Tab value="audit">{say(words.audit)}</Tabs.Tab>}
          </Tabs.List>
          <Tabs.Panel value="terbit">
            <WithPublications>{(found) => <Published publications={found} />}</WithPublications>
          </Tabs.Panel>
          <Tabs.Panel value="rencana">{plan !== undefined && <Revisions plan={plan} />}</Tabs.Panel>
          <Tabs.Panel value="tautan">
            {plan !== undefined && <PublicLinks first={plan.first} last={plan.last} />}
          </Tabs.Panel>
          <Tabs.Panel value="audit">
            <Audit />
          </Tabs.Panel>
        </Tabs>
      ) : (
        <NoPermission roles={["planner", "head", "secretariat", "viewer", "admin"]} />
      )}
    </>
  );
}

import { Alert, Button, CloseButton, Group, List, Paper, Select, Stack, Text, Title } from "@mantine/core";
import { IconUserCheck, IconUserQuestion } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useNavigate, useParams } from "react-router";
import { once } from "@/api/changing";
import { explainPlan, type LeftOut, type PlanHead } from "@/api/generated";
import { leftOutQuery, refreshPlan } from "@/api/planQueries";
import { useJobEvents } from "@/api/useJobEvents";
import { useRights } from "@/app/session";
import { useAddress } from "@/app/useAddress";
import { WithPlan } from "@/app/WithPlan";
import type { ToneName } from "@/design/tokens";
import { useLanguage } from "@/language/useLanguage";
import { Badge } from "@/parts/Badge";
import { DataTable } from "@/parts/DataTable";
import { PageHead } from "@/parts/PageHead";
import { ProblemNote } from "@/parts/ProblemNote";
import { Empty, Loaded } from "@/parts/States";
import { PreviewBar, WaitingActions } from "../schedule/board/PreviewBar";
import { useChanges, type Changes } from "../schedule/useChanges";
import { words as scheduleWords } from "../schedule/words";
import { Slots } from "./Slots";
import { words } from "./words";

const REASON = "alasan";
const EVIDENCE = "bukti";
const TRIES = "coba";
type Grade = "impossible" | "proven" | "compared" | "undecided";
const GRADES: readonly Grade[] = ["impossible", "proven", "compared", "undecided"];
const TONE: Record<Grade, ToneName> = { impossible: "breach", proven: "info", compared: "warning", undecided: "draft" };
const left = (item: LeftOut): number => item.demand - item.invited;
const gradeOf = (text: string): Grade => GRADES.find((grade) => grade === text) ?? "undecided";

interface ChosenProps {
  plan: PlanHead;
  item: LeftOut;
  changes: Changes;
  mayEdit: boolean;
  /** Places in the schedule are sought at once. */
  tries: boolean;
  onTry: () => void;
  onClose: () => void;
}

function Chosen({ plan, item, changes, mayEdit, tries, onTry, onClose }: ChosenProps) {
  const { say, told } = useLanguage();
  const store = useQueryClient();
  const explain = useMutation({
    mutationFn: async () =>
      (
        await explainPlan({
          path: { id: plan.id },
          body: { sites: [item.site] },
          headers: once(),
          throwOnError: true,
        })
      ).data.id,
  });
  const job = useJobEvents(explain.data);
  useEffect(() => {
    if (job.isEnded) void refreshPlan(store, plan.id);
  }, [job.isEnded, store, plan.id]);
  const grade = gradeOf(item.evidence);
  return (
    <Paper withBorder p="md" component="section" aria-label={say(words.chosen, { name: item.name })} data-region>
      <Stack gap="sm">
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <Title order={2}>
            {item.name}, {item.subdistrict}
          </Title>
          <CloseButton onClick={onClose} aria-label={say(words.close)} />
        </Group>
        <Group gap="xs">
          <strong>{told(item.reason_title)}</strong>
          <Badge tone={TONE[grade]}>{say(words[grade])}</Badge>
          <Text c="var(--muted)">{say(words[`${grade}Help`])}</Text>
        </Group>
        <Text>{told(item.sentence)}</Text>
        <div>
          <Text fw={600}>{say(words.takes)}</Text>
          {item.changes.length === 0 ? (
            <Text c="var(--muted)">{say(words.noChanges)}</Text>
          ) : (
            <List size="sm">
              {item.changes.map((change) => (
                <List.Item key={change.id}>{told(change)}</List.Item>
              ))}
            </List>
          )}
        </div>
        {mayEdit && (
          <Group gap="xs">
            <Button onClick={onTry}>{say(words.tryIn)}</Button>
            <Button
              variant="default"
              onClick={() => explain.mutate()}
              loading={explain.data !== undefined && !job.isEnded}
            >
              {say(words.settle)}
            </Button>
          </Group>
        )}
        <div role="status">{explain.data !== undefined && !job.isEnded && say(words.settling)}</div>
        {explain.error !== null && <ProblemNote error={explain.error} again={() => explain.mutate()} />}
        {tries && mayEdit && <Slots plan={plan} item={item} changes={changes} />}
      </Stack>
    </Paper>
  );
}

function Work({ plan, items }: { plan: PlanHead; items: readonly LeftOut[] }) {
  const language = useLanguage();
  const { say, told, number } = language;
  const { may } = useRights();
  const navigate = useNavigate();
  const { site } = useParams();
  const [search, put] = useAddress();
  const [spoken, announce] = useState("");
  const changes = useChanges(plan, announce, (op, sentences) =>
    say(op === "undo" ? scheduleWords.undone : scheduleWords.redone, { what: language.list(sentences.map(told)) }),
  );
  const [reason, evidence] = [search.get(REASON), search.get(EVIDENCE)];
  const go = (next: string, tries = false): void => {
    const written = new URLSearchParams(search);
    if (tries) written.set(TRIES, "1");
    else written.delete(TRIES);
    void navigate({ pathname: `/belum-terlayani${next}`, search: written.toString() });
  };
  const mayEdit = may("plans:make");
  const reasons = [...new Map(items.map((item) => [item.reason, told(item.reason_title)]))];
  const shown = items.filter(
    (item) => (reason === null || item.reason === reason) && (evidence === null || item.evidence === evidence),
  );
  const chosen = items.find((item) => item.site === site);
  const { waiting } = changes;
  return (
    <Stack gap="sm">
      <Text fw={600}>
        {say(words.summary, {
          villages: items.filter((item) => item.kind === "village").length,
          schools: items.filter((item) => item.kind === "school").length,
          people: items.reduce((sum, item) => sum + left(item), 0),
        })}
      </Text>
      <Group gap="sm">
        <Select
          aria-label={say(words.reason)}
          w={300}
          value={reason ?? ""}
          allowDeselect={false}
          onChange={(next) => put(REASON, next || null)}
          data={[
            { value: "", label: say(words.allReasons) },
            ...reasons.map(([value, name]) => ({
              value,
              label: `${name} (${number(items.filter((item) => item.reason === value).length)})`,
            })),
          ]}
        />
        <Select
          aria-label={say(words.evidence)}
          w={200}
          value={evidence ?? ""}
          allowDeselect={false}
          onChange={(next) => put(EVIDENCE, next || null)}
          data={[
            { value: "", label: say(words.allEvidence) },
            ...GRADES.map((value) => ({ value, label: say(words[value]) })),
          ]}
        />
        <Text role="status" c="var(--muted)">
          {say(words.shown, { n: shown.length, all: items.length })}
        </Text>
      </Group>
      <div className="seen-by-readers-only" role="status">
        {spoken}
      </div>
      {site !== undefined && chosen === undefined && <Alert color="yellow">{say(words.gone)}</Alert>}
      {chosen !== undefined && (
        <Chosen
          key={chosen.site}
          plan={plan}
          item={chosen}
          changes={changes}
          mayEdit={mayEdit}
          tries={search.has(TRIES)}
          onTry={() => put(TRIES, "1")}
          onClose={() => go("")}
        />
      )}
      {(waiting !== null || changes.error !== null) && (
        <PreviewBar
          title={waiting?.title ?? say(scheduleWords.notSaved)}
          effect={waiting?.effect ?? null}
          isJudging={changes.isJudging}
          isJudgedAnew={changes.isJudgedAnew}
          error={changes.error}
          onEscape={changes.cancel}
          actions={
            waiting !== null && (
              <WaitingActions
                isBroken={(waiting.effect?.violations.length ?? 0) > 0}
                isReady={waiting.effect !== null}
                isSaving={changes.isSaving}
                takesFocus={!changes.isRestored}
                onSave={() => {
                  if (waiting.effect !== null) changes.save();
                }}
                onCancel={changes.cancel}
                onRepair={changes.repair}
              />
            )
          }
        />
      )}
      <DataTable
        caption={say(words.table)}
        maxHeight="calc(100dvh - 220px)"
        rows={shown}
        keyOf={(item) => item.site}
        sorted="-people"
        chosen={site ?? null}
        onChoose={(item) => go(`/${encodeURIComponent(item.site)}`)}
        columns={[
          {
            key: "place",
            title: say(words.place),
            isHead: true,
            value: (item) => item.name,
            cell: (item) => (
              <>
                {item.name}, {item.subdistrict}
                <Text size="xs" c="var(--muted)">
                  {item.site}
                  {item.invited > 0 && ` · ${say(words.partly, { n: item.invited, all: item.demand })}`}
                </Text>
              </>
            ),
          },
          { key: "people", title: say(words.people), unit: say(words.peopleUnit), isNumber: true, value: left },
          { key: "reason", title: say(words.reason), value: (item) => told(item.reason_title) },
          {
            key: "evidence",
            title: say(words.evidence),
            value: (item) => GRADES.indexOf(gradeOf(item.evidence)),
            cell: (item) => <Badge tone={TONE[gradeOf(item.evidence)]}>{say(words[gradeOf(item.evidence)])}</Badge>,
          },
          {
            key: "takes",
            title: say(words.takes),
            value: (item) => (item.changes[0] === undefined ? null : told(item.changes[0])),
          },
          ...(mayEdit
            ? [
                {
                  key: "try",
                  title: "",
                  value: () => null,
                  cell: (item: LeftOut) => (
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={`${say(words.tryIn)}: ${item.name}`}
                      onClick={(event) => {
                        event.stopPropagation();
                        go(`/${encodeURIComponent(item.site)}`, true);
                      }}
                    >
                      {say(words.tryShort)}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Stack>
  );
}

function Listed({ plan }: { plan: PlanHead }) {
  const { say } = useLanguage();
  const items = useQuery(leftOutQuery(plan.id));
  return (
    <Loaded query={items} height={420} roles={["planner", "head", "secretariat"]}>
      {(found) =>
        found.length === 0 ? (
          <Empty icon={IconUserCheck} title={say(words.allServed)}>
            {say(words.allServedHelp)}
          </Empty>
        ) : (
          <Work plan={plan} items={found} />
        )
      }
    </Loaded>
  );
}

/** Who is not served: why, how well that is known, and what would let them in. */
export default function LeftOutPage() {
  const { say } = useLanguage();
  return (
    <>
      <PageHead title={say(words.title)} />
      <WithPlan icon={IconUserQuestion} help={say(words.noPlanHelp)}>
        {(plan) => <Listed key={plan.id} plan={plan} />}
      </WithPlan>
    </>
  );
}

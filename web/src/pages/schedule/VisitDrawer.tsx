import { Button, CloseButton, Group, NumberInput, Paper, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import type { OriginTold, VisitTold } from "@/api/generated";
import type { TeamColour } from "@/design/tokens";
import { useLanguage } from "@/language/useLanguage";
import { Badge } from "@/parts/Badge";
import { DataTable } from "@/parts/DataTable";
import type { Steps } from "@/pages/steps/useSteps";
import { VisitSteps } from "@/pages/steps/VisitSteps";
import { words as partWords } from "@/parts/words";
import { Away } from "./Away";
import { TeamMark } from "./board/TeamMark";
import type { NamedChange } from "./replan/changes";
import styles from "./schedule.module.css";
import { services, words } from "./words";

interface Props {
  visit: VisitTold;
  colour: TeamColour | undefined;
  zone: string;
  mayEdit: boolean;
  /** Last day of the plan. */
  last: string;
  onClose: () => void;
  onMove: (visit: VisitTold) => void;
  onLock: (visit: VisitTold) => void;
  onRemove: (visit: VisitTold) => void;
  onInvite: (visit: VisitTold, origin: OriginTold, invited: number) => void;
  onAway: (change: NamedChange) => void;
  /** Where the visits of the published plan stand, if there is one. */
  steps: Steps | null;
  announce: (text: string) => void;
}

function Invitation({ visit, onInvite }: Pick<Props, "visit" | "onInvite">) {
  const { say } = useLanguage();
  const [asked, setAsked] = useState<Record<string, number>>({});
  return (
    <details className={styles.invite}>
      <summary>{say(words.invite)}</summary>
      <Stack gap="xs" mt="xs">
        {visit.people.map((origin) => (
          <Group key={origin.site} gap="xs" align="flex-end" wrap="nowrap">
            <NumberInput
              flex={1}
              miw={0}
              label={say(words.invitedCount, { origin: origin.name })}
              min={0}
              max={100_000}
              allowDecimal={false}
              value={asked[origin.site] ?? origin.invited}
              onChange={(value) => setAsked((now) => ({ ...now, [origin.site]: Number(value) || 0 }))}
            />
            <Button
              flex="none"
              variant="default"
              aria-label={`${say(words.judge)}: ${origin.name}`}
              onClick={() => onInvite(visit, origin, asked[origin.site] ?? origin.invited)}
            >
              {say(words.judge)}
            </Button>
          </Group>
        ))}
      </Stack>
    </details>
  );
}

/** All that is planned at one visit. */
export function VisitDrawer(props: Props) {
  const { visit, colour, zone, mayEdit, last, onClose, onMove, onLock, onRemove, onInvite, onAway, steps, announce } =
    props;
  const published = steps?.of.get(visit.id);
  const language = useLanguage();
  const { say, day, time, kilometres } = language;
  return (
    <Paper component="aside" withBorder p="md" className={styles.drawer} aria-label={visit.name} data-region>
      <Stack gap="sm">
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <div>
            <Title order={2}>{visit.name}</Title>
            <Text c="var(--muted)">
              {visit.subdistrict} · {visit.site}
            </Text>
          </div>
          <CloseButton onClick={onClose} aria-label={say(words.close)} />
        </Group>
        <Group gap="xs">
          <TeamMark colour={colour} />
          <Text fw={600}>
            {say(words.teamNamed, { team: visit.team })}, {day(visit.day)}
          </Text>
        </Group>
        <Group gap="xs">
          {visit.done && <Badge tone="info">{say(words.held)}</Badge>}
          {visit.pinned && <Badge tone="locked">{say(words.locked)}</Badge>}
          {visit.is_hub && <Badge tone="info">{say(words.hub)}</Badge>}
          {visit.satellite_kit && <Badge tone="info">{say(words.withKit)}</Badge>}
        </Group>
        <dl className={styles.facts}>
          {!visit.done && (
            <>
              <dt>{say(words.times)}</dt>
              <dd>
                {say(words.timesLine, {
                  arrive: time(visit.arrive),
                  start: time(visit.start),
                  end: time(visit.end),
                  depart: time(visit.depart),
                })}{" "}
                {zone}
              </dd>
            </>
          )}
          <dt>{say(words.service)}</dt>
          <dd>{say(services[visit.service] ?? [visit.service, visit.service])}</dd>
          {!visit.done && (
            <>
              <dt>{say(words.stop)}</dt>
              <dd>{visit.stop}</dd>
              <dt>{say(words.staff)}</dt>
              <dd>{visit.staff.length === 0 ? say(words.noStaff) : visit.staff.join(", ")}</dd>
            </>
          )}
        </dl>
        {steps !== null && published !== undefined && (
          <VisitSteps key={visit.id} steps={steps} visit={published} announce={announce} />
        )}
        <DataTable
          caption={`${say(words.whoComes)} (${say(partWords.estimate)})`}
          showCaption
          rows={visit.people}
          keyOf={(origin) => origin.site}
          columns={[
            {
              key: "name",
              title: say(words.villages),
              isHead: true,
              value: (origin) => origin.name,
              cell: (origin) => (
                <>
                  {origin.name}
                  <Text size="xs" c="var(--muted)">
                    {origin.site === visit.site
                      ? say(words.ownPlace)
                      : typeof origin.distance_m === "number"
                        ? kilometres(origin.distance_m)
                        : origin.site}
                  </Text>
                </>
              ),
            },
            {
              key: "invited",
              title: say(words.invitedHead),
              unit: say(words.peopleUnit),
              isNumber: true,
              value: (origin) => origin.invited + origin.invited_ikd,
            },
            ...(["recorded", "cards", "ikd"] as const).map((key) => ({
              key,
              title: say(words[key]),
              unit: say(key === "cards" ? words.cardUnit : words.peopleUnit),
              isNumber: true,
              value: (origin: VisitTold["people"][number]) => origin[key],
            })),
          ]}
        />
        {mayEdit && (
          <>
            <section aria-labelledby="away">
              <Text fw={600} id="away">
                {say(words.away)}
              </Text>
              <Text size="xs" c="var(--muted)" mb={4}>
                {say(words.awayHelp)}
              </Text>
              <Away visit={visit} last={last} onAway={onAway} />
            </section>
            <Invitation key={visit.id} visit={visit} onInvite={onInvite} />
            <Group gap="xs">
              <Button variant="default" onClick={() => onMove(visit)}>
                {say(words.moveTo)}
              </Button>
              <Button variant="default" onClick={() => onLock(visit)}>
                {say(words.lock)}
              </Button>
              <Button variant="default" onClick={() => onRemove(visit)}>
                {say(words.remove)}
              </Button>
            </Group>
          </>
        )}
      </Stack>
    </Paper>
  );
}

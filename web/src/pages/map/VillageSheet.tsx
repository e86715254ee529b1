import { Alert, Button, CloseButton, Group, List, Paper, Stack, Text, Title } from "@mantine/core";
import { Link } from "react-router";
import type { LeftOut } from "@/api/generated";
import { TONES } from "@/design/tokens";
import { useLanguage } from "@/language/useLanguage";
import styles from "./map.module.css";
import type { Village } from "./places";
import { sources, words } from "./words";

interface Props {
  village: Village;
  leftOut: LeftOut | undefined;
  onClose: () => void;
}

export const signalWords = {
  good: words.good,
  weak: words.weak,
  none: words.none,
  unknown: words.signalUnknown,
} as const;

/** What a village gets, when, where its people go; why not, and what it would take. */
export function VillageSheet({ village, leftOut, onClose }: Props) {
  const { say, day, number, percent, kilometres, list, told } = useLanguage();
  const isServed = village.visits.length > 0;
  return (
    <Paper withBorder p="md" component="section" aria-label={village.label}>
      <Stack gap="sm">
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <div>
            <Title order={2}>{village.name}</Title>
            <Text c="var(--muted)">
              {village.subdistrict} · {village.code}
            </Text>
          </div>
          <CloseButton onClick={onClose} aria-label={say(words.close)} />
        </Group>
        <dl className={styles.facts}>
          <dt>{say(words.left)}</dt>
          <dd>
            {say(words.ofAll, { n: village.unrecorded, all: village.eligible })}
            {village.unrecorded_permille !== null &&
              ` (${say(words.shareOfEligible, { percent: percent(village.unrecorded_permille / 10, 1) })})`}
          </dd>
          <dt>{say(words.signalOf)}</dt>
          <dd>
            {say(signalWords[village.signal])}
            {village.signal_source !== null &&
              `; ${say(words.source, { source: say(sources[village.signal_source] ?? [village.signal_source, village.signal_source]) })}`}
          </dd>
          <dt>{say(words.lastVisit)}</dt>
          <dd>{village.last_visit === null ? say(words.never) : day(village.last_visit)}</dd>
          {(village.closed.length > 0 || (village.cuts ?? []).length > 0) && (
            <>
              <dt>{say(words.closedOn)}</dt>
              <dd>
                {list([
                  ...village.closed.map((one) => day(one)),
                  ...(village.cuts ?? []).map(({ name, first, last }) =>
                    say(first === last ? words.cutOneDay : words.cutTo, { name, first: day(first), last: day(last) }),
                  ),
                ])}
              </dd>
            </>
          )}
          {isServed && (
            <>
              <dt>{say(words.when)}</dt>
              <dd>{list(village.days.map((one) => day(one)))}</dd>
              <dt>{say(words.where)}</dt>
              <dd>
                {village.place === village.code
                  ? say(words.ownPlace)
                  : `${village.place_name ?? "–"}${village.distance_m === null ? "" : `, ${kilometres(village.distance_m)}`}`}
              </dd>
              <dt>{say(words.gets)}</dt>
              <dd>
                {say(words.getsLine, { r: village.recorded, k: village.cards, i: village.ikd, n: village.invited })}
              </dd>
            </>
          )}
        </dl>
        {leftOut !== undefined && (
          <Alert
            color="yellow"
            styles={{ title: { color: TONES.warning.text } }}
            title={`${say(words.why)}: ${told(leftOut.reason_title)}`}
          >
            <Text>{told(leftOut.sentence)}</Text>
            {leftOut.changes.length > 0 && (
              <>
                <Text fw={600} mt="xs">
                  {say(words.takes)}
                </Text>
                <List size="sm">
                  {leftOut.changes.map((change) => (
                    <List.Item key={change.id}>{told(change)}</List.Item>
                  ))}
                </List>
              </>
            )}
          </Alert>
        )}
        <Group gap="xs">
          {village.visits.slice(0, 3).map((id, index) => (
            <Button
              key={id}
              component={Link}
              to={`/jadwal/papan?kunjungan=${encodeURIComponent(id)}&mulai=${village.days[index] ?? ""}`}
              variant="default"
            >
              {say(words.openVisit)}
              {village.visits.length > 1 && ` ${number(index + 1)}`}
            </Button>
          ))}
          {leftOut !== undefined && (
            <Button component={Link} to={`/belum-terlayani/${encodeURIComponent(leftOut.site)}`}>
              {say(words.openLeftOut)}
            </Button>
          )}
        </Group>
      </Stack>
    </Paper>
  );
}

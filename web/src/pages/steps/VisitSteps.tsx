import { Button, Group, NumberInput, Select, Stack, Text, Textarea } from "@mantine/core";
import { IconCircle, IconCircleCheck } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { newKey } from "@/api/changing";
import type { Counts, PublishedVisit, StateWish, VisitState } from "@/api/generated";
import { getAttentionOptions } from "@/api/generated/@tanstack/react-query.gen";
import { isChangedMeanwhile } from "@/api/problem";
import { useUnreachableSince } from "@/api/reach";
import { useRights } from "@/app/session";
import { RestoredNote } from "@/keep/RestoredNote";
import { useKept, type Kept } from "@/keep/useKept";
import { useLanguage } from "@/language/useLanguage";
import { ProblemNote } from "@/parts/ProblemNote";
import { StepHistory } from "./StepHistory";
import { isReached, isStillAhead, mayStep, nextOf, othersOf, STEPS } from "./steps";
import styles from "./steps.module.css";
import { takeStep, useReadAgain, type Steps } from "./useSteps";
import { marks, states, words } from "./words";

const COUNTED = ["recorded", "cards", "ikd"] as const;

const wants = (state: VisitState): boolean => state === "reported";

interface Typed {
  counts: Partial<Counts>;
  other: VisitState | null;
  why: string;
}

const NOTHING: Typed = { counts: {}, other: null, why: "" };

const countsOf = ({ counts: { recorded, cards, ikd } }: Typed): Counts | null =>
  recorded === undefined || cards === undefined || ikd === undefined ? null : { recorded, cards, ikd };

function CountFields({ visit, kept }: { visit: PublishedVisit; kept: Kept<Typed> }) {
  const { say } = useLanguage();
  return (
    <fieldset className={styles.counts}>
      <legend>{say(words.counts)}</legend>
      <Text size="xs" c="var(--muted)" mb={4}>
        {say(words.countsHelp)}
      </Text>
      <Group gap="xs" align="flex-end">
        {COUNTED.map((name) => (
          <NumberInput
            key={name}
            className={styles.count}
            label={say(words[name])}
            description={say(words.expected, { n: visit[name] })}
            required
            min={0}
            max={100_000}
            allowDecimal={false}
            allowNegative={false}
            value={kept.value.counts[name] ?? ""}
            onChange={(value) =>
              kept.set((now) => {
                const { [name]: _, ...rest } = now.counts;
                return { ...now, counts: value === "" ? rest : { ...rest, [name]: Number(value) } };
              })
            }
          />
        ))}
      </Group>
    </fieldset>
  );
}

function Line({ visit }: { visit: PublishedVisit }) {
  const { say } = useLanguage();
  return (
    <ol className={styles.line}>
      {STEPS.map((step) => {
        const isDone = isReached(step, visit.state);
        const Sign = isDone ? IconCircleCheck : IconCircle;
        return (
          <li key={step} data-done={isDone || undefined} aria-current={step === visit.state ? "step" : undefined}>
            <Sign size={16} aria-hidden />
            {say(states[step])}
          </li>
        );
      })}
    </ol>
  );
}

interface Props {
  steps: Steps;
  visit: PublishedVisit;
  announce: (text: string) => void;
}

/** Where a published visit stands, who brought it there and when, and its next step. */
export function VisitSteps({ steps, visit, announce }: Props) {
  const { publication } = steps;
  const { say, day, moment, actor } = useLanguage();
  const { may } = useRights();
  const store = useQueryClient();
  const isOffline = useUnreachableSince() !== null;
  const kept = useKept<Typed>(`langkah.${publication.id}.${visit.id}`, NOTHING);
  const readAgain = useReadAgain(publication.id);
  const desk = useQuery(getAttentionOptions({ query: { month: publication.first.slice(0, 7) } }));
  // A wish sent once more after a lost answer is carried out once; another wish has a key of its own.
  const sent = useRef({ wish: "", key: "" });
  const save = useMutation({
    mutationFn: (wish: StateWish) => {
      const text = JSON.stringify([visit.revision, wish]);
      if (sent.current.wish !== text) sent.current = { wish: text, key: newKey() };
      return takeStep(store, publication.id, visit, wish, sent.current.key);
    },
    onSuccess: (now) => {
      kept.forget(NOTHING);
      announce(say(words.saved, { name: now.name, state: say(states[now.state]) }));
      return readAgain();
    },
    onError: (error) => {
      if (isChangedMeanwhile(error)) void readAgain();
    },
  });
  const today = desk.data?.today;
  const next = nextOf(visit.state);
  const isNextMine = next !== undefined && mayStep(visit.state, next, may);
  const isAhead = next !== undefined && today !== undefined && isStillAhead(visit, next, today);
  const others = today === undefined || !may("visits:report") ? [] : othersOf(visit, today);
  const { other, why } = kept.value;
  const chosen = other !== null && others.includes(other) ? other : null;
  const counts = countsOf(kept.value);
  const isStill = isOffline || save.isPending;
  return (
    <section aria-labelledby="steps">
      <Stack gap="xs">
        <Text fw={600} id="steps">
          {say(words.title, { n: publication.number ?? 0 })}
        </Text>
        <Line visit={visit} />
        {visit.counts != null && <Text size="sm">{say(words.counted, { ...visit.counts })}</Text>}
        <Text size="xs" c="var(--muted)">
          {visit.changed_by == null || visit.changed_at == null
            ? say(words.noneYet)
            : say(words.last, {
                state: say(states[visit.state]),
                who: actor(visit.changed_by),
                when: moment(visit.changed_at),
              })}
        </Text>
        <RestoredNote kept={kept as Kept<unknown>} />
        {isNextMine && (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              save.mutate({ state: next, counts: wants(next) ? counts : null, why: null });
            }}
          >
            <Stack gap="xs" align="flex-start">
              {wants(next) && !isAhead && <CountFields visit={visit} kept={kept} />}
              <Button
                type="submit"
                loading={save.isPending && save.variables?.state === next}
                disabled={isAhead || isStill || today === undefined || (wants(next) && counts === null)}
              >
                {say(marks[next])}
              </Button>
              {isAhead && (
                <Text size="xs" c="var(--muted)">
                  {say(words.ahead, { day: day(visit.day) })}
                </Text>
              )}
            </Stack>
          </form>
        )}
        {next === undefined && <Text size="sm">{say(words.allDone)}</Text>}
        {save.error !== null &&
          (isChangedMeanwhile(save.error) ? (
            <Text role="alert" c="#9E1528">
              {say(words.changed)}
            </Text>
          ) : (
            <ProblemNote error={save.error} title={say(words.notSaved)} />
          ))}
        {others.length > 0 && (
          <details className={styles.more} open={other !== null || undefined}>
            <summary>{say(words.others)}</summary>
            <form
              onSubmit={(event) => {
                event.preventDefault();
                if (chosen !== null)
                  save.mutate({ state: chosen, counts: wants(chosen) ? counts : null, why: why.trim() });
              }}
            >
              <Stack gap="xs" align="flex-start" mt="xs">
                <Text size="xs" c="var(--muted)">
                  {say(words.othersHelp)}
                </Text>
                <Select
                  label={say(words.choose)}
                  data={others.map((step) => ({ value: step, label: say(states[step]) }))}
                  value={chosen}
                  onChange={(value) => kept.set((now) => ({ ...now, other: value }))}
                />
                {chosen !== null && wants(chosen) && <CountFields visit={visit} kept={kept} />}
                <Textarea
                  w="100%"
                  label={say(words.why)}
                  description={say(words.whyHelp)}
                  required
                  autosize
                  maxLength={1000}
                  value={why}
                  onChange={(event) => {
                    const { value } = event.currentTarget;
                    kept.set((now) => ({ ...now, why: value }));
                  }}
                />
                <Button
                  type="submit"
                  variant="default"
                  loading={save.isPending && save.variables?.state === chosen}
                  disabled={chosen === null || why.trim() === "" || isStill || (wants(chosen) && counts === null)}
                >
                  {say(words.change)}
                </Button>
              </Stack>
            </form>
          </details>
        )}
        {may("audit:read") && visit.revision > 0 && (
          <details className={styles.more}>
            <summary>{say(words.history)}</summary>
            <StepHistory publication={publication.id} visit={visit} />
          </details>
        )}
      </Stack>
    </section>
  );
}

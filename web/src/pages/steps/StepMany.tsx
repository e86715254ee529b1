import { Alert, Button, Checkbox, Group, Modal, Stack, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { newKey } from "@/api/changing";
import type { PublishedVisit, VisitState } from "@/api/generated";
import { isChangedMeanwhile, ServiceProblem } from "@/api/problem";
import { useLanguage } from "@/language/useLanguage";
import { ProblemNote } from "@/parts/ProblemNote";
import { Loaded } from "@/parts/States";
import { words as partWords } from "@/parts/words";
import { nextOf } from "./steps";
import styles from "./steps.module.css";
import { stepsQuery, takeStep, useReadAgain } from "./useSteps";
import { states, words } from "./words";

export type Bulk = Extract<VisitState, "announced" | "confirmed">;

const SAID = {
  announced: {
    title: words.dueAnnounced,
    help: words.dueHelpAnnounced,
    mark: words.markAnnounced,
    done: words.doneAnnounced,
  },
  confirmed: {
    title: words.dueConfirmed,
    help: words.dueHelpConfirmed,
    mark: words.markConfirmed,
    done: words.doneConfirmed,
  },
} as const;

interface Props {
  publication: string;
  /** Ids of the visits that wait for the step. */
  visits: readonly string[];
  to: Bulk;
  onClose: () => void;
  onDone: (sentence: string) => void;
}

/** Many visits taken one step on in one action; whatever does not go is told at its visit and stays ticked. */
export function StepMany({ publication, visits: ids, to, onClose, onDone }: Props) {
  const { say } = useLanguage();
  // The visits that were due when the dialog opened: the list behind it gets shorter while they are saved.
  const [due] = useState(() => new Set(ids));
  const query = useQuery({ ...stepsQuery(publication), staleTime: 0 });
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={say(SAID[to].title)}
      closeButtonProps={{ "aria-label": say(partWords.close) }}
    >
      <Loaded query={query} height={240}>
        {(found) => (
          <Choose
            publication={publication}
            visits={found.filter((visit) => due.has(visit.id))}
            to={to}
            onClose={onClose}
            onDone={onDone}
          />
        )}
      </Loaded>
    </Modal>
  );
}

function Choose({ publication, visits, to, onClose, onDone }: Omit<Props, "visits"> & { visits: PublishedVisit[] }) {
  const { say, told, day } = useLanguage();
  const store = useQueryClient();
  const readAgain = useReadAgain(publication);
  const keys = useRef(new Map<string, string>());
  const [ticked, setTicked] = useState<ReadonlySet<string>>(
    () => new Set(to === "announced" ? visits.map((visit) => visit.id) : []),
  );
  const [failed, setFailed] = useState<ReadonlyMap<string, unknown>>(new Map());
  const [lost, setLost] = useState<unknown>(null);
  const [saving, setSaving] = useState<{ n: number; all: number } | null>(null);
  const [saved, setSaved] = useState(0);

  const waiting = visits.filter((visit) => nextOf(visit.state) === to || failed.has(visit.id));
  const open = waiting.filter((visit) => nextOf(visit.state) === to);
  const chosen = open.filter((visit) => ticked.has(visit.id));

  const save = async (): Promise<void> => {
    const troubles = new Map<string, unknown>();
    let done = 0;
    setLost(null);
    setFailed(new Map());
    for (const [at, visit] of chosen.entries()) {
      setSaving({ n: at + 1, all: chosen.length });
      const mark = `${visit.id} ${visit.revision}`;
      // The same wish after a lost answer is carried out once.
      const key = keys.current.get(mark) ?? newKey();
      keys.current.set(mark, key);
      try {
        // One after another: a slow server is not asked for all of them at once.
        // oxlint-disable-next-line no-await-in-loop
        await takeStep(store, publication, visit, { state: to, counts: null, why: null }, key);
        done += 1;
      } catch (error) {
        if (error instanceof ServiceProblem && error.status < 500 && error.status !== 401) {
          troubles.set(visit.id, error);
          continue;
        }
        // Nobody answers: the rest stays as it is ticked.
        setLost(error);
        break;
      }
    }
    setSaving(null);
    setSaved((now) => now + done);
    setFailed(troubles);
    const isWhole = done === chosen.length;
    if (isWhole) onDone(say(SAID[to].done, { n: saved + done }));
    await readAgain();
    if (isWhole) onClose();
  };

  const tick = (id: string, isTicked: boolean): void =>
    setTicked((now) => {
      const next = new Set(now);
      if (isTicked) next.add(id);
      else next.delete(id);
      return next;
    });
  const whyOf = (visit: PublishedVisit): string | null => {
    const error = failed.get(visit.id);
    if (!(error instanceof ServiceProblem)) return null;
    if (isChangedMeanwhile(error)) return say(words.moved, { state: say(states[visit.state]) });
    return [told(error.sentence), ...error.faults.map((fault) => told(fault.expected))].join(" ");
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Stack gap="sm">
        <Text>{say(SAID[to].help)}</Text>
        {saved > 0 && saving === null && (
          <Alert color="green" role="status">
            {say(SAID[to].done, { n: saved })}
          </Alert>
        )}
        {failed.size > 0 && (
          <Alert color="yellow" role="alert">
            {say(words.someNot, { n: failed.size })}
          </Alert>
        )}
        {lost !== null && <ProblemNote error={lost} title={say(words.notSaved)} />}
        {waiting.length === 0 ? (
          <Text>{say(words.nothingDue)}</Text>
        ) : (
          <>
            <Checkbox
              label={`${say(words.all)} (${say(words.chosen, { n: chosen.length, all: open.length })})`}
              checked={chosen.length === open.length && open.length > 0}
              indeterminate={chosen.length > 0 && chosen.length < open.length}
              disabled={saving !== null || open.length === 0}
              onChange={(event) => setTicked(new Set(event.currentTarget.checked ? open.map((visit) => visit.id) : []))}
            />
            <Stack className={styles.visits} gap="sm" tabIndex={0} role="group" aria-label={say(SAID[to].title)}>
              {waiting.map((visit) => (
                <Checkbox
                  key={visit.id}
                  label={`${visit.name}, ${visit.subdistrict}`}
                  description={[
                    say(words.visitLine, { day: day(visit.day), team: visit.team }),
                    say(words.places, { n: visit.people.length }),
                  ].join(" · ")}
                  error={whyOf(visit)}
                  checked={ticked.has(visit.id) && nextOf(visit.state) === to}
                  disabled={saving !== null || nextOf(visit.state) !== to}
                  onChange={(event) => tick(visit.id, event.currentTarget.checked)}
                />
              ))}
            </Stack>
          </>
        )}
        <Group justify="flex-end" gap="xs">
          <span role="status">{saving !== null && say(words.saving, saving)}</span>
          <Button variant="default" onClick={onClose} disabled={saving !== null}>
            {say(waiting.length === 0 ? partWords.close : words.cancel)}
          </Button>
          {waiting.length > 0 && (
            <Button type="submit" loading={saving !== null} disabled={chosen.length === 0} data-autofocus>
              {say(SAID[to].mark, { n: chosen.length })}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}

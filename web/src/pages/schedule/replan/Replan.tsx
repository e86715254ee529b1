import { Alert, Anchor, Button, Group, Modal, NumberInput, Progress, Stack, Text } from "@mantine/core";
import { Link } from "react-router";
import type { PlanHead } from "@/api/generated";
import { isChangedMeanwhile } from "@/api/problem";
import { RestoredNote } from "@/keep/RestoredNote";
import { useLanguage } from "@/language/useLanguage";
import { DayField } from "@/parts/DayField";
import { JobErrorNote } from "@/parts/JobErrorNote";
import { ProblemNote } from "@/parts/ProblemNote";
import { words as partWords } from "@/parts/words";
import { words as scheduleWords } from "../words";
import { told, type NamedChange } from "./changes";
import { ChangesForm } from "./ChangesForm";
import { Result } from "./Result";
import { useKnown } from "./useKnown";
import { useReplan } from "./useReplan";
import { words } from "./words";

const MOST_SHARE = 50;

interface Props {
  plan: PlanHead;
  /** What the page that opens this knows already, such as a delivery that is late. */
  named?: readonly NamedChange[];
  onClose: () => void;
  announce: (text: string) => void;
}

const NONE: readonly NamedChange[] = [];

/** The rest is planned anew beside this plan, locks kept; taken over only where it is wanted. */
export function Replan({ plan, named = NONE, onClose, announce }: Props) {
  const language = useLanguage();
  const { say, percent } = language;
  const known = useKnown(plan);
  const held = useReplan(plan, named, () => {
    announce(say(scheduleWords.replanned));
    onClose();
  });
  const { typed, put } = held;
  const placeOf = (where: string): string => {
    const change = typed.changes[Number(/^\/changes\/(\d+)/.exec(where)?.[1])];
    return change === undefined ? where : told(language, change, known.nameOf);
  };
  const found = held.comparison.data;
  return (
    <Modal
      opened
      onClose={onClose}
      size="60rem"
      title={say(scheduleWords.replan)}
      closeButtonProps={{ "aria-label": say(partWords.close) }}
    >
      <Stack gap="sm">
        {typed.job === null && (
          <>
            <Text>{say(scheduleWords.replanHelp, { pins: known.pins, visits: plan.summary.visits })}</Text>
            <RestoredNote kept={held.kept as never} />
            <ChangesForm
              plan={plan}
              known={known}
              draft={typed.draft}
              changes={typed.changes}
              onDraft={(part) => put({ draft: { ...typed.draft, ...part } })}
              onChanges={(changes) => put({ changes })}
            />
            <Group align="flex-start" gap="md" grow>
              <DayField
                label={say(words.asOf)}
                description={say(words.asOfHelp)}
                max={plan.last}
                value={typed.asOf}
                onChange={(asOf) => put({ asOf })}
              />
              <NumberInput
                label={say(scheduleWords.holdShare)}
                description={say(scheduleWords.holdHelp)}
                min={0}
                max={MOST_SHARE}
                allowDecimal={false}
                suffix=" %"
                value={typed.share}
                onChange={(value) => put({ share: Number(value) || 0 })}
              />
            </Group>
            {held.error !== null && <ProblemNote error={held.error} placeOf={placeOf} />}
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={onClose}>
                {say(scheduleWords.cancel)}
              </Button>
              <Button onClick={() => held.order.mutate()} loading={held.order.isPending}>
                {say(scheduleWords.replan)}
              </Button>
            </Group>
          </>
        )}
        {held.isRunning && (
          <>
            <Progress value={held.done} aria-label={say(scheduleWords.replanning)} />
            <Text role="status">
              {say(scheduleWords.replanning)} {percent(held.done, 0)}
            </Text>
            <Group gap="xs">
              <Button onClick={() => held.stop.mutate()} loading={held.stop.isPending}>
                {say(words.stop)}
              </Button>
              <Anchor component={Link} to={`/susun/${typed.job ?? ""}`}>
                {say(scheduleWords.follow)}
              </Anchor>
            </Group>
          </>
        )}
        {held.isFailed &&
          (held.failure === undefined ? (
            <Alert color="danger">{say(scheduleWords.replanFailed)}</Alert>
          ) : (
            <JobErrorNote error={held.failure} />
          ))}
        {found !== undefined && <Result found={found} notes={held.notes} />}
        {typed.job !== null && !held.isRunning && (
          <>
            {held.isLate || isChangedMeanwhile(held.adopt.error) ? (
              <Alert color="yellow" role="alert">
                {say(words.late)}
              </Alert>
            ) : (
              held.error !== null && <ProblemNote error={held.error} />
            )}
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={held.again}>
                {say(words.again)}
              </Button>
              <Button
                variant="default"
                onClick={() => {
                  held.kept.forget();
                  onClose();
                }}
              >
                {say(scheduleWords.keepOld)}
              </Button>
              {found !== undefined && !held.isLate && (
                <Button onClick={() => held.adopt.mutate()} loading={held.adopt.isPending} data-autofocus>
                  {say(scheduleWords.takeOver)}
                </Button>
              )}
            </Group>
          </>
        )}
      </Stack>
    </Modal>
  );
}

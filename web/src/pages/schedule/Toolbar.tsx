import { Button, Group, SegmentedControl, Text } from "@mantine/core";
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconChevronLeft,
  IconChevronRight,
  IconKeyboard,
} from "@tabler/icons-react";
import { useNavigate, useSearchParams } from "react-router";
import type { PlanHead } from "@/api/generated";
import { useLanguage } from "@/language/useLanguage";
import styles from "./schedule.module.css";
import type { Changes } from "./useChanges";
import type { ShownDays } from "./useShownDays";
import { words } from "./words";

const TWO_WEEKS = "dua-minggu";
const WHOLE = "bulan";

export type View = "papan" | "bulan" | "daftar";

interface Props {
  plan: PlanHead;
  view: View;
  days: ShownDays;
  changes: Changes;
  canChange: boolean;
  mayEdit: boolean;
  onUndo: () => void;
  onRedo: () => void;
  onKeys: () => void;
  onReplan: () => void;
}

/** How the schedule is seen, and what is done to it as a whole. */
export function Toolbar(props: Props) {
  const { plan, view, days, changes, canChange, mayEdit, onUndo, onRedo, onKeys, onReplan } = props;
  const { say, period, told, list } = useLanguage();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const { history } = changes;
  const whatOf = (op: "undo" | "redo"): string => list((history?.[op]?.sentences ?? []).map(told));
  const back = (op: "undo" | "redo", act: () => void) => {
    const isUndo = op === "undo";
    const Sign = isUndo ? IconArrowBackUp : IconArrowForwardUp;
    const nothing = isUndo ? words.nothingToUndo : words.nothingToRedo;
    return (
      <Button
        variant="default"
        leftSection={<Sign size={18} aria-hidden />}
        disabled={history?.[op] == null || !mayEdit}
        title={
          history?.[op] == null ? say(nothing) : say(isUndo ? words.undoHint : words.redoHint, { what: whatOf(op) })
        }
        onClick={act}
      >
        {say(isUndo ? words.undo : words.redo)}
      </Button>
    );
  };
  return (
    <Group className={`${styles.tools} not-printed`} justify="space-between" gap="sm">
      <Group gap="sm">
        <SegmentedControl
          aria-label={say(words.view)}
          value={view}
          onChange={(next) => void navigate({ pathname: `/jadwal/${next}`, search: search.toString() })}
          data={[
            { value: "papan", label: say(words.board) },
            { value: "bulan", label: say(words.month) },
            { value: "daftar", label: say(words.list) },
          ]}
        />
        {view === "papan" && days.hasWindows && (
          <SegmentedControl
            aria-label={say(words.zoom)}
            value={days.isWhole ? WHOLE : TWO_WEEKS}
            onChange={(next) => days.showWhole(next === WHOLE)}
            data={[
              { value: TWO_WEEKS, label: say(words.twoWeeks) },
              { value: WHOLE, label: say(words.wholePeriod) },
            ]}
          />
        )}
        {view === "papan" && !days.isWhole && (
          <Group gap={4} wrap="nowrap">
            <Button
              variant="default"
              px={8}
              aria-label={say(words.earlier)}
              disabled={days.isFirst}
              onClick={() => days.page(-1)}
            >
              <IconChevronLeft size={18} aria-hidden />
            </Button>
            <Text fw={600} miw={190} ta="center" aria-live="polite">
              {period(days.shown[0] ?? plan.first, days.shown.at(-1) ?? plan.last)}
            </Text>
            <Button
              variant="default"
              px={8}
              aria-label={say(words.later)}
              disabled={days.isLast}
              onClick={() => days.page(1)}
            >
              <IconChevronRight size={18} aria-hidden />
            </Button>
          </Group>
        )}
      </Group>
      {canChange && (
        <Group gap="xs">
          {back("undo", onUndo)}
          {back("redo", onRedo)}
          {view === "papan" && (
            <Button variant="default" px={8} aria-label={say(words.keys)} title={say(words.keys)} onClick={onKeys}>
              <IconKeyboard size={18} aria-hidden />
            </Button>
          )}
          <Button disabled={!mayEdit || changes.waiting !== null} onClick={onReplan}>
            {say(words.replan)}
          </Button>
        </Group>
      )}
    </Group>
  );
}

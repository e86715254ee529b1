import { Alert } from "@mantine/core";
import { useHotkeys, useLocalStorage, useMediaQuery } from "@mantine/hooks";
import { useCallback, useMemo, useRef, useState } from "react";
import { useSearchParams } from "react-router";
import type { Calendar, PlanHead, VisitTold } from "@/api/generated";
import { useUnreachableSince } from "@/api/reach";
import { useRights } from "@/app/session";
import { teamColours } from "@/design/tokens";
import { useLanguage } from "@/language/useLanguage";
import { useSteps } from "@/pages/steps/useSteps";
import { AskUndo } from "./AskUndo";
import { AddVisit } from "./board/AddVisit";
import { Board } from "./board/Board";
import { CardMenu, type MenuAt } from "./board/CardMenu";
import type { BoardFacts } from "./board/facts";
import type { Pressed } from "./board/keys";
import { KeysHelp } from "./board/KeysHelp";
import { LockForm } from "./board/LockForm";
import { MoveTo } from "./board/MoveTo";
import type { BoardHandle } from "./board/useKeys";
import { longTrips } from "./grid";
import { ListView } from "./ListView";
import { MonthView } from "./MonthView";
import { Notes, Nothing } from "./Notes";
import type { NamedChange } from "./replan/changes";
import { Replan } from "./replan/Replan";
import styles from "./schedule.module.css";
import { Toolbar, type View } from "./Toolbar";
import { useChanges } from "./useChanges";
import { useDialog } from "./useDialog";
import { useLater } from "./useLater";
import { useShownDays } from "./useShownDays";
import { useWishes } from "./useWishes";
import { VisitDrawer } from "./VisitDrawer";
import { words } from "./words";

const OPEN = "kunjungan";

type Dialog =
  | { kind: "move" | "lock"; visit: VisitTold }
  | { kind: "add"; team: string; day: string }
  | { kind: "replan"; named: readonly NamedChange[] }
  | { kind: "keys" | "undo" };

interface Props {
  plan: PlanHead;
  calendar: Calendar;
  visits: readonly VisitTold[];
  view: View;
}

/** The schedule of a plan: seen in one of three ways, changed visit by visit, planned anew as a whole. */
export function Work({ plan, calendar, visits, view }: Props) {
  const { say, period, told, list, number } = useLanguage();
  const { may, who } = useRights();
  const isWide = useMediaQuery("(min-width: 1024px)", true);
  const isOffline = useUnreachableSince() !== null;
  const [search] = useSearchParams();
  const [hasLetters, setLetters] = useLocalStorage({ key: "jemput.letters", defaultValue: true });
  const [spoken, announce] = useState("");
  const [menu, setMenu] = useState<MenuAt | null>(null);
  const board = useRef<BoardHandle>(null);
  const [dialog, setDialog] = useDialog<Dialog>(() => board.current?.focus());
  const close = (): void => setDialog(null);

  const facts = useMemo<BoardFacts>(() => {
    const teams = calendar.teams.map((team) => team.team);
    return {
      teams,
      told: new Map(calendar.teams.map((team) => [team.team, team])),
      colours: teamColours(teams),
      days: new Map(calendar.days.map((day) => [day.day, day])),
      longTrips: longTrips(visits),
    };
  }, [calendar, visits]);
  const changes = useChanges(plan, announce, (op, sentences) =>
    say(op === "undo" ? words.undone : words.redone, { what: list(sentences.map(told)) }),
  );
  const wishes = useWishes(facts, changes);
  const days = useShownDays(plan, visits);
  const steps = useSteps(plan);
  const canChange = may("plans:make") && isWide === true;
  const mayEdit = canChange && !isOffline && !changes.isSaving;
  const { put } = days;

  const openId = search.get(OPEN);
  const opened = visits.find((visit) => visit.id === openId);
  const onOpen = useCallback((visit: VisitTold) => put(OPEN, visit.id), [put]);
  const toMove = (visit: VisitTold): void => setDialog({ kind: "move", visit });
  const toLock = (visit: VisitTold): void => setDialog({ kind: "lock", visit });

  const { history } = changes;
  const undo = (isSure: boolean): void => {
    if (history?.undo == null || !mayEdit) return;
    if (!history.undo.mine && !isSure) setDialog({ kind: "undo" });
    else changes.step("undo");
  };
  const redo = (): void => {
    if (history?.redo != null && mayEdit) changes.step("redo");
  };
  // Keys that come while the step before is still being saved wait for it.
  const { isSaving, waiting, error } = changes;
  const later = useLater<"undo" | "redo" | Pressed>(isSaving, waiting !== null || error !== null, (wish) => {
    if (wish === "undo") undo(false);
    else if (wish === "redo") redo();
    // Where a dialog, a menu or a question is there now, the keys behind it were not meant for that.
    else return board.current?.press(wish) ?? false;
    return true;
  });
  const wish = (op: "undo" | "redo") => () => later.push(op);
  useHotkeys([
    ["mod+Z", wish("undo")],
    ["mod+Y", wish("redo")],
    ["mod+shift+Z", wish("redo")],
  ]);

  return (
    <>
      <Toolbar
        plan={plan}
        view={view}
        days={days}
        changes={changes}
        canChange={canChange}
        mayEdit={mayEdit}
        onUndo={() => undo(false)}
        onRedo={redo}
        onKeys={() => setDialog({ kind: "keys" })}
        onReplan={() => setDialog({ kind: "replan", named: [] })}
      />
      <Notes violations={plan.summary.violations ?? 0} isOffline={isOffline} canChange={canChange} />
      <div className="seen-by-readers-only" role="status" aria-live="polite">
        {spoken}
      </div>
      <div className={styles.page}>
        <div className={styles.work}>
          {openId !== null && opened === undefined && (
            <Alert
              color="yellow"
              mb="xs"
              withCloseButton
              onClose={() => put(OPEN, null)}
              closeButtonLabel={say(words.close)}
            >
              {say(words.notFound)}
            </Alert>
          )}
          {visits.length === 0 && <Nothing title={say(words.noVisits)} help={say(words.noVisitsHelp)} />}
          {view === "papan" && (
            <Board
              plan={plan.id}
              name={say(words.gridName, {
                period: period(days.shown[0] ?? plan.first, days.shown.at(-1) ?? plan.last),
              })}
              visits={visits}
              days={days.shown}
              facts={facts}
              isSmall={days.isWhole}
              mayEdit={mayEdit}
              hasLetters={hasLetters}
              openId={openId}
              changes={changes}
              later={later}
              ref={board}
              onPage={days.page}
              announce={announce}
              onOpen={onOpen}
              onMenu={(visit, place) => setMenu({ visit, ...place })}
              onMove={toMove}
              onLock={toLock}
              onRemove={wishes.remove}
              onAdd={(team, day) => setDialog({ kind: "add", team, day })}
              onKeys={() => setDialog({ kind: "keys" })}
            />
          )}
          {view === "bulan" && <MonthView visits={visits} days={days.all} facts={facts} onOpen={onOpen} />}
          {view === "daftar" && (
            <ListView name={plan.name} visits={visits} facts={facts} openId={openId} steps={steps} onOpen={onOpen} />
          )}
        </div>
        {opened && (
          <VisitDrawer
            visit={opened}
            colour={facts.colours.get(opened.team)}
            zone={who?.time_zone ?? ""}
            last={plan.last}
            mayEdit={mayEdit && opened.day >= plan.as_of}
            onClose={() => put(OPEN, null)}
            onMove={toMove}
            onLock={toLock}
            onRemove={wishes.remove}
            onInvite={wishes.invite}
            steps={steps}
            announce={announce}
            onAway={(change) => setDialog({ kind: "replan", named: [change] })}
          />
        )}
      </div>
      <CardMenu
        at={menu}
        onClose={() => setMenu(null)}
        onOpen={onOpen}
        onMove={toMove}
        onLock={toLock}
        onUnlock={wishes.unlock}
        onRemove={wishes.remove}
      />
      {dialog?.kind === "move" && (
        <MoveTo
          plan={plan.id}
          visit={dialog.visit}
          facts={facts}
          onClose={close}
          onChoose={(cell) => {
            close();
            wishes.move(dialog.visit, cell);
          }}
        />
      )}
      {dialog?.kind === "lock" && (
        <LockForm
          visit={dialog.visit}
          onClose={close}
          onUnlock={() => {
            close();
            wishes.unlock(dialog.visit);
          }}
          onLock={(levels) => {
            close();
            wishes.lock(dialog.visit, levels);
          }}
        />
      )}
      {dialog?.kind === "add" && (
        <AddVisit
          plan={plan.id}
          team={dialog.team}
          day={dialog.day}
          facts={facts}
          onClose={close}
          onChoose={(place) => {
            close();
            wishes.add(place, dialog.team, dialog.day);
          }}
        />
      )}
      {dialog?.kind === "replan" && <Replan plan={plan} named={dialog.named} announce={announce} onClose={close} />}
      {dialog?.kind === "keys" && <KeysHelp onClose={close} hasLetters={hasLetters} onLetters={setLetters} />}
      <AskUndo
        isOpen={dialog?.kind === "undo"}
        history={history}
        onClose={close}
        onUndo={() => {
          close();
          undo(true);
        }}
      />
      <span className="seen-by-readers-only">{say(words.visits, { n: number(visits.length) })}</span>
    </>
  );
}

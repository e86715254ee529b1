import { Alert, Button, Group, Modal, SegmentedControl, Stack, Text } from "@mantine/core";
import { useHotkeys, useLocalStorage, useMediaQuery } from "@mantine/hooks";
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconCalendarOff,
  IconChevronLeft,
  IconChevronRight,
  IconKeyboard,
} from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { Link, useNavigate, useParams, useSearchParams } from "react-router";
import type { Calendar, OriginTold, PlanHead, VisitTold } from "@/api/generated";
import { getCalendarOptions } from "@/api/generated/@tanstack/react-query.gen";
import { visitsQuery } from "@/api/planQueries";
import { useUnreachableSince } from "@/api/reach";
import { useChosenPlan } from "@/app/chosenPlan";
import { useRights } from "@/app/session";
import { teamColours } from "@/design/tokens";
import { useLanguage } from "@/language/useLanguage";
import { PageHead } from "@/parts/PageHead";
import { Empty, Loaded, Loading } from "@/parts/States";
import { words as partWords } from "@/parts/words";
import { ProblemNote } from "@/parts/ProblemNote";
import { AddVisit } from "./board/AddVisit";
import { Board } from "./board/Board";
import { CardMenu, type MenuAt } from "./board/CardMenu";
import type { BoardFacts } from "./board/facts";
import { KeysHelp } from "./board/KeysHelp";
import { LockForm } from "./board/LockForm";
import { MoveTo } from "./board/MoveTo";
import { daysBetween, twoWeeks, windowOf, windowsOf } from "./days";
import { shownOfCell } from "./effect";
import { longTrips, visitId } from "./grid";
import { ListView } from "./ListView";
import { MonthView } from "./MonthView";
import styles from "./schedule.module.css";
import { Replan } from "./Replan";
import { useChanges, type Change } from "./useChanges";
import { VisitDrawer } from "./VisitDrawer";
import { words } from "./words";

type View = "papan" | "bulan" | "daftar";
const VIEWS: readonly View[] = ["papan", "bulan", "daftar"];
const OPEN = "kunjungan";
const ZOOM = "zoom";
const FROM = "mulai";
const TWO_WEEKS = "dua-minggu";
const WHOLE = "bulan";

interface Dialog {
  kind: "move" | "lock" | "add";
  visit?: VisitTold;
  team?: string;
  day?: string;
}

interface WorkProps {
  plan: PlanHead;
  calendar: Calendar;
  visits: readonly VisitTold[];
  view: View;
}

function Work({ plan, calendar, visits, view }: WorkProps) {
  const language = useLanguage();
  const { say, period, moment, told, list, dayShort, number } = language;
  const { may, who } = useRights();
  const navigate = useNavigate();
  const isWide = useMediaQuery("(min-width: 1024px)", true);
  const isOffline = useUnreachableSince() !== null;
  const [search, setSearch] = useSearchParams();
  const [hasLetters, setLetters] = useLocalStorage({ key: "jemput.letters", defaultValue: true });
  const [spoken, announce] = useState("");
  const [menu, setMenu] = useState<MenuAt | null>(null);
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const [showsKeys, setShowsKeys] = useState(false);
  const [asks, setAsks] = useState(false);
  const [replans, setReplans] = useState(false);

  const allDays = useMemo(() => daysBetween(plan.first, plan.last), [plan.first, plan.last]);
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
  const whatOf = (op: "undo" | "redo"): string => list((changes.history?.[op]?.sentences ?? []).map(told));
  const canChange = may("plans:make") && isWide === true;
  const mayEdit = canChange && !isOffline && !changes.isSaving;

  // --- which days are shown; what of it stands in the address ---
  const windows = useMemo(() => windowsOf(allDays), [allDays]);
  const firstBusy = visits.reduce((least, visit) => (visit.day < least ? visit.day : least), allDays.at(-1) ?? "");
  const monday = windowOf(windows, search.get(FROM) ?? firstBusy) ?? plan.first;
  const isSmall = search.get(ZOOM) === WHOLE;
  const days = useMemo(() => (isSmall ? allDays : twoWeeks(allDays, monday)), [isSmall, allDays, monday]);
  const put = useCallback(
    (name: string, value: string | null) =>
      setSearch(
        (now) => {
          if (value === null) now.delete(name);
          else now.set(name, value);
          return now;
        },
        { replace: true },
      ),
    [setSearch],
  );
  const at = windows.indexOf(monday);
  const page = (step: 1 | -1): boolean => {
    const next = windows[at + step];
    if (isSmall || next === undefined) return false;
    put(FROM, next);
    return true;
  };

  const openId = search.get(OPEN);
  const opened = visits.find((visit) => visit.id === openId);
  const onOpen = useCallback((visit: VisitTold) => put(OPEN, visit.id), [put]);
  const letterOf = (team: string): string => facts.colours.get(team)?.letter ?? team;
  const slotOf = (team: string, day: string): string => `${letterOf(team)}, ${dayShort(day)}`;

  const propose = (
    change: Change,
    title: string,
    done: string,
    visit: string | null,
    to: { team: string; day: string } | null = null,
  ): void => changes.propose({ changes: [change], title, done, effect: null, visit, to });
  const remove = (visit: VisitTold): void =>
    propose(
      { op: "remove", site: visit.site, day: visit.day },
      say(words.removeTitle, { name: visit.name, from: slotOf(visit.team, visit.day) }),
      say(words.removed, { name: visit.name }),
      visit.id,
    );
  const invite = (visit: VisitTold, origin: OriginTold, invited: number): void =>
    propose(
      { op: "invite", site: visit.site, day: visit.day, origin: origin.site, invited },
      say(words.inviteTitle, { n: invited, origin: origin.name, name: visit.name }),
      say(words.invited, { origin: origin.name }),
      visit.id,
    );
  const unlock = (visit: VisitTold): void =>
    changes.keep({
      changes: [{ op: "unlock", site: visit.site, day: visit.day }],
      title: say(words.unlock),
      done: say(words.nowUnlocked, { name: visit.name }),
      effect: null,
      visit: null,
      to: null,
    });

  const { history } = changes;
  const { violations = 0 } = plan.summary;
  const undo = (isSure: boolean): void => {
    if (history?.undo == null || !mayEdit) return;
    if (!history.undo.mine && !isSure) setAsks(true);
    else changes.step("undo");
  };
  const redo = (): void => {
    if (history?.redo != null && mayEdit) changes.step("redo");
  };
  useHotkeys([
    ["mod+Z", () => undo(false)],
    ["mod+Y", redo],
    ["mod+shift+Z", redo],
  ]);

  const drawer = opened && (
    <VisitDrawer
      visit={opened}
      colour={facts.colours.get(opened.team)}
      zone={who?.time_zone ?? ""}
      mayEdit={mayEdit && opened.day >= plan.as_of}
      onClose={() => put(OPEN, null)}
      onMove={(visit) => setDialog({ kind: "move", visit })}
      onLock={(visit) => setDialog({ kind: "lock", visit })}
      onRemove={remove}
      onInvite={invite}
    />
  );

  return (
    <>
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
          {view === "papan" && windows.length > 1 && (
            <SegmentedControl
              aria-label={say(words.zoom)}
              value={isSmall ? WHOLE : TWO_WEEKS}
              onChange={(next) => put(ZOOM, next === WHOLE ? WHOLE : null)}
              data={[
                { value: TWO_WEEKS, label: say(words.twoWeeks) },
                { value: WHOLE, label: say(words.wholePeriod) },
              ]}
            />
          )}
          {view === "papan" && !isSmall && (
            <Group gap={4} wrap="nowrap">
              <Button
                variant="default"
                px={8}
                aria-label={say(words.earlier)}
                disabled={at <= 0}
                onClick={() => page(-1)}
              >
                <IconChevronLeft size={18} aria-hidden />
              </Button>
              <Text fw={600} miw={190} ta="center" aria-live="polite">
                {period(days[0] ?? plan.first, days.at(-1) ?? plan.last)}
              </Text>
              <Button
                variant="default"
                px={8}
                aria-label={say(words.later)}
                disabled={at >= windows.length - 1}
                onClick={() => page(1)}
              >
                <IconChevronRight size={18} aria-hidden />
              </Button>
            </Group>
          )}
        </Group>
        {canChange && (
          <Group gap="xs">
            <Button
              variant="default"
              leftSection={<IconArrowBackUp size={18} aria-hidden />}
              disabled={history?.undo == null || !mayEdit}
              title={history?.undo == null ? say(words.nothingToUndo) : say(words.undoHint, { what: whatOf("undo") })}
              onClick={() => undo(false)}
            >
              {say(words.undo)}
            </Button>
            <Button
              variant="default"
              leftSection={<IconArrowForwardUp size={18} aria-hidden />}
              disabled={history?.redo == null || !mayEdit}
              title={history?.redo == null ? say(words.nothingToRedo) : say(words.redoHint, { what: whatOf("redo") })}
              onClick={redo}
            >
              {say(words.redo)}
            </Button>
            {view === "papan" && (
              <Button
                variant="default"
                px={8}
                aria-label={say(words.keys)}
                title={say(words.keys)}
                onClick={() => setShowsKeys(true)}
              >
                <IconKeyboard size={18} aria-hidden />
              </Button>
            )}
            <Button disabled={!mayEdit || changes.waiting !== null} onClick={() => setReplans(true)}>
              {say(words.replan)}
            </Button>
          </Group>
        )}
      </Group>
      {violations > 0 && (
        <Alert color="danger" py="xs" mb="xs">
          {say(words.broken, { n: violations })}
        </Alert>
      )}
      {isOffline && canChange && (
        <Alert color="yellow" py="xs" mb="xs">
          {say(words.offline)}
        </Alert>
      )}
      {may("plans:make") && !canChange && (
        <Text c="var(--muted)" mb="xs">
          {say(words.phone)}
        </Text>
      )}
      {!may("plans:make") && (
        <Text c="var(--muted)" mb="xs">
          {say(words.readOnly)}
        </Text>
      )}
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
          {visits.length === 0 && (
            <Empty
              icon={IconCalendarOff}
              title={say(words.noVisits)}
              action={
                may("plans:make") && (
                  <Button component={Link} to="/susun" variant="default">
                    {say(words.planMonth)}
                  </Button>
                )
              }
            >
              {say(words.noVisitsHelp)}
            </Empty>
          )}
          {view === "papan" && (
            <Board
              plan={plan.id}
              name={say(words.gridName, { period: period(days[0] ?? plan.first, days.at(-1) ?? plan.last) })}
              visits={visits}
              days={days}
              facts={facts}
              isSmall={isSmall}
              mayEdit={mayEdit}
              hasLetters={hasLetters}
              openId={openId}
              changes={changes}
              onPage={page}
              announce={announce}
              onOpen={onOpen}
              onMenu={(visit, place) => setMenu({ visit, ...place })}
              onMove={(visit) => setDialog({ kind: "move", visit })}
              onLock={(visit) => setDialog({ kind: "lock", visit })}
              onRemove={remove}
              onAdd={(team, day) => setDialog({ kind: "add", team, day })}
              onKeys={() => setShowsKeys(true)}
            />
          )}
          {view === "bulan" && <MonthView visits={visits} days={allDays} facts={facts} onOpen={onOpen} />}
          {view === "daftar" && (
            <ListView name={plan.name} visits={visits} facts={facts} openId={openId} onOpen={onOpen} />
          )}
        </div>
        {drawer}
      </div>
      <CardMenu
        at={menu}
        onClose={() => setMenu(null)}
        onOpen={onOpen}
        onMove={(visit) => setDialog({ kind: "move", visit })}
        onLock={(visit) => setDialog({ kind: "lock", visit })}
        onUnlock={unlock}
        onRemove={remove}
      />
      {dialog?.kind === "move" && dialog.visit !== undefined && (
        <MoveTo
          plan={plan.id}
          visit={dialog.visit}
          facts={facts}
          onClose={() => setDialog(null)}
          onChoose={(cell) => {
            const { visit } = dialog;
            setDialog(null);
            if (visit === undefined) return;
            const to = slotOf(cell.team, cell.day);
            changes.propose({
              changes: [{ op: "move", site: visit.site, day: visit.day, to_day: cell.day, to_team: cell.team }],
              title: say(words.moveTitle, { name: visit.name, from: slotOf(visit.team, visit.day), to }),
              done: say(words.moved, { name: visit.name, to }),
              effect: shownOfCell(cell),
              visit: visit.id,
              to: { team: cell.team, day: cell.day },
            });
          }}
        />
      )}
      {dialog?.kind === "lock" && dialog.visit !== undefined && (
        <LockForm
          visit={dialog.visit}
          onClose={() => setDialog(null)}
          onUnlock={() => {
            if (dialog.visit !== undefined) unlock(dialog.visit);
            setDialog(null);
          }}
          onLock={(levels) => {
            const { visit } = dialog;
            setDialog(null);
            if (visit === undefined) return;
            changes.keep({
              changes: [{ op: "lock", site: visit.site, day: visit.day, ...levels }],
              title: say(words.lockWhat, { name: visit.name }),
              done: say(words.nowLocked, { name: visit.name }),
              effect: null,
              visit: null,
              to: null,
            });
          }}
        />
      )}
      {dialog?.kind === "add" && dialog.team !== undefined && dialog.day !== undefined && (
        <AddVisit
          plan={plan.id}
          team={dialog.team}
          day={dialog.day}
          facts={facts}
          onClose={() => setDialog(null)}
          onChoose={(place) => {
            const { team, day } = dialog;
            setDialog(null);
            if (team === undefined || day === undefined) return;
            const to = slotOf(team, day);
            propose(
              { op: "add", site: place.site, day, team },
              say(words.addTitle, { name: place.name, to }),
              say(words.added, { name: place.name, to }),
              visitId(place.site, day),
              { team, day },
            );
          }}
        />
      )}
      {replans && (
        <Replan
          plan={plan}
          pins={visits.filter((visit) => visit.pinned).length}
          announce={announce}
          onClose={() => setReplans(false)}
        />
      )}
      {showsKeys && <KeysHelp onClose={() => setShowsKeys(false)} hasLetters={hasLetters} onLetters={setLetters} />}
      <Modal
        opened={asks}
        onClose={() => setAsks(false)}
        title={say(words.othersTitle)}
        closeButtonProps={{ "aria-label": say(partWords.close) }}
      >
        <Stack>
          <Text>
            {history?.undo != null &&
              say(words.othersChange, {
                who: history.undo.changed_by,
                when: moment(history.undo.at),
                what: whatOf("undo"),
              })}
          </Text>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={() => setAsks(false)}>
              {say(words.cancel)}
            </Button>
            <Button
              onClick={() => {
                setAsks(false);
                undo(true);
              }}
            >
              {say(words.undo)}
            </Button>
          </Group>
        </Stack>
      </Modal>
      <span className="seen-by-readers-only">{say(words.visits, { n: number(visits.length) })}</span>
    </>
  );
}

/** The month on one screen: as a board, a calendar or a list. */
export default function Schedule() {
  const { say } = useLanguage();
  const { may } = useRights();
  const { plan, plans, isPending, error, again } = useChosenPlan();
  const { view: named } = useParams();
  const isPhone = useMediaQuery("(max-width: 767px)");
  const view = VIEWS.find((item) => item === named) ?? (isPhone ? "daftar" : "papan");
  const path = { id: plan?.id ?? "" };
  const calendar = useQuery({ ...getCalendarOptions({ path }), enabled: plan !== undefined });
  const visits = useQuery({ ...visitsQuery(path.id), enabled: plan !== undefined });
  return (
    <>
      <PageHead title={say(words.title)} />
      {error !== null && plans === undefined ? (
        <ProblemNote error={error} again={again} />
      ) : plan === undefined ? (
        isPending ? (
          <Loading height={420} />
        ) : (
          <Empty
            icon={IconCalendarOff}
            title={say(words.noPlan)}
            action={
              may("plans:make") && (
                <Button component={Link} to="/susun">
                  {say(words.planMonth)}
                </Button>
              )
            }
          >
            {say(words.noPlanHelp)}
          </Empty>
        )
      ) : (
        <Loaded query={calendar} height={420} roles={["planner", "head", "secretariat"]}>
          {(told) => (
            <Loaded query={visits} height={420}>
              {(found) => <Work key={plan.id} plan={plan} calendar={told} visits={found} view={view} />}
            </Loaded>
          )}
        </Loaded>
      )}
    </>
  );
}

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type Ref } from "react";
import type { CellTold, VisitTold } from "@/api/generated";
import { listCellsOptions } from "@/api/generated/@tanstack/react-query.gen";
import { useLanguage } from "@/language/useLanguage";
import { effectWords, shownOfCell } from "../effect";
import { cellKey, stepped, visitId, visitsByCell, type Place } from "../grid";
import type { Changes } from "../useChanges";
import type { Later } from "../useLater";
import { words } from "../words";
import styles from "./board.module.css";
import { Cell } from "./Cell";
import type { BoardFacts } from "./facts";
import { Heads } from "./Heads";
import type { Meaning, Pressed } from "./keys";
import { PreviewBar, WaitingActions } from "./PreviewBar";
import { TeamMark } from "./TeamMark";
import { useColumns } from "./useColumns";
import { useDrag } from "./useDrag";
import { useKeys, type BoardHandle } from "./useKeys";

/** What leaves the focus on the board; all else leads to a dialog, a menu or a visit. */
const STAYS = new Set<Meaning["does"]>(["go", "page", "putBack", "cancel", "lift"]);

export interface BoardActions {
  onOpen: (visit: VisitTold) => void;
  onMenu: (visit: VisitTold, at: { x: number; y: number }) => void;
  onMove: (visit: VisitTold) => void;
  onLock: (visit: VisitTold) => void;
  onRemove: (visit: VisitTold) => void;
  onAdd: (team: string, day: string) => void;
  onKeys: () => void;
}

interface Props extends BoardActions {
  plan: string;
  visits: readonly VisitTold[];
  days: readonly string[];
  facts: BoardFacts;
  isSmall: boolean;
  mayEdit: boolean;
  hasLetters: boolean;
  openId: string | null;
  changes: Changes;
  later: Later<Pressed>;
  ref: Ref<BoardHandle>;
  /** Two weeks before or after; false where there are none. */
  onPage: (step: 1 | -1) => boolean;
  announce: (text: string) => void;
  name: string;
}

const NONE: readonly VisitTold[] = [];

/** Teams and days. A card is lifted, aimed and dropped by pointer or keyboard; what each cell means was asked at once. */
export function Board(props: Props) {
  const { plan, visits, days, facts, isSmall, mayEdit, hasLetters, openId, changes, onPage, announce, name } = props;
  const { later, ref } = props;
  const { onOpen, onMenu, onMove, onLock, onRemove, onAdd, onKeys } = props;
  const language = useLanguage();
  const { say, day: dayOf, dayShort } = language;
  const store = useQueryClient();
  const scroller = useRef<HTMLDivElement>(null);
  const byCell = useMemo(() => visitsByCell(visits), [visits]);
  const at = useCallback((team: string, day: string) => byCell.get(cellKey(team, day)) ?? NONE, [byCell]);
  const count = useCallback((team: string, day: string) => at(team, day).length, [at]);
  const placeOf = useCallback(
    (visit: VisitTold): Place => ({
      team: visit.team,
      day: visit.day,
      index: at(visit.team, visit.day).findIndex(({ id }) => id === visit.id),
    }),
    [at],
  );
  const letterOf = (team: string): string => facts.colours.get(team)?.letter ?? team;
  const slotOf = (team: string, day: string): string => `${letterOf(team)}, ${dayShort(day)}`;

  // --- what is lifted, and over which cell ---
  const [lifted, setLifted] = useState<VisitTold | null>(null);
  const [aim, setAim] = useState<{ team: string; day: string } | null>(null);
  const span = { since: days[0], until: days.at(-1) };
  const asked = (visit: VisitTold) =>
    listCellsOptions({ path: { id: plan, visit_id: visit.id }, query: { since: span.since, until: span.until } });
  const cells = useQuery({
    ...(lifted === null ? listCellsOptions({ path: { id: plan, visit_id: "" } }) : asked(lifted)),
    enabled: lifted !== null,
  });
  const judged = useMemo(
    () =>
      new Map((lifted === null ? [] : (cells.data?.cells ?? [])).map((cell) => [cellKey(cell.team, cell.day), cell])),
    [lifted, cells.data],
  );
  const aimed = aim === null ? undefined : judged.get(cellKey(aim.team, aim.day));

  const putDown = (): void => {
    setLifted(null);
    setAim(null);
  };
  const lift = (visit: VisitTold): void => {
    changes.cancel();
    setLifted(visit);
    setAim({ team: visit.team, day: visit.day });
    announce(say(words.lifting, { name: visit.name }));
  };
  /** Whether the focus stays on the board: all is kept, and nothing is asked. */
  const drop = (visit: VisitTold, target: { team: string; day: string } | null): boolean => {
    putDown();
    const isSame = target?.team === visit.team && target?.day === visit.day;
    if (target === null || isSame) {
      announce(say(words.putBack, { name: visit.name }));
      return true;
    }
    const cell = judged.get(cellKey(target.team, target.day));
    const to = slotOf(target.team, target.day);
    const wish = {
      changes: [{ op: "move" as const, site: visit.site, day: visit.day, to_day: target.day, to_team: target.team }],
      title: say(words.moveTitle, { name: visit.name, from: slotOf(visit.team, visit.day), to }),
      done: say(words.moved, { name: visit.name, to }),
      effect: cell === undefined ? null : shownOfCell(cell),
      visit: visit.id,
      to: target,
    };
    const isLegal = cell?.verdict === "legal";
    if (isLegal) changes.keep(wish);
    else changes.propose(wish);
    follow.current = visitId(visit.site, target.day);
    return isLegal;
  };

  const isJudged = lifted !== null && cells.data !== undefined;
  useEffect(() => {
    if (!isJudged || lifted === null || cells.data === undefined) return;
    const { legal, costs, breaks } = cells.data;
    announce(say(words.lifted, { name: lifted.name, all: cells.data.cells.length, legal, costs, breaks }));
    // Told once when the answer comes.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [isJudged, lifted]);
  const tell = (cell: CellTold): void => {
    const effect = effectWords(language, shownOfCell(cell)).join(", ");
    announce(
      say(words.aimed, { team: letterOf(cell.team), day: dayOf(cell.day), verdict: say(words[cell.verdict]), effect }),
    );
  };

  const drag = useDrag(scroller, {
    onTouch: (visit) => void store.prefetchQuery(asked(visit)),
    onLift: lift,
    onAim: (team, day) => setAim({ team, day }),
    onDrop: drop,
  });

  // --- where the keyboard stands ---
  const [place, setPlace] = useState<Place | null>(null);
  const wantsFocus = useRef(false);
  const follow = useRef<string | null>(null);
  const firstVisit = visits.find((visit) => days.includes(visit.day));
  const [[firstTeam], [firstDay]] = [facts.teams, days];
  const isPlaceThere = place !== null && days.includes(place.day) && facts.teams.includes(place.team);
  const stand: Place = isPlaceThere
    ? { ...place, index: Math.max(0, Math.min(place.index, count(place.team, place.day) - 1)) }
    : firstVisit !== undefined
      ? placeOf(firstVisit)
      : { team: firstTeam ?? "", day: firstDay ?? "", index: 0 };
  const go = (next: Place): void => {
    wantsFocus.current = true;
    follow.current = null;
    setPlace(next);
    if (lifted !== null) {
      setAim({ team: next.team, day: next.day });
      const cell = judged.get(cellKey(next.team, next.day));
      if (cell !== undefined) tell(cell);
    }
  };
  const { waiting, isSaving } = changes;
  useEffect(() => {
    // Focus goes with the card that was moved, as soon as it lies there.
    const moved =
      follow.current === null || waiting !== null ? undefined : visits.find(({ id }) => id === follow.current);
    if (moved === undefined) return;
    follow.current = null;
    wantsFocus.current = true;
    setPlace(placeOf(moved));
  }, [visits, waiting, placeOf]);
  const wasAsked = useRef(false);
  useEffect(() => {
    const isOver = waiting === null && wasAsked.current;
    wasAsked.current = waiting !== null;
    // The question has taken the focus away with it.
    if (!isOver || wantsFocus.current || document.activeElement !== document.body) return;
    wantsFocus.current = true;
    setPlace({ ...stand });
    // Only when the answer is given.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [waiting]);
  const faceAt = (): HTMLElement | null => {
    const key = CSS.escape(cellKey(stand.team, stand.day));
    const cell = scroller.current?.querySelector<HTMLElement>(`[data-cell="${key}"]`) ?? null;
    const faces = cell?.querySelectorAll<HTMLElement>("[data-visit] > button:first-child");
    return (lifted === null ? faces?.[stand.index] : null) ?? cell;
  };
  useLayoutEffect(() => {
    if (!wantsFocus.current) return;
    const face = faceAt();
    if (face === null) return;
    wantsFocus.current = false;
    face.focus({ preventScroll: true });
    (face.closest("[data-cell]") ?? face).scrollIntoView({ block: "nearest", inline: "nearest" });
  });
  const focus = (): void => {
    wantsFocus.current = true;
    setPlace({ ...stand });
  };
  const giveUp = (): void => {
    const card = visits.find(({ id, day }) => id === waiting?.visit && days.includes(day));
    changes.cancel();
    follow.current = null;
    focus();
    // Back to the card that stays, not to the cell where it would have lain.
    if (card !== undefined) setPlace(placeOf(card));
  };

  // --- what a key does, now or once the change before is saved ---
  const here = at(stand.team, stand.day)[stand.index];
  const standing = {
    isLifted: lifted !== null,
    isEmpty: here === undefined,
    isPast: facts.days.get(stand.day)?.past === true,
    isAsked: waiting !== null && !isSaving,
    mayEdit: mayEdit || isSaving,
    hasLetters,
  };
  /** Whether the focus stays on the board. */
  const act = (meaning: Meaning): boolean => {
    const { does } = meaning;
    if (does === "go") go(stepped(stand, meaning.step, facts.teams, days, lifted === null ? count : () => 1));
    else if (does === "page") wantsFocus.current = onPage(meaning.by);
    else if (does === "cancel") giveUp();
    else if (does === "keys") onKeys();
    else if (does === "add") onAdd(stand.team, stand.day);
    else if (lifted !== null) {
      if (does === "drop") return drop(lifted, aim);
      announce(say(words.putBack, { name: lifted.name }));
      go(placeOf(lifted));
      drag.cancel();
      putDown();
    } else if (here !== undefined) {
      if (does === "lift") lift(here);
      else if (does === "open") onOpen(here);
      else if (does === "remove") onRemove(here);
      else if (does === "move") onMove(here);
      else if (does === "lock") onLock(here);
      else if (does === "menu") {
        const { left, bottom } = (faceAt() ?? document.body).getBoundingClientRect();
        onMenu(here, { x: left, y: bottom });
      }
    }
    return STAYS.has(does);
  };
  const onKeyDown = useKeys({
    ref,
    standing,
    isSaving,
    later,
    act,
    focus,
    onWait: () => announce(say(words.afterSaving)),
  });

  const { shown, first, layout, onScroll } = useColumns({ scroller, days, facts, isSmall, count });

  return (
    <>
      {/* The grid holds the focus; its scroller must be reached as well. */}
      <div ref={scroller} className={styles.scroller} onScroll={onScroll} data-region data-board>
        {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus */}
        <div
          role="grid"
          aria-label={name}
          aria-rowcount={facts.teams.length + 3}
          aria-colcount={days.length + 1}
          aria-describedby="board-keys"
          className={styles.grid}
          style={layout}
          onKeyDown={onKeyDown}
          onFocus={(event) => {
            const cell = event.target.closest<HTMLElement>("[data-team][data-day]");
            if (cell === null || lifted !== null) return;
            const { team = "", day = "" } = cell.dataset;
            const card = event.target.closest<HTMLElement>("[data-visit]");
            const index = card === null ? 0 : at(team, day).findIndex((visit) => visit.id === card.dataset["visit"]);
            if (place === null || stand.team !== team || stand.day !== day || stand.index !== index)
              setPlace({ team, day, index });
          }}
        >
          <Heads days={shown} from={first + 2} facts={facts} isSmall={isSmall} />
          {facts.teams.map((team, row) => (
            <div key={team} role="row" aria-rowindex={row + 4} className={styles.row}>
              <div role="rowheader" aria-colindex={1} className={`${styles.corner} ${styles.team}`}>
                <span className={styles.teamName}>
                  <TeamMark colour={facts.colours.get(team)} /> {team}
                </span>
                <span className={styles.unit}>
                  {say(words.teamDays, {
                    n: facts.told.get(team)?.days_used ?? 0,
                    all: facts.told.get(team)?.days_per_month ?? 0,
                  })}
                </span>
              </div>
              {shown.map((day, index) => {
                const key = cellKey(team, day);
                const cell = judged.get(key);
                const isStand = stand.team === team && stand.day === day;
                const isTarget = waiting?.to?.team === team && waiting.to.day === day;
                return (
                  <Cell
                    key={key}
                    team={team}
                    day={day}
                    column={first + index + 2}
                    visits={at(team, day)}
                    colour={facts.colours.get(team)}
                    fact={facts.days.get(day)}
                    isSmall={isSmall}
                    verdict={cell?.verdict ?? null}
                    change={cell?.recording ?? 0}
                    isAim={aim?.team === team && aim.day === day}
                    ghost={isTarget ? (visits.find((visit) => visit.id === waiting.visit)?.name ?? "+") : null}
                    liftedId={lifted?.id ?? waiting?.visit ?? null}
                    openId={openId}
                    tabStop={isStand ? stand.index : -1}
                    longTrips={facts.longTrips}
                    mayEdit={mayEdit}
                    onOpen={onOpen}
                    onMenu={onMenu}
                    onPress={drag.onPress}
                    onAdd={onAdd}
                  />
                );
              })}
            </div>
          ))}
        </div>
      </div>
      <p id="board-keys" className="seen-by-readers-only">
        {say(words.gridHelp)}
      </p>
      {drag.visit !== null && (
        <div ref={drag.air} className={styles.air} aria-hidden>
          {drag.visit.name}
        </div>
      )}
      {lifted !== null && (
        <PreviewBar
          title={
            aim === null || aimed === undefined || aimed.verdict === "here"
              ? say(words.aim, { name: lifted.name })
              : say(words.moveTitle, {
                  name: lifted.name,
                  from: slotOf(lifted.team, lifted.day),
                  to: slotOf(aim.team, aim.day),
                })
          }
          effect={aimed === undefined || aimed.verdict === "here" ? null : shownOfCell(aimed)}
          isJudging={cells.isFetching && cells.data === undefined}
          error={cells.error}
          hint={say(words.aimHelp)}
        />
      )}
      {lifted === null && (waiting !== null || changes.error !== null) && (
        <PreviewBar
          title={waiting?.title ?? say(words.notSaved)}
          effect={waiting?.effect ?? null}
          isJudging={changes.isJudging}
          isJudgedAnew={changes.isJudgedAnew}
          onEscape={giveUp}
          error={changes.error}
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
                onCancel={giveUp}
                onRepair={changes.repair}
              />
            )
          }
        />
      )}
    </>
  );
}

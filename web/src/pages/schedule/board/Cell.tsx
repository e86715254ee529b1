import { IconCheck, IconPlus, IconTriangle, IconX } from "@tabler/icons-react";
import { memo } from "react";
import type { DayTold, Verdict, VisitTold } from "@/api/generated";
import type { TeamColour } from "@/design/tokens";
import { useLanguage } from "@/language/useLanguage";
import { words } from "../words";
import styles from "./board.module.css";
import { VisitCard, type CardActions } from "./VisitCard";

interface Props extends CardActions {
  team: string;
  day: string;
  column: number;
  visits: readonly VisitTold[];
  colour: TeamColour | undefined;
  fact: DayTold | undefined;
  isSmall: boolean;
  /** While a card is lifted: what dropping it here means, and the change in people. */
  verdict: Verdict | null;
  change: number;
  isAim: boolean;
  ghost: string | null;
  liftedId: string | null;
  openId: string | null;
  /** Which of the visits the Tab key reaches; -1 for none, 0 for an empty cell itself. */
  tabStop: number;
  longTrips: ReadonlyMap<string, readonly string[]>;
  mayEdit: boolean;
  onAdd: (team: string, day: string) => void;
}

const SIGN = { legal: IconCheck, costs: IconTriangle, breaks: IconX, here: null } as const;

/** One team on one day. */
export const Cell = memo(function Cell(props: Props) {
  const { team, day, column, visits, colour, fact, isSmall, verdict, change, isAim, ghost, liftedId, openId } = props;
  const { tabStop, longTrips, mayEdit, onAdd, ...actions } = props;
  const { say, dayShort, change: signed } = useLanguage();
  const letter = colour?.letter ?? team;
  const Sign = verdict === null ? null : SIGN[verdict];
  const isEmpty = visits.length === 0;
  const isClosed = fact?.working === false;
  const isOff = fact?.teams_off.includes(team) === true;
  const names = [
    styles.cell,
    isClosed && styles.closed,
    isOff && !isClosed && styles.off,
    fact?.past && styles.past,
    verdict !== null && styles[verdict],
    isAim && styles.aim,
  ];
  const what = verdict === null ? "" : `, ${say(words[verdict])}`;
  return (
    <div
      role="gridcell"
      aria-colindex={column}
      style={{ gridColumn: column }}
      className={names.filter(Boolean).join(" ")}
      data-cell={`${team} ${day}`}
      data-team={team}
      data-day={day}
      data-verdict={verdict ?? undefined}
      tabIndex={isEmpty && tabStop === 0 ? 0 : -1}
      aria-label={
        isEmpty
          ? say(words.emptyCell, { team: letter, day: dayShort(day) }) + (isOff ? `, ${say(words.off)}` : "") + what
          : undefined
      }
    >
      {visits.map((visit, index) => (
        <VisitCard
          key={visit.id}
          visit={visit}
          colour={colour}
          isSmall={isSmall}
          isTight={visits.length > 1}
          isLifted={visit.id === liftedId}
          isOpen={visit.id === openId}
          isOvernight={longTrips.has(visit.trip)}
          isTabStop={tabStop === index}
          mayEdit={mayEdit && fact?.past !== true}
          onOpen={actions.onOpen}
          onMenu={actions.onMenu}
          onPress={actions.onPress}
        />
      ))}
      {isOff && !isClosed && isEmpty && !isSmall && <span className={styles.offNote}>{say(words.off)}</span>}
      {ghost !== null && (
        <div className={styles.ghost} style={{ borderColor: colour?.fill }}>
          {isSmall ? "•" : ghost}
        </div>
      )}
      {verdict !== null && Sign !== null && (
        <span className={styles.verdict} aria-hidden>
          <Sign size={14} stroke={2.4} />
          {!isSmall && change !== 0 && signed(change)}
        </span>
      )}
      {isEmpty &&
        mayEdit &&
        verdict === null &&
        ghost === null &&
        !isClosed &&
        !isOff &&
        fact?.past !== true &&
        !isSmall && (
          <button
            type="button"
            tabIndex={-1}
            className={styles.plus}
            aria-label={say(words.addHere, { team: letter, day: dayShort(day) })}
            onClick={() => onAdd(team, day)}
          >
            <IconPlus size={14} aria-hidden /> {say(words.add)}
          </button>
        )}
    </div>
  );
});

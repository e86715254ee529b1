import { IconAntennaBars5, IconDots, IconLock, IconMoon, IconSchool } from "@tabler/icons-react";
import { memo, type PointerEvent, type MouseEvent } from "react";
import type { VisitTold } from "@/api/generated";
import type { TeamColour } from "@/design/tokens";
import { useLanguage, type Language } from "@/language/useLanguage";
import { joinedOf } from "@/parts/visitColumns";
import { expectedOf } from "../grid";
import { words } from "../words";
import styles from "./board.module.css";

export interface CardActions {
  onOpen: (visit: VisitTold) => void;
  onMenu: (visit: VisitTold, at: { x: number; y: number }) => void;
  onPress: (visit: VisitTold, event: PointerEvent<HTMLElement>) => void;
}

interface Props extends CardActions {
  visit: VisitTold;
  colour: TeamColour | undefined;
  isSmall: boolean;
  isTight: boolean;
  isLifted: boolean;
  isOpen: boolean;
  isOvernight: boolean;
  isTabStop: boolean;
  mayEdit: boolean;
}

/** All that a card shows, in one sentence. */
export function cardWords({ say, dayShort, time }: Language, visit: VisitTold, team: string): string {
  const joined = joinedOf(visit).length;
  return [
    `${visit.name}, ${visit.subdistrict}`,
    say(words.cellWith, { team, day: `${dayShort(visit.day)} ${visit.done ? say(words.held) : time(visit.start)}` }),
    visit.kind === "school" ? say(words.school) : "",
    joined > 0 ? say(words.joined, { n: joined }) : "",
    say(words.invitedLong, { n: visit.invited }),
    say(words.rkiLong, { r: visit.recorded, k: visit.cards, i: visit.ikd }),
    visit.satellite_kit ? say(words.withKit) : "",
    visit.pinned ? say(words.locked) : "",
  ]
    .filter(Boolean)
    .join(", ");
}

function Signs({ visit, isOvernight }: { visit: VisitTold; isOvernight: boolean }) {
  return (
    <span className={styles.signs} aria-hidden>
      {visit.kind === "school" && <IconSchool size={14} />}
      {visit.satellite_kit && <IconAntennaBars5 size={14} />}
      {isOvernight && <IconMoon size={14} />}
      {visit.pinned && <IconLock size={14} />}
    </span>
  );
}

/** A visit on the board. What it says in signs stands in its name as well. */
export const VisitCard = memo(function VisitCard(props: Props) {
  const { visit, colour, isSmall, isTight, isLifted, isOpen, isOvernight, isTabStop, mayEdit } = props;
  const { onOpen, onMenu, onPress } = props;
  const language = useLanguage();
  const { say, time, number } = language;
  const joined = joinedOf(visit).length;
  const more = (event: MouseEvent<HTMLElement>): void => {
    event.preventDefault();
    const { left, bottom } = event.currentTarget.getBoundingClientRect();
    onMenu(visit, { x: left, y: bottom });
  };
  const people = say(words.people, { n: expectedOf(visit) });
  return (
    <div
      className={[styles.card, isLifted && styles.lifted, isOpen && styles.opened].filter(Boolean).join(" ")}
      style={{ borderLeftColor: colour?.fill }}
      data-visit={visit.id}
    >
      <button
        type="button"
        className={styles.face}
        tabIndex={isTabStop ? 0 : -1}
        aria-label={cardWords(language, visit, colour?.letter ?? visit.team)}
        aria-haspopup="dialog"
        title={`${visit.name}, ${visit.subdistrict}`}
        onClick={() => onOpen(visit)}
        onContextMenu={mayEdit ? more : undefined}
        onPointerDown={mayEdit ? (event) => onPress(visit, event) : undefined}
      >
        {isSmall ? (
          <span className={styles.chip}>
            {number(expectedOf(visit))}
            <Signs visit={visit} isOvernight={isOvernight} />
          </span>
        ) : (
          <>
            <span className={styles.name}>{visit.name}</span>
            <span className={styles.line}>
              {visit.done ? say(words.held) : time(visit.start)}
              {joined > 0 && !isTight && ` ${say(words.joinedShort, { n: joined })}`}
              {isTight && ` · ${people}`}
            </span>
            {!isTight && (
              <span className={styles.line}>
                {people}
                <Signs visit={visit} isOvernight={isOvernight} />
              </span>
            )}
            {!isTight && (
              <span className={styles.line}>{say(words.rki, { r: visit.recorded, k: visit.cards, i: visit.ikd })}</span>
            )}
          </>
        )}
      </button>
      {mayEdit && !isSmall && (
        <button
          type="button"
          className={styles.dots}
          tabIndex={-1}
          aria-label={say(words.more, { name: visit.name })}
          aria-haspopup="menu"
          onClick={more}
        >
          <IconDots size={16} aria-hidden />
        </button>
      )}
    </div>
  );
});

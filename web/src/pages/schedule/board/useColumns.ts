import { useMemo, useState, type RefObject } from "react";
import { columnsSeen } from "../grid";
import type { BoardFacts } from "./facts";
import { isNarrow } from "./Heads";

export const NAMES_PX = 120;
const SMALL_PX = 46;
const WIDE_PX = 100;
const CLOSED_PX = 28;
const MORE_PX = 4 * SMALL_PX;

interface Wanted {
  scroller: RefObject<HTMLElement | null>;
  days: readonly string[];
  facts: BoardFacts;
  isSmall: boolean;
  count: (team: string, day: string) => number;
}

/** How wide the days are and how high the teams, and which of the days are drawn. */
export function useColumns({ scroller, days, facts, isSmall, count }: Wanted) {
  const widths = useMemo(
    () =>
      days.map((day) => {
        if (isSmall) return SMALL_PX;
        return isNarrow(facts.days.get(day)) && facts.teams.every((team) => count(team, day) === 0)
          ? CLOSED_PX
          : WIDE_PX;
      }),
    [days, isSmall, facts, count],
  );
  const [view, setView] = useState({ left: 0, width: 1600 });
  const onScroll = (): void => {
    const board = scroller.current;
    if (board !== null && isSmall) setView({ left: board.scrollLeft, width: board.clientWidth });
  };
  const seen = isSmall ? columnsSeen(widths, view.left, view.width, MORE_PX) : { first: 0, last: days.length - 1 };
  const shown = useMemo(() => days.slice(seen.first, seen.last + 1), [days, seen.first, seen.last]);
  const tracks = isSmall
    ? `repeat(${days.length}, ${SMALL_PX}px)`
    : widths.map((width) => (width === CLOSED_PX ? `${width}px` : `minmax(${width}px, 1fr)`)).join(" ");
  const heights = facts.teams.map((team) => {
    const most = Math.max(1, ...days.map((day) => count(team, day)));
    return isSmall ? `${Math.max(52, most * 28 + 6)}px` : `minmax(${most > 1 ? most * 42 + 8 : 84}px, max-content)`;
  });
  const layout = {
    width: NAMES_PX + widths.reduce((sum, width) => sum + width, 0),
    gridTemplateColumns: `${NAMES_PX}px ${tracks}`,
    gridTemplateRows: `40px 28px 28px ${heights.join(" ")}`,
  };
  return { shown, first: seen.first, layout, onScroll };
}

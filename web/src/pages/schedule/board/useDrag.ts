import { useCallback, useEffect, useRef, useState, type PointerEvent as ReactPointerEvent } from "react";
import type { VisitTold } from "@/api/generated";

const FAR_PX = 4;
const EDGE_PX = 48;
const SCROLL_PX = 14;

export interface Drag {
  /** The card in the air follows the pointer without drawing the board anew. */
  air: React.RefObject<HTMLDivElement | null>;
  visit: VisitTold | null;
  onPress: (visit: VisitTold, event: ReactPointerEvent<HTMLElement>) => void;
  cancel: () => void;
}

interface Handlers {
  /** Pressed: perhaps it will be lifted. */
  onTouch: (visit: VisitTold) => void;
  onLift: (visit: VisitTold) => void;
  onAim: (team: string, day: string) => void;
  onDrop: (visit: VisitTold, target: { team: string; day: string } | null) => void;
}

const ignore = (click: MouseEvent): void => click.stopPropagation();

const cellAt = (x: number, y: number): HTMLElement | null =>
  document.elementFromPoint(x, y)?.closest<HTMLElement>("[data-team][data-day]") ?? null;

/** Lifting a card with mouse or pen. Fingers scroll; they have the menu of the card. */
export function useDrag(scroller: React.RefObject<HTMLElement | null>, handlers: Handlers): Drag {
  const air = useRef<HTMLDivElement>(null);
  const [visit, setVisit] = useState<VisitTold | null>(null);
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
  });
  const stop = useRef<(() => void) | null>(null);
  const cancel = useCallback(() => stop.current?.(), []);
  useEffect(() => cancel, [cancel]);

  const onPress = useCallback(
    (pressed: VisitTold, event: ReactPointerEvent<HTMLElement>) => {
      if (event.button !== 0 || event.pointerType === "touch") return;
      const start = { x: event.clientX, y: event.clientY };
      let at = start;
      let isLifted = false;
      let aimed: HTMLElement | null = null;
      let frame = 0;
      latest.current.onTouch(pressed);

      const draw = (): void => {
        frame = 0;
        if (air.current !== null) air.current.style.transform = `translate(${at.x + 12}px, ${at.y + 12}px)`;
        const cell = cellAt(at.x, at.y);
        if (cell !== null && cell !== aimed) {
          aimed = cell;
          latest.current.onAim(cell.dataset["team"] ?? "", cell.dataset["day"] ?? "");
        }
        const board = scroller.current;
        if (board === null) return;
        const { left, right } = board.getBoundingClientRect();
        const before = board.scrollLeft;
        if (at.x > right - EDGE_PX) board.scrollLeft += SCROLL_PX;
        else if (at.x < left + EDGE_PX * 3) board.scrollLeft -= SCROLL_PX;
        if (board.scrollLeft !== before) frame = requestAnimationFrame(draw);
      };
      const move = (moved: PointerEvent): void => {
        at = { x: moved.clientX, y: moved.clientY };
        if (!isLifted) {
          if (Math.hypot(at.x - start.x, at.y - start.y) < FAR_PX) return;
          isLifted = true;
          setVisit(pressed);
          latest.current.onLift(pressed);
        }
        moved.preventDefault();
        if (frame === 0) frame = requestAnimationFrame(draw);
      };
      const end = (): void => {
        window.removeEventListener("pointermove", move);
        window.removeEventListener("pointerup", up);
        window.removeEventListener("pointercancel", end);
        cancelAnimationFrame(frame);
        stop.current = null;
        setVisit(null);
      };
      const up = (released: PointerEvent): void => {
        end();
        if (!isLifted) return;
        // The card was carried, not clicked: the click that may follow at once means nothing.
        window.addEventListener("click", ignore, { capture: true });
        setTimeout(() => window.removeEventListener("click", ignore, { capture: true }), 0);
        const cell = cellAt(released.clientX, released.clientY);
        const { team, day } = cell?.dataset ?? {};
        latest.current.onDrop(pressed, team === undefined || day === undefined ? null : { team, day });
      };
      stop.current?.();
      stop.current = end;
      window.addEventListener("pointermove", move);
      window.addEventListener("pointerup", up);
      window.addEventListener("pointercancel", end);
    },
    [scroller],
  );
  return { air, visit, onPress, cancel };
}

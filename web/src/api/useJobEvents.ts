import { useEffect, useState } from "react";
import type { JobState, ProgressTold } from "./generated";

export interface ProgressPoint extends ProgressTold {
  number: number;
  /** ISO moment with the offset of the office. */
  at: string;
}

export interface JobEvents {
  state: JobState | null;
  points: readonly ProgressPoint[];
  /** The stream stands; it is taken up again by itself where it broke. */
  isConnected: boolean;
  isEnded: boolean;
}

const ENDED: ReadonlySet<string> = new Set<JobState>(["done", "failed", "cancelled"]);
const START: JobEvents = { state: null, points: [], isConnected: false, isEnded: false };
const AGAIN_MS = 2_000;
const MOST_POINTS = 2_000;

/** Events of a job as they come; after a break they go on after the last one that was seen, and none is told twice. */
export function useJobEvents(id: string | undefined): JobEvents {
  const [events, setEvents] = useState<JobEvents & { of: string | undefined }>({ ...START, of: id });
  if (events.of !== id) setEvents({ ...START, of: id });

  useEffect(() => {
    if (id === undefined) return;
    let last = 0;
    let source: EventSource | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;

    const change = (make: (now: JobEvents) => Partial<JobEvents>): void =>
      setEvents((now) => (now.of === id ? { ...now, ...make(now) } : now));
    const fresh = (event: MessageEvent): Record<string, unknown> | null => {
      const number = Number(event.lastEventId);
      if (number <= last) return null;
      last = number;
      return JSON.parse(String(event.data)) as Record<string, unknown>;
    };
    const open = (): void => {
      source = new EventSource(`/v1/jobs/${encodeURIComponent(id)}/events?after=${last}`);
      source.addEventListener("open", () => change(() => ({ isConnected: true })));
      source.addEventListener("state", (event) => {
        const data = fresh(event);
        if (data === null) return;
        const state = data["state"] as JobState;
        isOver = ENDED.has(state);
        change(() => ({ state, isEnded: isOver }));
        if (isOver) source?.close();
      });
      source.addEventListener("progress", (event) => {
        const number = Number(event.lastEventId);
        const data = fresh(event);
        if (data === null) return;
        const point = { ...(data as unknown as ProgressPoint), number };
        change((now) => ({ points: [...now.points.slice(-MOST_POINTS), point] }));
      });
      source.addEventListener("error", () => {
        change(() => ({ isConnected: false }));
        // The browser connects again by itself, with Last-Event-ID, unless the answer was an error or the end (204).
        if (source?.readyState === EventSource.CLOSED && !isOver) timer = setTimeout(open, AGAIN_MS);
      });
    };
    open();
    return () => {
      isOver = true;
      source?.close();
      clearTimeout(timer);
    };
  }, [id]);
  return events;
}

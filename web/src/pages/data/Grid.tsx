import { ActionIcon } from "@mantine/core";
import { IconRestore, IconTrash } from "@tabler/icons-react";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, useState, type ClipboardEvent, type KeyboardEvent } from "react";
import type { ColumnTold, FaultTold, RowTold } from "@/api/generated";
import { useLanguage } from "@/language/useLanguage";
import styles from "./data.module.css";
import type { EditsHeld } from "./useEdits";
import { words } from "./words";
import { holdsDays, unwritten, written } from "./writtenDays";

const ROW_PX = 36;
const COUNTED = new Set(["count", "rupiah", "number", "permille", "minutes", "latitude", "longitude", "share"]);

interface Line {
  key: string;
  /** Its number in the sheet; none while it is new. */
  row: number | null;
  /** Place among the new rows. */
  index: number;
  cells: Record<string, string>;
  faults: readonly FaultTold[];
}

interface Props {
  label: string;
  sheet: string;
  columns: readonly ColumnTold[];
  rows: readonly RowTold[];
  held: EditsHeld;
  canEdit: boolean;
  /** Row and column to go to at first. */
  at: { row: number | null; column: string | null };
}

const shown = (column: ColumnTold, text: string): string => (holdsDays(column.kind) ? written(text) : text);
const widthOf = (column: ColumnTold): number => (column.kind === "text" ? 190 : COUNTED.has(column.kind) ? 110 : 140);

/** A sheet as a grid that works like the one people know: arrows, Enter, F2, Esc, paste of a block. */
export function Grid({ label, sheet, columns, rows, held, canEdit, at }: Props) {
  const { say, told } = useLanguage();
  const box = useRef<HTMLDivElement>(null);
  const added = held.edits.added[sheet] ?? [];
  const lines: Line[] = [
    ...rows.map((row) => ({ key: `${row.row}`, row: row.row, index: -1, cells: row.cells, faults: row.faults })),
    ...added.map((cells, index) => ({ key: `new ${index}`, row: null, index, cells, faults: [] })),
  ];
  const [place, setPlace] = useState({ line: 0, column: 0 });
  const [typing, setTyping] = useState<string | null>(null);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
  });

  const shownOf = (line: Line, column: ColumnTold): string =>
    shown(
      column,
      (line.row === null ? undefined : held.edits.cells[sheet]?.[line.row]?.[column.name]) ??
        line.cells[column.name] ??
        "",
    );
  const put = (line: Line, column: ColumnTold, typed: string): void => {
    const value = holdsDays(column.kind) ? unwritten(typed) : typed;
    if (line.row === null) held.setAdded(sheet, line.index, column.name, value);
    else held.setCell(sheet, line.row, column.name, value, line.cells[column.name] ?? "");
  };
  const focus = (line: number, column: number): void => {
    const next = {
      line: Math.min(Math.max(line, 0), lines.length - 1),
      column: Math.min(Math.max(column, 0), columns.length - 1),
    };
    setPlace(next);
    virtual.scrollToIndex(next.line, { align: "auto" });
    requestAnimationFrame(() =>
      box.current?.querySelector<HTMLElement>(`[data-at="${next.line} ${next.column}"]`)?.focus(),
    );
  };
  useEffect(() => {
    if (at.row === null) return;
    const line = lines.findIndex((item) => item.row === at.row);
    const column = columns.findIndex((item) => item.name === at.column);
    if (line >= 0) focus(line, Math.max(column, 0));
    // Where a link leads to, once.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [at.row, at.column]);

  const nextFault = (): void => {
    const order = [...lines.keys()].map((step) => (place.line + 1 + step) % lines.length);
    const found = order.find((index) => (lines[index]?.faults.length ?? 0) > 0);
    if (found === undefined) return;
    const name = lines[found]?.faults[0]?.column;
    focus(
      found,
      Math.max(
        0,
        columns.findIndex((column) => column.name === name),
      ),
    );
  };
  const finish = (line: Line, column: ColumnTold): void => {
    if (typing !== null) put(line, column, typing);
    setTyping(null);
  };
  const onKey = (event: KeyboardEvent, line: Line, column: ColumnTold): void => {
    if (typing !== null) {
      if (event.key === "Enter" || event.key === "Tab") {
        event.preventDefault();
        finish(line, column);
        focus(
          place.line + (event.key === "Enter" ? 1 : 0),
          place.column + (event.key === "Tab" ? (event.shiftKey ? -1 : 1) : 0),
        );
      } else if (event.key === "Escape") {
        setTyping(null);
        focus(place.line, place.column);
      }
      return;
    }
    const steps: Record<string, [number, number]> = {
      ArrowDown: [1, 0],
      ArrowUp: [-1, 0],
      ArrowLeft: [0, -1],
      ArrowRight: [0, 1],
      PageDown: [12, 0],
      PageUp: [-12, 0],
    };
    const step = steps[event.key];
    if (step !== undefined) {
      event.preventDefault();
      focus(place.line + step[0], place.column + step[1]);
    } else if (event.key === "Home" || event.key === "End") {
      event.preventDefault();
      focus(place.line, event.key === "Home" ? 0 : columns.length - 1);
    } else if (canEdit && (event.key === "Enter" || event.key === "F2")) {
      event.preventDefault();
      setTyping(shownOf(line, column));
    } else if (canEdit && event.key === "Delete") {
      put(line, column, "");
    } else if (event.key.toLowerCase() === "n" && !event.ctrlKey && !event.metaKey) {
      nextFault();
    }
  };
  const paste = (event: ClipboardEvent): void => {
    if (!canEdit || typing !== null) return;
    event.preventDefault();
    const block = event.clipboardData
      .getData("text/plain")
      .replace(/\r?\n$/, "")
      .split(/\r?\n/)
      .map((text) => text.split("\t"));
    block.forEach((cells, down) =>
      cells.forEach((value, across) => {
        const line = lines[place.line + down];
        const column = columns[place.column + across];
        if (line !== undefined && column !== undefined) put(line, column, value.trim());
      }),
    );
  };
  const chosen = lines[place.line];
  const chosenColumn = columns[place.column];
  const said =
    chosen?.faults.filter(
      (fault) => fault.column === chosenColumn?.name || fault.column === null || fault.column === undefined,
    ) ?? [];

  return (
    <>
      <div className={styles.says} role="status">
        {said.map((fault) => say(words.cellFound, { found: fault.found, expected: told(fault.expected) })).join(". ")}
      </div>
      {/* Paste goes to the cell that has the focus. */}
      <div
        ref={box}
        className={styles.grid}
        role="grid"
        // Without a row there is no cell to stand on, and its columns are still to be scrolled to.
        tabIndex={lines.length === 0 ? 0 : undefined}
        aria-label={label}
        aria-rowcount={lines.length + 1}
        aria-colcount={columns.length + 1}
        onPaste={paste}
      >
        <div className={`${styles.line} ${styles.headLine}`} role="row" aria-rowindex={1}>
          <div className={`${styles.cell} ${styles.number}`} role="columnheader">
            {say(words.row)}
          </div>
          {columns.map((column) => (
            <div
              key={column.name}
              className={styles.cell}
              role="columnheader"
              style={{ width: widthOf(column) }}
              title={told(column.note)}
            >
              {told(column.heading)}
              {told(column.unit) !== "" && <span className={styles.unit}> ({told(column.unit)})</span>}
            </div>
          ))}
        </div>
        <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: "relative" }}>
          {virtual.getVirtualItems().map((item) => {
            const line = lines[item.index];
            if (line === undefined) return null;
            const isGone = line.row !== null && (held.edits.removed[sheet] ?? []).includes(line.row);
            return (
              <div
                key={line.key}
                role="row"
                aria-rowindex={item.index + 2}
                className={isGone ? `${styles.line} ${styles.gone}` : styles.line}
                style={{ position: "absolute", top: 0, transform: `translateY(${item.start}px)`, height: ROW_PX }}
              >
                <div className={`${styles.cell} ${styles.number}`} role="rowheader">
                  {line.row ?? say(words.newRow)}
                  {canEdit && (
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      size={24}
                      aria-label={say(isGone ? words.keepRow : words.removeRow, { n: line.row ?? say(words.newRow) })}
                      onClick={() =>
                        line.row === null ? held.dropAdded(sheet, line.index) : held.toggleRemoved(sheet, line.row)
                      }
                    >
                      {isGone ? <IconRestore size={14} aria-hidden /> : <IconTrash size={14} aria-hidden />}
                    </ActionIcon>
                  )}
                </div>
                {columns.map((column, across) => {
                  const isHere = place.line === item.index && place.column === across;
                  const faults = line.faults.filter((fault) => fault.column === column.name);
                  const isChanged =
                    line.row === null || held.edits.cells[sheet]?.[line.row]?.[column.name] !== undefined;
                  const names = [
                    styles.cell,
                    faults.length > 0 && styles.faulty,
                    isChanged && styles.changed,
                    COUNTED.has(column.kind) && styles.count,
                  ];
                  const value = shownOf(line, column);
                  const listed = column.words.length > 0 ? `words-${sheet}-${column.name}` : undefined;
                  return (
                    <div
                      key={column.name}
                      role="gridcell"
                      tabIndex={isHere ? 0 : -1}
                      data-at={`${item.index} ${across}`}
                      aria-invalid={faults.length > 0 || undefined}
                      className={names.filter(Boolean).join(" ")}
                      style={{ width: widthOf(column) }}
                      title={
                        faults
                          .map((fault) => say(words.cellFound, { found: fault.found, expected: told(fault.expected) }))
                          .join("\n") || undefined
                      }
                      onFocus={() => setPlace({ line: item.index, column: across })}
                      onDoubleClick={() => canEdit && setTyping(value)}
                      onKeyDown={(event) => onKey(event, line, column)}
                    >
                      {isHere && typing !== null ? (
                        <>
                          <input
                            className={styles.input}
                            autoFocus
                            aria-label={`${told(column.heading)}, ${line.row ?? say(words.newRow)}`}
                            value={typing}
                            list={listed}
                            onChange={(event) => setTyping(event.currentTarget.value)}
                            onBlur={() => finish(line, column)}
                          />
                          {listed !== undefined && (
                            <datalist id={listed}>
                              {column.words.map((word) => (
                                <option key={word.id} value={told(word)}>
                                  {told(word)}
                                </option>
                              ))}
                            </datalist>
                          )}
                        </>
                      ) : (
                        value
                      )}
                    </div>
                  );
                })}
              </div>
            );
          })}
        </div>
      </div>
    </>
  );
}

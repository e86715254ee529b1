import { UnstyledButton } from "@mantine/core";
import { IconArrowDown, IconArrowsSort, IconArrowUp } from "@tabler/icons-react";
import { useMemo, useState, type KeyboardEvent, type ReactNode } from "react";
import { useLanguage } from "@/language/useLanguage";
import styles from "./parts.module.css";
import { words } from "./words";

export interface Column<Row> {
  key: string;
  title: string;
  /** Stands in the head, as "orang" or "km". */
  unit?: string;
  /** By what rows are sorted, and what is shown where there is no `cell`. */
  value: (row: Row) => string | number | null;
  cell?: (row: Row) => ReactNode;
  isNumber?: boolean;
  /** Short things that are read as one: a day, an hour. */
  isWhole?: boolean;
  /** The cell that names its row. */
  isHead?: boolean;
  width?: number;
}

interface Props<Row> {
  caption: string;
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  keyOf: (row: Row) => string;
  /** Column sorted by at first; "-" before it for descending. None keeps the order given. */
  sorted?: string;
  /** Rows can be chosen: click, arrows, Enter. */
  chosen?: string | null;
  onChoose?: (row: Row) => void;
  maxHeight?: number | string;
  empty?: ReactNode;
  showCaption?: boolean;
  /** On a phone each row stands as a card with all its cells: for lists that are read one by one, not compared. */
  stacks?: boolean;
}

/** A card on a phone has no head: the unit stands with the name there. */
const nameOf = ({ title, unit }: Pick<Column<never>, "title" | "unit">): string =>
  unit === undefined ? title : `${title} (${unit})`;

/** The truth behind every map and chart: sortable, printable, copied into Excel as it stands. */
export function DataTable<Row>(props: Props<Row>) {
  const { caption, rows, columns, keyOf, sorted, chosen, onChoose, maxHeight, empty, showCaption, stacks } = props;
  const { say, number, compare } = useLanguage();
  const [order, setOrder] = useState(sorted ?? "");
  const descending = order.startsWith("-");
  const by = columns.find((column) => column.key === order.replace(/^-/, ""));
  const shown = useMemo(() => {
    if (by === undefined) return rows;
    const sign = descending ? -1 : 1;
    return rows.toSorted((one, other) => {
      const [a, b] = [by.value(one), by.value(other)];
      // What is not known stands at the end either way.
      if (a === null || b === null) return Number(a === null) - Number(b === null);
      return sign * (typeof a === "number" && typeof b === "number" ? a - b : compare(String(a), String(b)));
    });
  }, [rows, by, descending, compare]);

  const step = (event: KeyboardEvent<HTMLTableRowElement>, row: Row): void => {
    const line = event.currentTarget;
    if (event.target !== line) return;
    const next = { ArrowDown: line.nextElementSibling, ArrowUp: line.previousElementSibling }[event.key];
    if (next instanceof HTMLElement) {
      event.preventDefault();
      next.focus();
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      onChoose?.(row);
    }
  };
  const chosenIndex = shown.findIndex((row) => keyOf(row) === chosen);

  return (
    // A region that scrolls must be reached by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={styles.scroller} style={{ maxHeight }} aria-label={caption} tabIndex={0}>
      <table className={stacks ? `${styles.table} ${styles.stacks}` : styles.table}>
        <caption className={showCaption ? styles.caption : "seen-by-readers-only"}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => {
              // A column of buttons has no name and nothing to sort by; the cell over it is no control.
              // oxlint-disable-next-line jsx-a11y/control-has-associated-label
              if (column.title === "") return <td key={column.key} style={{ width: column.width }} />;
              const isSorted = by?.key === column.key;
              const Sign = !isSorted ? IconArrowsSort : descending ? IconArrowDown : IconArrowUp;
              return (
                <th
                  key={column.key}
                  scope="col"
                  className={column.isNumber ? styles.number : undefined}
                  style={{ width: column.width }}
                  aria-sort={isSorted ? (descending ? "descending" : "ascending") : "none"}
                >
                  <UnstyledButton
                    className={styles.sorter}
                    title={say(words.sortBy, { title: column.title })}
                    onClick={() =>
                      setOrder(
                        isSorted
                          ? descending
                            ? column.key
                            : `-${column.key}`
                          : (column.isNumber ? "-" : "") + column.key,
                      )
                    }
                  >
                    <span>
                      {column.title}
                      {column.unit !== undefined && <span className={styles.unit}> ({column.unit})</span>}
                    </span>
                    <Sign size={14} aria-hidden className={isSorted ? styles.sorted : styles.sortable} />
                  </UnstyledButton>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {shown.map((row, index) => {
            const key = keyOf(row);
            const isChosen = key === chosen;
            return (
              <tr
                key={key}
                className={isChosen ? styles.chosen : undefined}
                aria-selected={onChoose && isChosen ? true : undefined}
                tabIndex={onChoose ? (index === Math.max(chosenIndex, 0) ? 0 : -1) : undefined}
                onClick={onChoose && (() => onChoose(row))}
                onKeyDown={onChoose && ((event) => step(event, row))}
                style={onChoose && { cursor: "pointer" }}
              >
                {columns.map((column) => {
                  const value = column.value(row);
                  const content = column.cell
                    ? column.cell(row)
                    : typeof value === "number"
                      ? number(value)
                      : (value ?? "–");
                  return column.isHead ? (
                    <th
                      key={column.key}
                      scope="row"
                      className={column.isWhole ? styles.whole : undefined}
                      data-title={stacks && column.isNumber ? column.title : undefined}
                    >
                      {content}
                    </th>
                  ) : (
                    <td
                      key={column.key}
                      className={column.isNumber ? styles.number : column.isWhole ? styles.whole : undefined}
                      data-title={stacks && column.title !== "" ? nameOf(column) : undefined}
                    >
                      {content}
                    </td>
                  );
                })}
              </tr>
            );
          })}
          {shown.length === 0 && (
            <tr>
              <td colSpan={columns.length} className={styles.none}>
                {empty ?? "–"}
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </section>
  );
}

import { IconAlertTriangle, IconTruckDelivery } from "@tabler/icons-react";
import { memo } from "react";
import { useLanguage } from "@/language/useLanguage";
import { words as partWords } from "@/parts/words";
import { words } from "../words";
import styles from "./board.module.css";
import type { DayTold } from "@/api/generated";
import type { BoardFacts } from "./facts";
import { TeamMark } from "./TeamMark";

interface Props {
  days: readonly string[];
  /** The grid column of the first of them. */
  from: number;
  facts: BoardFacts;
  isSmall: boolean;
}

/** What stands under the date: a holiday, or schools closed. */
function dayNote(say: ReturnType<typeof useLanguage>["say"], fact: DayTold | undefined): string {
  if (fact === undefined) return "";
  if (fact.note !== "") return fact.note + (fact.estimated ? ` (${say(partWords.estimate)})` : "");
  if (fact.ramadan) return say(words.ramadan);
  if (!fact.school_open && fact.working) return say(words.schoolsClosed);
  return fact.hours.kind === "friday" && fact.working ? say(words.shortDay) : "";
}

/** A weekend, of which nothing more is to be said. */
export const isNarrow = (fact: DayTold | undefined): boolean =>
  fact !== undefined && !fact.working && fact.note === "" && fact.visits === 0;

/** Dates, cards left each evening, and who holds the satellite kits: so that stock and kit react to each change. */
export const Heads = memo(function Heads({ days, from, facts, isSmall }: Props) {
  const { say, dayShort, number } = useLanguage();
  return (
    <>
      <div role="row" aria-rowindex={1} className={styles.row}>
        <div role="columnheader" aria-colindex={1} className={`${styles.corner} ${styles.head}`}>
          {say(words.team)}
        </div>
        {days.map((day, index) => {
          const fact = facts.days.get(day);
          const isClosed = fact?.working === false;
          const [weekday, date] = dayShort(day).split(" ");
          const note = dayNote(say, fact);
          return (
            <div
              key={day}
              role="columnheader"
              aria-colindex={from + index}
              style={{ gridColumn: from + index }}
              className={[
                styles.head,
                isClosed && styles.closedHead,
                isNarrow(fact) && styles.narrow,
                fact?.school_open === false && fact.working && styles.strip,
              ]
                .filter(Boolean)
                .join(" ")}
              title={note}
              aria-label={`${dayShort(day)}${isClosed ? `, ${say(words.holiday)}` : ""}${note === "" ? "" : `, ${note}`}`}
            >
              <span className={styles.date}>{isSmall || isNarrow(fact) ? date : dayShort(day)}</span>
              <span className={styles.note}>
                {isSmall || isNarrow(fact) ? weekday?.slice(0, isSmall ? 3 : 1) : note}
              </span>
            </div>
          );
        })}
      </div>
      <div role="row" aria-rowindex={2} className={styles.row}>
        <div role="rowheader" aria-colindex={1} className={`${styles.corner} ${styles.stockHead}`}>
          {say(words.cards)} <span className={styles.unit}>({say(words.cardsUnit)})</span>
        </div>
        {days.map((day, index) => {
          const fact = facts.days.get(day);
          const short = fact === undefined ? 0 : fact.field_short_cards || fact.counter_short_cards;
          const tone = fact === undefined || short === 0 ? "" : fact.field_short_cards > 0 ? styles.red : styles.amber;
          const told =
            fact === undefined
              ? "–"
              : [
                  say(words.cardsLeft, { n: fact.closing_cards, day: dayShort(day) }),
                  short > 0 ? say(words.cardsShort, { n: short }) : "",
                  fact.delivery_cards > 0 ? say(words.delivery, { n: fact.delivery_cards }) : "",
                ]
                  .filter(Boolean)
                  .join(", ");
          return (
            <div
              key={day}
              role="gridcell"
              aria-colindex={from + index}
              style={{ gridColumn: from + index }}
              className={`${styles.stock} ${tone}`}
              title={told}
              aria-label={told}
            >
              {fact !== undefined && !isNarrow(fact) && (
                <>
                  {short > 0 && <IconAlertTriangle size={12} aria-hidden />}
                  {fact.delivery_cards > 0 && <IconTruckDelivery size={12} aria-hidden />}
                  {isSmall && fact.closing_cards >= 1000
                    ? say(words.thousands, { n: number(fact.closing_cards / 1000, 1) })
                    : number(fact.closing_cards)}
                  {!isSmall && short > 0 && ` −${number(short)}`}
                </>
              )}
            </div>
          );
        })}
      </div>
      <div role="row" aria-rowindex={3} className={styles.row}>
        <div role="rowheader" aria-colindex={1} className={`${styles.corner} ${styles.kitHead}`}>
          {say(words.kits)} <span className={styles.unit}>({say(words.kitsUnit)})</span>
        </div>
        {days.map((day, index) => {
          const fact = facts.days.get(day);
          const teams = fact?.kits_out.map((kit) => kit.team) ?? [];
          return (
            <div
              key={day}
              role="gridcell"
              aria-colindex={from + index}
              style={{ gridColumn: from + index }}
              className={styles.kit}
            >
              {teams.length === 0
                ? fact !== undefined && isNarrow(fact)
                  ? ""
                  : say(words.nobody)
                : teams.map((team) => <TeamMark key={team} colour={facts.colours.get(team)} />)}
              <span className="seen-by-readers-only">
                {teams.map((team) => facts.colours.get(team)?.letter ?? team).join(", ")}
              </span>
            </div>
          );
        })}
      </div>
    </>
  );
});

import type { VisitTold } from "@/api/generated";
import { useLanguage } from "@/language/useLanguage";
import type { BoardFacts } from "./board/facts";
import { TeamMark } from "./board/TeamMark";
import { dayAfter, mondayOf, monthsOf, weeksOf } from "./days";
import { expectedOf } from "./grid";
import styles from "./schedule.module.css";
import { words } from "./words";

interface Props {
  visits: readonly VisitTold[];
  days: readonly string[];
  facts: BoardFacts;
  onOpen: (visit: VisitTold) => void;
}

/** The month as a calendar; one line for each visit. */
export function MonthView({ visits, days, facts, onOpen }: Props) {
  const { say, month, dayShort, day: dayOf, time } = useLanguage();
  const on = Map.groupBy(visits, (visit) => visit.day);
  const names = Array.from(
    { length: 7 },
    (_, index) => dayShort(dayAfter(mondayOf("2027-01-04"), index)).split(" ")[0],
  );
  return (
    <>
      {monthsOf(days).map((name) => (
        <table key={name} className={styles.month}>
          <caption>{say(words.monthCaption, { month: month(name) })}</caption>
          <thead>
            <tr>
              {names.map((weekday) => (
                <th key={weekday} scope="col">
                  {weekday}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeksOf(name).map((week) => (
              <tr key={week.find((day) => day !== null)}>
                {week.map((day, index) => {
                  if (day === null) return <td key={`none ${index}`} aria-hidden />;
                  const fact = facts.days.get(day);
                  return (
                    <td key={day} className={fact?.working === false ? styles.closed : undefined}>
                      <span className={styles.number}>{Number(day.slice(8))}</span>{" "}
                      <span className={styles.note}>{fact?.note}</span>
                      {(on.get(day) ?? []).map((visit) => (
                        <button
                          key={visit.id}
                          type="button"
                          className={styles.entry}
                          onClick={() => onOpen(visit)}
                          title={`${visit.name}, ${visit.subdistrict}`}
                          aria-label={`${visit.name}, ${visit.subdistrict}, ${say(words.teamNamed, { team: visit.team })}, ${dayOf(day)} ${visit.done ? say(words.held) : time(visit.start)}`}
                        >
                          <TeamMark colour={facts.colours.get(visit.team)} />
                          <span>{visit.name}</span>
                          <span className={styles.count}>{say(words.people, { n: expectedOf(visit) })}</span>
                          <span className={styles.countShort}>{expectedOf(visit)}</span>
                        </button>
                      ))}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </>
  );
}

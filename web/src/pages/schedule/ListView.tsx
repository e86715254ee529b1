import { useMediaQuery } from "@mantine/hooks";
import type { VisitTold } from "@/api/generated";
import { useLanguage } from "@/language/useLanguage";
import { STEPS } from "@/pages/steps/steps";
import type { Steps } from "@/pages/steps/useSteps";
import { states, words as stepWords } from "@/pages/steps/words";
import { DataTable } from "@/parts/DataTable";
import { joinedOf, visitColumns } from "@/parts/visitColumns";
import type { BoardFacts } from "./board/facts";
import { TeamMark } from "./board/TeamMark";
import styles from "./schedule.module.css";
import { words } from "./words";

interface Props {
  name: string;
  visits: readonly VisitTold[];
  facts: BoardFacts;
  openId: string | null;
  steps: Steps | null;
  onOpen: (visit: VisitTold) => void;
}

function Cards({ visits, facts, steps, onOpen }: Props) {
  const { say, day: dayOf, time } = useLanguage();
  const sorted = visits.toSorted((one, other) =>
    one.day + one.team + one.stop < other.day + other.team + other.stop ? -1 : 1,
  );
  return (
    <>
      {[...Map.groupBy(sorted, (visit) => visit.day)].map(([day, there]) => (
        <section key={day} aria-label={dayOf(day)}>
          <h2 className={styles.day}>{dayOf(day)}</h2>
          {there.map((visit) => {
            const joined = joinedOf(visit).length;
            const state = steps?.of.get(visit.id)?.state;
            return (
              <button
                key={visit.id}
                type="button"
                className={styles.item}
                style={{ borderLeftColor: facts.colours.get(visit.team)?.fill }}
                onClick={() => onOpen(visit)}
              >
                <strong>{visit.name}</strong>, {visit.subdistrict}
                <br />
                <TeamMark colour={facts.colours.get(visit.team)} /> {say(words.teamNamed, { team: visit.team })} ·{" "}
                {visit.done ? say(words.held) : time(visit.start)}
                {joined > 0 && ` · ${say(words.joined, { n: joined })}`} ·{" "}
                {say(words.rki, { r: visit.recorded, k: visit.cards, i: visit.ikd })}
                {state !== undefined && ` · ${say(states[state])}`}
              </button>
            );
          })}
        </section>
      ))}
    </>
  );
}

/** Every visit as a table; on a phone as cards, day by day. */
export function ListView(props: Props) {
  const { name, visits, facts, openId, steps, onOpen } = props;
  const language = useLanguage();
  const { say } = language;
  const isPhone = useMediaQuery("(max-width: 767px)");
  if (isPhone) return <Cards {...props} />;
  return (
    <DataTable
      caption={say(words.listCaption, { name })}
      maxHeight="calc(100dvh - 180px)"
      rows={visits}
      keyOf={(visit) => visit.id}
      sorted="day"
      chosen={openId}
      onChoose={onOpen}
      columns={[
        ...visitColumns(language, ["day", "team", "place", "hours"], {
          team: (visit) => (
            <>
              <TeamMark colour={facts.colours.get(visit.team)} /> {visit.team}
            </>
          ),
        }),
        ...(steps === null
          ? []
          : [
              {
                key: "state",
                title: say(stepWords.state),
                isWhole: true,
                // Sorted by how far it has come, not by the word.
                value: (visit: VisitTold) => {
                  const state = steps.of.get(visit.id)?.state;
                  return state === undefined ? null : STEPS.indexOf(state);
                },
                cell: (visit: VisitTold) => {
                  const state = steps.of.get(visit.id)?.state;
                  return state === undefined ? "–" : say(states[state]);
                },
              },
            ]),
        {
          key: "joined",
          title: say(words.villages),
          unit: say(words.placesUnit),
          isNumber: true,
          value: (visit) => visit.people.length,
        },
        ...visitColumns(language, ["invited", "recorded", "cards", "ikd"]),
        { key: "pinned", title: say(words.locked), value: (visit) => (visit.pinned ? say(words.locked) : "–") },
      ]}
    />
  );
}

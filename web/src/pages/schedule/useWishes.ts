import type { OriginTold, VisitTold } from "@/api/generated";
import { useLanguage } from "@/language/useLanguage";
import type { BoardFacts } from "./board/facts";
import type { Levels } from "./board/LockForm";
import { shownOfCell } from "./effect";
import { visitId } from "./grid";
import type { Change, Changes } from "./useChanges";
import { words } from "./words";

/** What can be wished of a visit, in words; a lock is kept at once, all else is shown first. */
export function useWishes(facts: BoardFacts, changes: Changes) {
  const { say, dayShort } = useLanguage();
  const letterOf = (team: string): string => facts.colours.get(team)?.letter ?? team;
  const slotOf = (team: string, day: string): string => `${letterOf(team)}, ${dayShort(day)}`;
  const propose = (change: Change, title: string, done: string, visit: string): void =>
    changes.propose({ changes: [change], title, done, effect: null, visit, to: null });
  const keep = (change: Change, title: string, done: string): void =>
    changes.keep({ changes: [change], title, done, effect: null, visit: null, to: null });
  return {
    remove: (visit: VisitTold): void =>
      propose(
        { op: "remove", site: visit.site, day: visit.day },
        say(words.removeTitle, { name: visit.name, from: slotOf(visit.team, visit.day) }),
        say(words.removed, { name: visit.name }),
        visit.id,
      ),
    invite: (visit: VisitTold, origin: OriginTold, invited: number): void =>
      propose(
        { op: "invite", site: visit.site, day: visit.day, origin: origin.site, invited },
        say(words.inviteTitle, { n: invited, origin: origin.name, name: visit.name }),
        say(words.invited, { origin: origin.name }),
        visit.id,
      ),
    unlock: (visit: VisitTold): void =>
      keep(
        { op: "unlock", site: visit.site, day: visit.day },
        say(words.unlock),
        say(words.nowUnlocked, { name: visit.name }),
      ),
    lock: (visit: VisitTold, levels: Levels): void =>
      keep(
        { op: "lock", site: visit.site, day: visit.day, ...levels },
        say(words.lockWhat, { name: visit.name }),
        say(words.nowLocked, { name: visit.name }),
      ),
    move: (visit: VisitTold, cell: Parameters<typeof shownOfCell>[0]): void => {
      const to = slotOf(cell.team, cell.day);
      changes.propose({
        changes: [{ op: "move", site: visit.site, day: visit.day, to_day: cell.day, to_team: cell.team }],
        title: say(words.moveTitle, { name: visit.name, from: slotOf(visit.team, visit.day), to }),
        done: say(words.moved, { name: visit.name, to }),
        effect: shownOfCell(cell),
        visit: visit.id,
        to: { team: cell.team, day: cell.day },
      });
    },
    add: (place: { site: string; name: string }, team: string, day: string): void => {
      const to = slotOf(team, day);
      changes.propose({
        changes: [{ op: "add", site: place.site, day, team }],
        title: say(words.addTitle, { name: place.name, to }),
        done: say(words.added, { name: place.name, to }),
        effect: null,
        visit: visitId(place.site, day),
        to: { team, day },
      });
    },
  };
}

export type Wishes = ReturnType<typeof useWishes>;

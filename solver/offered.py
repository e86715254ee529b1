"""The plans that a run has found: the best of them, the calmest, and what the caller should be told about them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from planner.calm import may_move, moved_visits, still_to_come, unrest
from planner.check import violations
from planner.domain.evidence import Goal, GoalPrice, Moves
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.goal_sentences import calm_told, moves_told
from planner.rules.wording import decimal
from planner.score import score
from planner.units import PERMILLE, VALUE_UNITS_PER_PERSON, ValueUnits

REFUSED = "DRAFT_REFUSED"
"""Code of the note that a draft broke a rule."""
CALM_KEPT = "CALM_KEPT"
"""Code of the note that value was given up to change less of the published plan."""
MANY_MOVED = "MANY_MOVED"
"""Code of the note that many published visits move, with what moving fewer would have cost."""
FEWER_MOVED_PERMILLE = 5
"""What of the value may be given up, where any may, so that no more visits move than should."""

Note = tuple[str, str, str]
"""Code, Indonesian, English."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A plan with what it is worth, when it was found, and how much of a published plan it changes."""

    plan: Plan = field(default_factory=Plan)
    value: int = 0
    crew_exhausted: tuple[str, ...] = ()
    found_s: float | None = None
    unrest: int = 0
    moved: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What should be told of a plan: notes, what calm took, and what becomes of the published visits."""

    notes: tuple[Note, ...] = ()
    prices: tuple[GoalPrice, ...] = ()
    moves: Moves | None = None


class Offered:
    """Plans offered so far; those that break a rule are refused.

    Attributes
    ----------
    best
        The plan of largest value; the empty one at first.
    calm
        Whether there is a published plan of which little should change.
    """

    def __init__(self, problem: Problem, elapsed: Callable[[], float]) -> None:
        self.problem, self._elapsed = problem, elapsed
        self.best = Found()
        self.calm = bool(still_to_come(problem))
        self._found: list[Found] = []
        self._before: Found | None = None
        self._taken: Found | None = None
        self._least = 0
        self._forced: frozenset[tuple[str, date]] = frozenset()
        self._refused: set[str] = set()

    def keep(self, plan: Plan, crew_exhausted: tuple[str, ...]) -> None:
        """A legal plan that every later one must beat, whatever it is worth."""
        self.best = Found(plan=plan, crew_exhausted=crew_exhausted, found_s=self._elapsed())

    def start_with(self, plan: Plan) -> None:
        """A legal plan below whose value nothing is handed out."""
        self.offer(plan, ())
        self._least = self.best.value
        self._forced = frozenset(moved_visits(self.problem, plan))

    def offer(self, plan: Plan, crew_exhausted: tuple[str, ...]) -> None:
        """Keep a plan if it is the best, or might be the calmest; refuse it if it breaks a rule."""
        value = score(self.problem, plan).value
        if value == 0:
            # Even if nobody can be sent out, the reason is worth telling.
            self.best = replace(self.best, crew_exhausted=self.best.crew_exhausted or crew_exhausted)
        if value <= self.best.value and not self.calm:
            return
        broken = violations(self.problem, plan)
        if broken:
            self._refused |= {item.rule for item in broken}
            return
        first = self._elapsed() if self.best.found_s is None else self.best.found_s
        points = unrest(self.problem, plan) if self.calm else 0
        moved = len(moved_visits(self.problem, plan)) if self.calm else 0
        offered = Found(
            plan=plan, value=value, crew_exhausted=crew_exhausted, found_s=first, unrest=points, moved=moved
        )
        self._found.append(offered)
        if value > self.best.value or self.best.found_s is None:
            self.best = offered

    def recrew(self, plan: Plan) -> None:
        """The best plan with other crews."""
        self.best = replace(self.best, plan=plan)

    def settle(self) -> None:
        """Of the plans found, take the calmest that gives up no more than may be given up."""
        if self.calm and self._found:
            self._before, self._taken = self.best, self._calmest()
            self.best = replace(self._taken, found_s=self.best.found_s)

    def told(self, plan: Plan, bound: ValueUnits, others: Sequence[Plan] = ()) -> Told:
        """What should be told of the plan that is handed out, once settled.

        Parameters
        ----------
        plan
            The plan that was taken, or what goals before calm made of it.
        bound
            Holds for every plan.
        others
            Further plans that were found, for those goals.
        """
        notes = [_refused(rule) for rule in sorted(self._refused)]
        before, taken = self._before, self._taken
        if before is None or taken is None:
            return Told(notes=tuple(notes))
        if taken.value < before.value:
            notes.append(_calm_kept(before, taken, unrest(self.problem, plan)))
        moves, note = self._moves_of(plan, others)
        if note is not None:
            notes.append(note)
        was, now = score(self.problem, before.plan), score(self.problem, taken.plan)
        price = GoalPrice(
            goal=Goal.CALM,
            value=was.value - now.value,
            persons=was.people.persons - now.people.persons,
            sentence=calm_told(self.problem, plan, was, now, bound),
        )
        return Told(notes=tuple(notes), prices=(price,), moves=moves)

    def moves_too_many(self) -> bool:
        """Whether more published visits move than should in the plan that would be handed out now."""
        return bool(self.calm and self._found) and self._calmest().moved > self._most_moved()

    def calmer_known(self) -> tuple[Plan, tuple[Plan, ...], int]:
        """The plan found that moves fewest visits, all that are worth more, best first, and how many may move."""
        fewest = self._fewest()
        more = sorted((one for one in self._found if one.value > fewest.value), key=lambda one: -one.value)
        return fewest.plan, tuple(one.plan for one in more), self._most_moved()

    def _fewest(self) -> Found:
        return min(self._found, key=lambda one: (one.moved, -one.value))

    def _most_moved(self) -> int:
        """Visits that may move: the share of those to come, or as few as any plan found needs."""
        return max(may_move(self.problem), self._fewest().moved)

    def _calmest(self) -> Found:
        """The plan to be handed out: no more visits moved than should be, if that costs next to nothing."""
        hold = self.problem.policy.weights.hold_permille
        most = self._most_moved()
        within = [one for one in self._found if one.value >= self._floor(hold)]
        if not any(one.moved <= most for one in within) and hold:
            least = self._floor(max(hold, FEWER_MOVED_PERMILLE))
            within += [one for one in self._found if one.value >= least and one.moved <= most]
        return min(within, key=lambda one: (one.moved > most, one.unrest, -one.value))

    def _floor(self, permille: int) -> ValueUnits:
        """The least value of a plan that gives up so much of the best one's."""
        return max(self._least, self.best.value * (PERMILLE - permille) // PERMILLE)

    def _moves_of(self, plan: Plan, others: Sequence[Plan]) -> tuple[Moves, Note | None]:
        """How many visits a plan moves, and the note on what moving fewer would have cost where many move."""
        lost, may = moved_visits(self.problem, plan), may_move(self.problem)
        known = [(one.plan, one.moved) for one in self._found]
        known += [(one, len(moved_visits(self.problem, one))) for one in (plan, *others)]
        most = max(may, min(moved for _, moved in known))
        forced = sum(visit in self._forced for visit in lost)
        moves = Moves(coming=len(still_to_come(self.problem)), moved=len(lost), limit=most, forced=forced)
        if len(lost) <= may:
            return moves, None
        if len(lost) <= most:
            return moves, (MANY_MOVED, *moves_told(self.problem, len(lost), forced))
        fewer = (score(self.problem, one) for one, moved in known if moved <= most)
        before, after = score(self.problem, plan), max(fewer, key=lambda one: one.value)
        moves = replace(
            moves,
            keeping_persons=before.people.persons - after.people.persons,
            keeping_value=before.value - after.value,
        )
        return moves, (MANY_MOVED, *moves_told(self.problem, len(lost), forced, (most, before, after)))


def _refused(rule: str) -> Note:
    """The note on a draft that broke a rule: a fault of the engine, the plan handed out is another."""
    return (
        REFUSED,
        f"Kesalahan mesin: satu rancangan melanggar aturan {rule} dan tidak dipakai; rencana ini rencana lain.",
        f"Fault of the engine: a draft broke the rule {rule} and was refused; this plan is another one.",
    )


def _calm_kept(best: Found, calmest: Found, points: int) -> Note:
    """The note on what keeping the published plan costs; goals before calm may have made another plan since."""
    given, most = (decimal(value, VALUE_UNITS_PER_PERSON, 1) for value in (best.value - calmest.value, best.value))
    later = ("", "")
    if points != calmest.unrest:
        later = (f"; {points} setelah sasaran yang didahulukan", f"; {points} after the goals that come first")
    return (
        CALM_KEPT,
        f"Supaya jadwal terbit sedikit berubah, {given[0]} orang berbobot dilepas dari {most[0]} pada rencana "
        f"terbaik yang ditemukan (poin perubahan {calmest.unrest}, bukan {best.unrest}{later[0]}).",
        f"To change less of the published plan, {given[1]} weighted people are given up of {most[1]} in the best "
        f"plan found ({calmest.unrest} points of change, not {best.unrest}{later[1]}).",
    )

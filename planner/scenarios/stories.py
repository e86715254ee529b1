"""Stories of deliveries: one beginning for all of them, and for each its own rest of the month once it is known.

Until the day of reveal nobody knows which story comes true, so that all share the trips before it. From that day on
each story is replanned as an office would: what is done is done, what was announced stays if it can. Which beginning is
best is decided by the mean over the stories or, to be on the safe side, by a quantile.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from planner.changes import AnyChange, changed
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.errors import Fault
from planner.ledger import stock_without_field
from planner.replan import rest_of
from planner.score import score
from planner.units import ValueUnits

SolveMonth = Callable[[Problem, Plan | None], tuple[Plan, ValueUnits | None]]
"""A plan of a problem, going on from another one, and what no plan of it exceeds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What may happen: its name, how likely it is beside the others, and its changes."""

    name: str
    weight: int
    changes: tuple[AnyChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A beginning carried to the end of one story: the rest of the month, and what both are worth together."""

    story: str
    plan: Plan
    value: ValueUnits


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """Trips before the reveal, whose plan they are from, and how each story goes on."""

    name: str
    plan: Plan
    ends: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoriesAnswer:
    """What was chosen.

    Attributes
    ----------
    chosen
        The best beginning by the quantile, or by the mean where none was asked for.
    worth
        What it is worth by that measure.
    bound
        No beginning is worth more: the measure of the bounds of the stories, each known from the first day.
        ``None`` where a story has no bound.
    tried
        All beginnings, in the order in which they were made.
    """

    chosen: Beginning
    worth: ValueUnits
    bound: ValueUnits | None
    tried: tuple[Beginning, ...]


def story_faults(problem: Problem, stories: Sequence[Story], reveal: date, where: str) -> Iterator[Fault]:
    """Stories that cannot be told together: none, without weight, or different before the day of reveal."""
    if not stories:
        yield Fault(
            code="NO_STORY", where=where, found="", expected=("paling sedikit satu cerita", "at least one story")
        )
    if problem.period.day(reveal) is None:
        span = f"{problem.period.first.isoformat()} - {problem.period.last.isoformat()}"
        inside = (f"hari di antara {span}", f"a day within {span}")
        yield Fault(code="REVEAL_OUTSIDE", where=f"{where}/reveal", found=reveal.isoformat(), expected=inside)
    usual = stock_without_field(problem)
    for number, story in enumerate(stories):
        if story.weight < 1:
            expected = ("bobot mulai 1", "a weight from 1")
            yield Fault(
                code="STORY_WITHOUT_WEIGHT",
                where=f"{where}/{number}/weight",
                found=str(story.weight),
                expected=expected,
            )
        wrong = [item for change in story.changes for item in change.wrong(problem)]
        for item in wrong:
            place = f"{where}/{number}/{item.field}"
            yield Fault(code="CHANGE_DOES_NOT_FIT", where=place, found=item.found, expected=item.expected)
        if not wrong:
            own = stock_without_field(changed(problem, story.changes))
            early = [day for day in usual if day < reveal and own[day] != usual[day]]
            if early:
                alike = (f"stok yang sama sampai {reveal.isoformat()}", f"the same stock until {reveal.isoformat()}")
                yield Fault(
                    code="STORY_BEFORE_REVEAL",
                    where=f"{where}/{number}",
                    found=early[0].isoformat(),
                    expected=alike,
                )


def told_together(
    problem: Problem, stories: Sequence[Story], reveal: date, solve: SolveMonth, *, quantile_permille: int | None = None
) -> StoriesAnswer:
    """The best beginning among those of the plan without stories and of the plan of each story.

    Parameters
    ----------
    reveal
        First day on which it is known which story comes true.
    quantile_permille
        The value that a beginning reaches in all but this share of the stories, by weight; ``None``: the mean.
    """
    problems = [changed(problem, story.changes) for story in stories]
    usual, _ = solve(problem, None)
    known = [solve(one, usual) for one in problems]
    first = [("", usual), *((story.name, plan) for story, (plan, _) in zip(stories, known, strict=True))]
    tried: list[Beginning] = []
    seen: list[Plan] = []
    for name, plan in first:
        trips = Plan(trips=tuple(trip for trip in plan.trips if trip.days[0] < reveal))
        if trips in seen:
            continue
        seen.append(trips)
        ends = tuple(
            _carried_on(one, story, plan, trips, reveal, solve) for one, story in zip(problems, stories, strict=True)
        )
        tried.append(Beginning(name=name, plan=trips, ends=ends))
    weights = [story.weight for story in stories]

    def worth(beginning: Beginning) -> ValueUnits:
        return measured([told.value for told in beginning.ends], weights, quantile_permille)

    chosen = max(tried, key=worth)
    bounds = [bound for _, bound in known]
    sure = [bound for bound in bounds if bound is not None]
    bound = measured(sure, weights, quantile_permille) if len(sure) == len(bounds) else None
    return StoriesAnswer(chosen=chosen, worth=worth(chosen), bound=bound, tried=tuple(tried))


def _carried_on(problem: Problem, story: Story, plan: Plan, begun: Plan, reveal: date, solve: SolveMonth) -> Told:
    """A plan whose beginning stands, replanned from the day of reveal on."""
    rest, start = rest_of(problem, plan, reveal)
    found, _ = solve(rest, start)
    value = score(problem, begun).value + score(rest, found).value
    return Told(story=story.name, plan=found, value=value)


def measured(values: Sequence[ValueUnits], weights: Sequence[int], quantile_permille: int | None) -> ValueUnits:
    """The mean by weight, rounded down; or the value that is reached in all but ``quantile_permille`` of the weight."""
    total = sum(weights)
    if quantile_permille is None:
        return sum(value * weight for value, weight in zip(values, weights, strict=True)) // total
    below = 0
    for value, weight in sorted(zip(values, weights, strict=True)):
        below += weight
        if below * 1000 > quantile_permille * total:
            return value
    return max(values)

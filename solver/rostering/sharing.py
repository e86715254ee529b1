"""What makes a roster fair, as terms to be made small: squares of field days and of nights, counted per person.

Also a part of a roster by itself: whoever goes with the trips of the other part is away on their days, and has
gone out on them.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ortools.sat.python import cp_model

from planner.domain.history import PastFieldDay
from planner.domain.problem import Problem
from planner.domain.team import DateRange
from solver.rostering.spans import Span, month_of, week_of
from solver.rostering.staffing import Crews

MONTH, NIGHT, WEEK = 4, 4, 1
"""What weighs a step of a month's field days, of its nights, and of a week's field days."""

PERSON, CHANGE = 100_000, 2_000
"""What weighs a person on a day of a trip, and a name that was not told, beside the squares of days."""

Told = Mapping[tuple[str, date], frozenset[str]]
"""Staff by (team, day) of the plan that was."""
Held = Mapping[tuple[str, date], Collection[str]]
"""Who goes with a team on a day in a roster that is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outing:
    """The days on which a team is out together, the nights between them included."""

    team: str
    days: tuple[date, ...]


def beside(problem: Problem, manned: Iterable[tuple[Outing, Collection[str]]]) -> Problem:
    """The problem for the rest of a roster, of which ``manned`` stands."""
    days: dict[str, list[PastFieldDay]] = {}
    for outing, crew in manned:
        for name in crew:
            days.setdefault(name, []).extend(
                PastFieldDay(who=name, day=day, night=day != outing.days[-1]) for day in outing.days
            )
    if not days:
        return problem
    staff = tuple(
        replace(member, away=(*member.away, *(DateRange(first=item.day, last=item.day) for item in days[member.id])))
        if member.id in days
        else member
        for member in problem.staff
    )
    past = tuple(item for name in sorted(days) for item in days[name])
    history = replace(problem.history, staff_days=(*problem.history.staff_days, *past))
    return replace(problem, staff=staff, history=history)


def stay_together(model: cp_model.CpModel, crews: Crews, outings: Sequence[Outing]) -> None:
    """Whoever goes on the first day of an outing goes on all of them; nobody else joins on the way."""
    for outing in outings:
        first, *later = outing.days
        for day in later:
            for name in sorted(crews.able(outing.team, first) | crews.able(outing.team, day)):
                model.add(crews.goes(name, outing.team, day) == crews.goes(name, outing.team, first))


def shares(
    problem: Problem, model: cp_model.CpModel, crews: Crews, outings: Sequence[Outing], held: Held
) -> list[cp_model.LinearExprT]:
    """Terms whose sum is least where days and nights are shared best; hinted as ``held`` has them."""
    slept = {(outing.team, day) for outing in outings for day in outing.days[:-1]}
    days: dict[str, dict[date, list[cp_model.LinearExprT]]] = {}
    nights: dict[str, dict[date, list[cp_model.LinearExprT]]] = {}
    for (name, team, day), takes in crews.out.items():
        days.setdefault(name, {}).setdefault(day, []).append(sum(takes))
        if (team, day) in slept:
            nights.setdefault(name, {}).setdefault(day, []).append(sum(takes))
    out = {(name, day) for (_, day), crew in held.items() for name in crew}
    out_at_night = {(name, day) for (team, day), crew in held.items() if (team, day) in slept for name in crew}
    past: dict[str, set[date]] = {}
    past_nights: dict[str, list[date]] = {}
    for item in problem.history.staff_days:
        past.setdefault(item.who, set()).add(item.day)
        if item.night:
            past_nights.setdefault(item.who, []).append(item.day)
    cost: list[cp_model.LinearExprT] = []
    for name, by_day in days.items():
        gone = past.get(name, set())
        cost += _squares(model, by_day, month_of, MONTH, gone, {day for who, day in out if who == name})
        cost += _squares(model, by_day, week_of, WEEK, gone, {day for who, day in out if who == name})
    for name, by_night in nights.items():
        gone_at_night = past_nights.get(name, [])
        known = {day for who, day in out_at_night if who == name}
        cost += _squares(model, by_night, month_of, NIGHT, gone_at_night, known)
    return cost


def _squares(
    model: cp_model.CpModel,
    by_day: Mapping[date, Sequence[cp_model.LinearExprT]],
    span: Span,
    weight: int,
    past: Collection[date],
    known: Collection[date],
) -> list[cp_model.LinearExprT]:
    """Cost of the squares of days per span, past ones counted in: each further day weighs more than the one before."""
    cost: list[cp_model.LinearExprT] = []
    for key in sorted({span(day) for day in by_day}):
        here = [one for day, found in by_day.items() if span(day) == key for one in found]
        before = sum(span(day) == key for day in past)
        hinted = sum(span(day) == key for day in known)
        steps = [model.new_bool_var("") for _ in range(sum(span(day) == key for day in by_day))]
        model.add(sum(steps) == sum(here))
        for number, step in enumerate(steps):
            model.add_hint(step, number < hinted)
            cost.append(weight * (2 * (before + number) + 1) * step)
    return cost


def unfairness(problem: Problem, manned: Iterable[tuple[Outing, Collection[str]]]) -> int:
    """The sum that :func:`shares` makes small, of a whole roster: steps of months, nights and weeks."""
    days: dict[str, set[date]] = {}
    nights: dict[str, list[date]] = {}
    for item in problem.history.staff_days:
        days.setdefault(item.who, set()).add(item.day)
        if item.night:
            nights.setdefault(item.who, []).append(item.day)
    for outing, crew in manned:
        for name in crew:
            days.setdefault(name, set()).update(outing.days)
            nights.setdefault(name, []).extend(outing.days[:-1])
    total = 0
    for found, span, weight in (
        *((found, month_of, MONTH) for found in days.values()),
        *((found, week_of, WEEK) for found in days.values()),
        *((found, month_of, NIGHT) for found in nights.values()),
    ):
        counts: dict[date, int] = {}
        for day in found:
            counts[span(day)] = counts.get(span(day), 0) + 1
        total += sum(weight * count * count for count in counts.values())
    return total

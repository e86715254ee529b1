"""``pin``: something locked was moved: the day, the team, the place in the order or the start of a visit.

A pin on a day before ``as_of`` is kept by the visit that was done.
"""

from collections.abc import Iterator

from planner.domain.history import Pin
from planner.domain.plan import Plan, Trip
from planner.domain.problem import Problem
from planner.rules.reading import keeps, place_text, visits_of
from planner.rules.violation import Violation
from planner.rules.wording import Pair, time_text, told

RULE = "pin"
TITLE = ("Yang dikunci tidak digeser", "What is locked stays where it is")


def check(problem: Problem, plan: Plan) -> Iterator[Violation]:
    """One violation for each pin that no visit of the plan keeps."""
    for pin in problem.pins:
        found = any(keeps(pin, trip, number) for trip in plan.trips for number in range(len(trip.visits)))
        if not found and not _was_done(problem, pin):
            yield _moved(problem, plan, pin)


def _visits_at(plan: Plan, pin: Pin) -> Iterator[tuple[Trip, int]]:
    for trip in plan.trips:
        for number, visit in enumerate(trip.visits):
            if visit.site == pin.site and visit.day == pin.day:
                yield trip, number


def _was_done(problem: Problem, pin: Pin) -> bool:
    return pin.day < problem.period.as_of and any(
        visit.site == pin.site and visit.day == pin.day and pin.team in (None, visit.team) for visit in problem.done
    )


def _moved(problem: Problem, plan: Plan, pin: Pin) -> Violation:
    there = next(_visits_at(plan, pin), None)
    days = sorted({visit.day for _, visit in visits_of(plan) if visit.site == pin.site})
    if there is not None:
        trip, number = there
        found = _told_visit(trip.team, number + 1, time_text(trip.visits[number].start))
    elif days:
        found = told("rencana mengunjunginya pada {day}", "the plan visits it on {day}", day=days[0])
    else:
        found = ("rencana tidak mengunjunginya", "the plan does not visit it")
    return Violation(
        rule=RULE,
        where=place_text(pin.site, pin.day),
        found=found[1],
        allowed=_level(pin)[1] or "visited",
        amount=1,
        sentence=told(
            "Kunjungan ke {site} pada {day} dikunci{level}, tetapi {found}.",
            "The visit to {site} on {day} is locked{level}, but {found}.",
            site=problem.site[pin.site].name,
            day=pin.day,
            level=_level(pin),
            found=found,
        ),
    )


def _told_visit(team: str, position: int, start: Pair) -> Pair:
    return told(
        "rencana: tim {team}, kunjungan ke-{position}, mulai {start}",
        "the plan has team {team}, stop {position}, from {start}",
        team=team,
        position=position,
        start=start,
    )


def _level(pin: Pin) -> Pair:
    indonesian, english = "", ""
    if pin.team is not None:
        indonesian, english = indonesian + f", tim {pin.team}", english + f", team {pin.team}"
    if pin.position is not None:
        indonesian, english = indonesian + f", kunjungan ke-{pin.position}", english + f", stop {pin.position}"
    if pin.start is not None:
        start = time_text(pin.start)
        indonesian, english = f"{indonesian}, mulai {start[0]}", f"{english}, from {start[1]}"
    return indonesian, english

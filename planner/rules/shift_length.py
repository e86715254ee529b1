"""``shift_length``: travel, set-up, service, packing and break do not fit the shift (or its paid overtime).

Every phase must have its full length: a plan that gains time by shortening one breaks this rule as well. The
break is taken while the team is at its sites, between the first arrival and the last departure.
"""

from collections.abc import Iterator
from itertools import pairwise

from planner.domain.plan import Plan, Trip, Visit
from planner.domain.problem import Problem
from planner.route import TripDay, trip_days, working_span
from planner.rules.reading import break_on, hours_on, place_text, visit_place, without_break
from planner.rules.violation import Violation
from planner.rules.wording import Pair, span, spans, time_span, told

RULE = "shift_length"
TITLE = (
    "Perjalanan, persiapan, pelayanan, pembongkaran dan istirahat muat dalam jam kerja",
    "Travel, set-up, service, packing and break fit the shift",
)
SET_UP: Pair = ("persiapan", "set-up")
PACKING: Pair = ("pembongkaran", "packing")
WAITING: Pair = ("waktu antara tiba dan persiapan", "the time between arrival and set-up")
SERVICE: Pair = ("pelayanan", "service")
BREAK: Pair = ("istirahat", "the break")
DRIVING: Pair = ("perjalanan di luar istirahat", "driving beside the break")


def check(problem: Problem, plan: Plan) -> Iterator[Violation]:
    """Days that leave too early or return too late, and phases that are too short."""
    for trip in plan.trips:
        for today in trip_days(problem, trip):
            yield from _shift(problem, trip, today)
            if today.visits:
                yield from _pause(problem, trip, today)
                yield from _pause_on_the_way(trip, today)
        for visit in trip.visits:
            yield from _phases(problem, trip, visit)


def _shift(problem: Problem, trip: Trip, today: TripDay) -> Iterator[Violation]:
    hours = hours_on(problem, trip, today.day)
    leave, back = working_span(problem, trip, today)
    outside = max(hours.shift_start - leave, back - hours.shift_end)
    if outside <= 0:
        return
    found = time_span(max(0, leave), back)
    allowed = time_span(hours.shift_start, hours.shift_end)
    yield Violation(
        rule=RULE,
        where=place_text(trip.id, today.day),
        found=found[1],
        allowed=allowed[1],
        amount=outside,
        sentence=told(
            "Tim {team} bekerja pukul {found} pada {day}; jam kerjanya {allowed}, jadi lebih {over}.",
            "Team {team} is at work {found} on {day}; its shift is {allowed}, so it is over by {over}.",
            team=trip.team,
            day=today.day,
            found=found,
            allowed=allowed,
            over=span(outside),
        ),
    )


def _pause(problem: Problem, trip: Trip, today: TripDay) -> Iterator[Violation]:
    pause = break_on(trip, today.day)
    arrive, depart = today.visits[0].arrive, today.visits[-1].depart
    taken = 0 if pause is None else max(0, min(pause.end, depart) - max(pause.start, arrive))
    needed = hours_on(problem, trip, today.day).break_s
    whole = taken if pause is None else pause.end - pause.start
    if taken < needed or taken < whole:
        yield _too_short(trip, place_text(trip.id, today.day), BREAK, taken, max(needed, whole), today.visits[0])


def _pause_on_the_way(trip: Trip, today: TripDay) -> Iterator[Violation]:
    for (before, after), leg in zip(pairwise(today.visits), today.legs[1:], strict=False):
        gap = after.arrive - before.depart
        driving = without_break(trip, today.day, before.depart, after.arrive)
        # A gap that is too short even with the break is the other rule: a team in two places.
        if leg.seconds is not None and driving < leg.seconds <= gap:
            yield _too_short(trip, visit_place(trip, after), DRIVING, driving, leg.seconds, after)


def _phases(problem: Problem, trip: Trip, visit: Visit) -> Iterator[Violation]:
    phases = (
        (WAITING, visit.arrive, visit.set_up, 0),
        (SET_UP, visit.set_up, visit.start, problem.policy.setup_s),
        (SERVICE, visit.start, visit.end, 0),
        (PACKING, visit.end, visit.depart, problem.policy.pack_s),
    )
    for name, start, end, needed in phases:
        length = without_break(trip, visit.day, start, end)
        if length < needed:
            yield _too_short(trip, visit_place(trip, visit), name, length, needed, visit)


def _too_short(trip: Trip, where: str, phase: Pair, found: int, needed: int, visit: Visit) -> Violation:
    has, needs = spans(max(0, found), needed)
    return Violation(
        rule=RULE,
        where=where,
        found=f"{found} s",
        allowed=f"{needed} s",
        amount=needed - found,
        sentence=told(
            "Tim {team}, {day}: {phase} hanya {found}, padahal perlu {needed}.",
            "Team {team}, {day}: {phase} has {found} only, but needs {needed}.",
            team=trip.team,
            day=visit.day,
            phase=phase,
            found=has,
            needed=needs,
        ),
    )

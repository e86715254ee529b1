"""``service_window``: service lies outside the hours of the site that day, or over the day's service limit.

The break belongs to it as well: it must lie between the hours that the day gives for it (Friday prayer, lunch).
"""

from collections.abc import Iterator

from planner.domain.plan import Plan, Trip, Visit
from planner.domain.problem import Problem
from planner.route import TripDay, trip_days
from planner.rules.reading import break_on, hours_on, place_text, service_time, visit_place
from planner.rules.violation import Violation
from planner.rules.wording import spans, time_span, time_text, told

RULE = "service_window"
TITLE = (
    "Pelayanan berlangsung di dalam jam buka tempat itu dan batas jam layanan sehari",
    "Service lies inside the hours of the site and the service limit of the day",
)


def check(problem: Problem, plan: Plan) -> Iterator[Violation]:
    """Visits outside the hours of their site; days over the service limit; breaks at the wrong time."""
    for trip in plan.trips:
        for visit in trip.visits:
            yield from _site_hours(problem, trip, visit)
        for today in trip_days(problem, trip):
            yield from _service_limit(problem, trip, today)
            yield from _break_hours(problem, trip, today)


def _site_hours(problem: Problem, trip: Trip, visit: Visit) -> Iterator[Violation]:
    site = problem.site[visit.site]
    outside = max(site.open_from - visit.start, visit.end - site.open_until)
    if outside <= 0:
        return
    served, hours = time_span(visit.start, visit.end), time_span(site.open_from, site.open_until)
    yield Violation(
        rule=RULE,
        where=visit_place(trip, visit),
        found=served[1],
        allowed=hours[1],
        amount=outside,
        sentence=told(
            "Pelayanan di {site} pada {day} pukul {served}, padahal tempat itu hanya buka {hours}.",
            "Service at {site} on {day} runs {served}, but the site is open {hours} only.",
            site=site.name,
            day=visit.day,
            served=served,
            hours=hours,
        ),
    )


def _service_limit(problem: Problem, trip: Trip, today: TripDay) -> Iterator[Violation]:
    limit = hours_on(problem, trip, today.day).service_limit_s
    served = sum(service_time(trip, visit) for visit in today.visits)
    if served > limit:
        long, most = spans(served, limit)
        yield Violation(
            rule=RULE,
            where=place_text(trip.id, today.day),
            found=f"{served} s",
            allowed=f"{limit} s",
            amount=served - limit,
            sentence=told(
                "Tim {team} melayani {served} pada {day}; batas hari itu {limit}.",
                "Team {team} serves {served} on {day}; the limit of that day is {limit}.",
                team=trip.team,
                served=long,
                day=today.day,
                limit=most,
            ),
        )


def _break_hours(problem: Problem, trip: Trip, today: TripDay) -> Iterator[Violation]:
    pause = break_on(trip, today.day)
    if pause is None:
        return
    hours = hours_on(problem, trip, today.day)
    outside = max(hours.break_earliest - pause.start, pause.end - hours.break_latest)
    if outside <= 0:
        return
    taken, allowed = time_span(pause.start, pause.end), time_span(hours.break_earliest, hours.break_latest)
    yield Violation(
        rule=RULE,
        where=place_text(trip.id, today.day),
        found=taken[1],
        allowed=allowed[1],
        amount=outside,
        sentence=told(
            "Istirahat tim {team} pada {day} pukul {taken}; seharusnya antara {earliest} dan {latest}.",
            "The break of team {team} on {day} is {taken}; it belongs between {earliest} and {latest}.",
            team=trip.team,
            day=today.day,
            taken=taken,
            earliest=time_text(hours.break_earliest),
            latest=time_text(hours.break_latest),
        ),
    )

"""``one_trip_at_a_time``: a team is in two places, out for too many nights, or works on its rest day after nights.

A trip with nights is followed by one day of rest: the calendar day after it comes home. Nights before the
period (``history``) count.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from planner.domain.plan import Plan, Trip
from planner.domain.problem import Problem
from planner.route import trip_days
from planner.rules.reading import place_text, trips_on, visit_place
from planner.rules.violation import Violation
from planner.rules.wording import spans, told

RULE = "one_trip_at_a_time"
TITLE = (
    "Satu tim hanya di satu tempat, tidak menginap melebihi batas, dan beristirahat sehari sesudah menginap",
    "A team is in one place at a time, stays within its nights, and rests a day after nights out",
)
DAY = timedelta(days=1)


def check(problem: Problem, plan: Plan) -> Iterator[Violation]:
    """Two trips on a day, stops nearer in time than the way between them, nights, rest days."""
    yield from _two_trips(plan)
    for trip in plan.trips:
        yield from _two_places(problem, trip)
        yield from _nights(problem, trip)
    yield from _rest_days(problem, plan)


def _two_trips(plan: Plan) -> Iterator[Violation]:
    for day, trips in trips_on(plan).items():
        by_team: dict[str, list[Trip]] = defaultdict(list)
        for trip in trips:
            by_team[trip.team].append(trip)
        for team, both in by_team.items():
            if len(both) > 1:
                yield Violation(
                    rule=RULE,
                    where=place_text(team, day),
                    found=str(len(both)),
                    allowed="1",
                    amount=len(both) - 1,
                    sentence=told(
                        "Tim {team} mempunyai {count} perjalanan pada {day}; hanya satu yang mungkin.",
                        "Team {team} has {count} trips on {day}; one is possible.",
                        team=team,
                        count=len(both),
                        day=day,
                    ),
                )


def _two_places(problem: Problem, trip: Trip) -> Iterator[Violation]:
    for today in trip_days(problem, trip):
        for (before, after), leg in zip(pairwise(today.visits), today.legs[1:], strict=False):
            gap, needed = after.arrive - before.depart, leg.seconds or 0
            if gap < needed:
                has, needs = spans(max(0, gap), needed)
                yield Violation(
                    rule=RULE,
                    where=visit_place(trip, after),
                    found=f"{gap} s",
                    allowed=f"{needed} s",
                    amount=needed - gap,
                    sentence=told(
                        "Tim {team} pada {day} harus sudah di {after} {gap} sesudah meninggalkan {before}, "
                        "padahal perjalanannya {needed}.",
                        "Team {team} on {day} is to be at {after} {gap} after leaving {before}, "
                        "but the way takes {needed}.",
                        team=trip.team,
                        day=today.day,
                        after=problem.site[after.site].name,
                        before=problem.site[before.site].name,
                        gap=has,
                        needed=needs,
                    ),
                )


def _nights(problem: Problem, trip: Trip) -> Iterator[Violation]:
    nights, limit = len(trip.days) - 1, problem.policy.max_nights
    if nights > limit:
        yield Violation(
            rule=RULE,
            where=trip.id,
            found=str(nights),
            allowed=str(limit),
            amount=nights - limit,
            sentence=told(
                "Tim {team} menginap {nights} malam sejak {day}; paling banyak {limit}.",
                "Team {team} stays out {nights} nights from {day}; {limit} at most.",
                team=trip.team,
                nights=nights,
                day=trip.days[0],
                limit=limit,
            ),
        )


def _rest_days(problem: Problem, plan: Plan) -> Iterator[Violation]:
    nights: dict[str, set[date]] = defaultdict(set)
    for past in problem.history.team_days:
        if past.night:
            nights[past.who].add(past.day)
    for trip in plan.trips:
        nights[trip.team].update(trip.days[:-1])
    for trip in plan.trips:
        start = trip.days[0]
        out = nights[trip.team]
        # Out the night before: not even home. Out the night before that: home yesterday, so today is for rest.
        if start - DAY in out or start - 2 * DAY in out:
            yield Violation(
                rule=RULE,
                where=place_text(trip.id, start),
                found=start.isoformat(),
                allowed="rest day",
                amount=1,
                sentence=told(
                    "Tim {team} berangkat lagi pada {day}, hari istirahatnya sesudah menginap.",
                    "Team {team} goes out again on {day}, its day of rest after nights out.",
                    team=trip.team,
                    day=start,
                ),
            )

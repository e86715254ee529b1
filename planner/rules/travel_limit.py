"""``travel_limit``: driving in a day or a leg exceeds its limit, or a leg has no way for the vehicle class."""

from collections.abc import Iterator

from planner.domain.plan import Plan, Trip
from planner.domain.problem import Problem
from planner.route import Leg, TripDay, trip_days
from planner.rules.reading import place_text
from planner.rules.violation import Violation
from planner.rules.wording import spans, told, vehicle_word

RULE = "travel_limit"
TITLE = (
    "Perjalanan sehari dan sekali jalan tidak melebihi batas, dan jalannya dapat dilalui",
    "Driving in a day and in a leg keeps its limit, and every leg has a way",
)


def check(problem: Problem, plan: Plan) -> Iterator[Violation]:
    """Legs without a way, legs too long, days with too much driving."""
    for trip in plan.trips:
        for today in trip_days(problem, trip):
            for leg in today.legs:
                yield from _leg(problem, trip, today, leg)
            yield from _whole_day(problem, trip, today)


def _leg(problem: Problem, trip: Trip, today: TripDay, leg: Leg) -> Iterator[Violation]:
    limit = problem.policy.driving_leg_max_s
    where = place_text(trip.id, today.day, leg.start, leg.end)
    start, end = _name(problem, leg.start), _name(problem, leg.end)
    if leg.seconds is None:
        yield Violation(
            rule=RULE,
            where=where,
            found="no way",
            allowed="a way",
            amount=1,
            sentence=told(
                "Dari {start} ke {end} tidak ada jalan yang dapat dilalui {vehicle} (tim {team}, {day}).",
                "There is no way from {start} to {end} for a {vehicle} (team {team}, {day}).",
                start=start,
                end=end,
                vehicle=vehicle_word(trip.vehicle),
                team=trip.team,
                day=today.day,
            ),
        )
    elif leg.seconds > limit:
        long, most = spans(leg.seconds, limit)
        yield Violation(
            rule=RULE,
            where=where,
            found=f"{leg.seconds} s",
            allowed=f"{limit} s",
            amount=leg.seconds - limit,
            sentence=told(
                "Dari {start} ke {end} tim {team} berkendara {driving} pada {day}; sekali jalan paling lama {limit}.",
                "From {start} to {end} team {team} drives {driving} on {day}; one leg may take {limit}.",
                start=start,
                end=end,
                team=trip.team,
                driving=long,
                day=today.day,
                limit=most,
            ),
        )


def _whole_day(problem: Problem, trip: Trip, today: TripDay) -> Iterator[Violation]:
    limit = problem.policy.driving_day_max_s
    driving = sum(leg.seconds or 0 for leg in today.legs)
    if driving > limit:
        long, most = spans(driving, limit)
        yield Violation(
            rule=RULE,
            where=place_text(trip.id, today.day),
            found=f"{driving} s",
            allowed=f"{limit} s",
            amount=driving - limit,
            sentence=told(
                "Tim {team} berkendara {driving} pada {day}; sehari paling lama {limit}.",
                "Team {team} drives {driving} on {day}; a day may have {limit}.",
                team=trip.team,
                driving=long,
                day=today.day,
                limit=most,
            ),
        )


def _name(problem: Problem, place: str) -> str:
    return problem.base[place].name if place in problem.base else problem.site[place].name

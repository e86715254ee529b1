"""``field_days``: a team or one of the staff has more field days than allowed in a week or a month.

Weeks are Monday-Sunday, months those of the calendar. Field days before the period and visits already done
count; a week or month is told of only if the plan adds to it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.rules.reading import place_text
from planner.rules.violation import Violation
from planner.rules.wording import Pair, told

RULE = "field_days"
TITLE = (
    "Hari lapangan tim dan petugas tidak melebihi batas seminggu dan sebulan",
    "Field days of teams and staff keep their limits of week and month",
)
TEAM: Pair = ("Tim", "Team")
STAFF: Pair = ("Petugas", "Staff member")
WEEK: Pair = ("seminggu mulai {start}", "the week from {start}")
MONTH: Pair = ("sebulan mulai {start}", "the month from {start}")


def check(problem: Problem, plan: Plan) -> Iterator[Violation]:
    """Weeks and months with too many field days, of teams and of staff."""
    team_days: dict[str, set[date]] = defaultdict(set)
    staff_days: dict[str, set[date]] = defaultdict(set)
    for trip in plan.trips:
        team_days[trip.team].update(trip.days)
        for name in trip.staff:
            staff_days[name].update(trip.days)
    team_past = {(past.who, past.day) for past in problem.history.team_days}
    team_past |= {(visit.team, visit.day) for visit in problem.done}
    staff_past = {(past.who, past.day) for past in problem.history.staff_days}
    for who, days in sorted(team_days.items()):
        team = problem.team[who]
        yield from _over(TEAM, who, days, team_past, team.days_per_week, team.days_per_month)
    for who, days in sorted(staff_days.items()):
        member = problem.member[who]
        yield from _over(STAFF, who, days, staff_past, member.days_per_week, member.days_per_month)


def _over(
    kind: Pair, who: str, days: set[date], past: Iterable[tuple[str, date]], per_week: int, per_month: int
) -> Iterator[Violation]:
    every = days | {day for name, day in past if name == who}
    for span, begins, limit in ((WEEK, _monday, per_week), (MONTH, _first_of_month, per_month)):
        counts = Counter(begins(day) for day in every)
        for start in sorted({begins(day) for day in days}):
            if counts[start] > limit:
                yield _too_many(kind, who, span, start, counts[start], limit)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _first_of_month(day: date) -> date:
    return day.replace(day=1)


def _too_many(kind: Pair, who: str, span: Pair, start: date, count: int, limit: int) -> Violation:
    when = told(*span, start=start)
    return Violation(
        rule=RULE,
        where=place_text(who, "week" if span is WEEK else "month", start),
        found=str(count),
        allowed=str(limit),
        amount=count - limit,
        sentence=told(
            "{kind} {who} mempunyai {count} hari lapangan dalam {when}; paling banyak {limit}.",
            "{kind} {who} has {count} field days in {when}; {limit} at most.",
            kind=kind,
            who=who,
            count=count,
            when=when,
            limit=limit,
        ),
    )

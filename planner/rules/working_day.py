"""``working_day``: a trip runs on a day off of the office, the team or the site."""

from collections.abc import Iterator

from planner.domain.calendar import CalendarDay
from planner.domain.plan import Plan, Trip, Visit
from planner.domain.problem import Problem
from planner.domain.site import Site, SiteKind
from planner.hours import site_receives, team_works
from planner.rules.reading import calendar_day, place_text, visit_place
from planner.rules.violation import Violation
from planner.rules.wording import Pair, told

RULE = "working_day"
TITLE = (
    "Tim hanya berangkat pada hari kerja kantor, tim dan tempat layanan",
    "Teams go out only on days when office, team and site work",
)


def check(problem: Problem, plan: Plan) -> Iterator[Violation]:
    """One violation for each day of a trip that is off, and each visit to a site that is closed that day."""
    for trip in plan.trips:
        for day in trip.days:
            if not team_works(problem.team[trip.team], calendar_day(problem, day)):
                yield _day_off(trip, calendar_day(problem, day))
        for visit in trip.visits:
            today = calendar_day(problem, visit.day)
            site = problem.site[visit.site]
            if today.working and not site_receives(problem.policy, site, today):
                yield _site_closed(trip, visit, site, today)


def _day_off(trip: Trip, today: CalendarDay) -> Violation:
    if not today.working:
        reason = ("hari libur kantor", "a day off of the office")
        note = f" ({today.note})" if today.note else ""
        reason = (reason[0] + note, reason[1] + note)
    else:
        reason = ("hari libur tim itu", "a day off of that team")
    return Violation(
        rule=RULE,
        where=place_text(trip.id, today.day),
        found=today.day.isoformat(),
        allowed="working day",
        amount=1,
        sentence=told(
            "Tim {team} berangkat pada {day}, {reason}.",
            "Team {team} is out on {day}, {reason}.",
            team=trip.team,
            day=today.day,
            reason=reason,
        ),
    )


def _site_closed(trip: Trip, visit: Visit, site: Site, today: CalendarDay) -> Violation:
    return Violation(
        rule=RULE,
        where=visit_place(trip, visit),
        found=visit.day.isoformat(),
        allowed="open day",
        amount=1,
        sentence=told(
            "Tim {team} mengunjungi {site} pada {day}, padahal {reason}.",
            "Team {team} visits {site} on {day}, but {reason}.",
            team=trip.team,
            site=site.name,
            day=visit.day,
            reason=_why_closed(site, today),
        ),
    )


def _why_closed(site: Site, today: CalendarDay) -> Pair:
    if site.excluded:
        return "tempat itu dikecualikan", "the site is excluded"
    if today.day in site.closed_dates:
        return "tempat itu tutup", "the site is closed"
    if site.dates and today.day not in site.dates:
        return "acaranya bukan pada tanggal itu", "its event is on another date"
    if site.kind is SiteKind.SCHOOL and not today.school_open:
        return "sekolah libur", "schools are closed"
    return "itu hari pasar desa", "it is the market day of the village"

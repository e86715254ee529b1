"""Which hours hold: of a day for a team, of a site on a day; and on which days anything may happen."""

from dataclasses import replace
from datetime import date, timedelta

from planner.domain.calendar import CalendarDay
from planner.domain.policy import Hours, Policy
from planner.domain.problem import Problem
from planner.domain.site import Site, SiteKind
from planner.domain.team import Team
from planner.units import SecondsOfDay


def hours_of(policy: Policy, day: CalendarDay) -> Hours:
    """Shift, break and service limit of a calendar day."""
    if day.ramadan:
        return policy.hours_ramadan_friday if day.is_friday else policy.hours_ramadan
    return policy.hours_friday if day.is_friday else policy.hours


def team_hours(policy: Policy, team: Team, day: CalendarDay) -> Hours:
    """The hours of a team on a day: its own shift where it has one, with overtime where that is paid."""
    hours = hours_of(policy, day)
    start = hours.shift_start if team.shift_start is None else team.shift_start
    end = hours.shift_end if team.shift_end is None else team.shift_end
    if policy.overtime_allowed:
        end += policy.overtime_max_s
    return replace(hours, shift_start=start, shift_end=end)


def paid_until(policy: Policy, team: Team, day: CalendarDay) -> SecondsOfDay:
    """End of the shift without overtime."""
    return hours_of(policy, day).shift_end if team.shift_end is None else team.shift_end


def first_visit_day(problem: Problem, site: Site) -> date:
    """First day on which ``site`` may be visited: notice given and data ready. Announced visits may be earlier."""
    noticed = problem.period.as_of + timedelta(days=problem.policy.notice_days)
    return noticed if site.data_ready is None else max(noticed, site.data_ready)


def may_be_served(problem: Problem, origin: Site, site: str, day: date) -> bool:
    """Whether people of ``origin`` may be served at ``site`` on ``day``: noticed, and not cut off from it."""
    return is_noticed(problem, origin, site, day) and not problem.is_cut(origin.id, site, day)


def is_noticed(problem: Problem, origin: Site, site: str, day: date) -> bool:
    """Whether people of ``origin`` are told of ``day`` at ``site`` in time or already, and their data are ready."""
    if (origin.id, site, day) in problem.told:
        return origin.data_ready is None or day >= origin.data_ready
    return day >= first_visit_day(problem, origin)


def team_works(team: Team, day: CalendarDay) -> bool:
    """Whether the team may be out on ``day``: office open, team not off."""
    return day.working and day.day not in team.closed_dates


def site_receives(policy: Policy, site: Site, day: CalendarDay) -> bool:
    """Whether the site is open on ``day``; notice and spacing are other rules."""
    if not day.working or day.day in site.closed_dates or site.excluded:
        return False
    if site.dates and day.day not in site.dates:
        return False
    if site.kind is SiteKind.SCHOOL and not day.school_open:
        return False
    on_market_day = site.market_weekday is not None and day.day.weekday() == site.market_weekday
    return not (on_market_day and site.kind is SiteKind.VILLAGE and not policy.market_day_open)

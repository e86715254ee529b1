"""Day classes: days that are alike for everything the plan decides before dates are set.

Identical teams and alike days make trips interchangeable. A *cell* is (team type, week, class): the
number of trips there is counted, teams and dates are set afterwards. Two days are alike if their hours,
their stock period, the opening of schools and the travel table are. A day too early for new notice is like no
other: only
visits already announced for it may be made; where there are none it belongs to no class. Sites that close on
single days are let in if open on any day of the class; dating sees to the rest, so that a bound over classes
holds for every plan.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from planner.crew import alike_in_members, recorders_to_spare
from planner.domain.calendar import CalendarDay
from planner.domain.policy import Hours, Policy
from planner.domain.problem import Problem
from planner.domain.site import Site
from planner.domain.team import EquipmentKind, Skill, StaffMember, Team
from planner.hours import may_be_served, site_receives, team_hours, team_works
from planner.ledger import allowed_field_use
from planner.team_days import first_noticed_day
from solver.crew_counts import CrewLimit, Outings, crew_limits


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamType:
    """Teams that are alike in everything but their id and who goes with them.

    Attributes
    ----------
    team
        One of them, standing for all.
    ids
        All of them, sorted.
    """

    team: Team
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayClass:
    """Alike days for one team type.

    Attributes
    ----------
    team_type
        Index into the team types.
    hours
        Shift, break and service limit.
    stock_period
        Index into the stock periods.
    school_open
        Schools receive visits.
    travel
        Which of the tables of the vehicle holds; see :meth:`~planner.domain.problem.Problem.travel_tables`.
    days
        The days, sorted.
    """

    team_type: int
    hours: Hours
    stock_period: int
    school_open: bool
    travel: int
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Trips of one class in one week: at most ``trips``, of them ``kit_trips`` with a satellite kit."""

    day_class: int
    week: date
    trips: int
    kit_trips: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StockPeriod:
    """Days over which the same cumulative amount of blanks may have been used by the field.

    ``allowed`` in millionths of a card, up to and including ``last``.
    """

    last: date
    allowed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DayModel:
    """Team types, classes, cells and stock periods of a problem, and the open days of each site.

    ``crew_limits`` are over cells: what the staff can man of trips of several team types together.
    """

    team_types: tuple[TeamType, ...]
    classes: tuple[DayClass, ...]
    cells: tuple[Cell, ...]
    stock_periods: tuple[StockPeriod, ...]
    open_days: dict[str, frozenset[date]]
    month_days: tuple[int, ...]
    week_days: dict[tuple[int, date], int]
    crew_limits: tuple[CrewLimit, ...]


def stock_periods(problem: Problem) -> tuple[StockPeriod, ...]:
    """Runs of days with the same allowance.

    Use up to d is at most the least allowance of d and all later days, since use never falls. That least
    allowance only rises, and where it rises a new period begins: nothing is lost by counting per period.
    """
    allowed = allowed_field_use(problem)
    days = sorted(allowed)
    least: dict[date, int] = {}
    running: int | None = None
    for day in reversed(days):
        running = allowed[day] if running is None else min(running, allowed[day])
        least[day] = running
    periods: list[StockPeriod] = []
    for day in days:
        if periods and periods[-1].allowed == least[day]:
            periods[-1] = StockPeriod(last=day, allowed=least[day])
        else:
            periods.append(StockPeriod(last=day, allowed=least[day]))
    return tuple(periods)


def site_open_days(problem: Problem, site: Site) -> frozenset[date]:
    """Days of the period on which a visit to ``site`` breaks neither opening, notice nor past spacing."""
    first = problem.period.first
    past = [visit.day for visit in problem.history.visits if visit.site == site.id]
    past += [] if site.last_visit is None else [site.last_visit]
    if past:
        first = max(first, max(past) + timedelta(days=problem.policy.min_gap_days))
    # A visit of this period that was done may be a part of the same invitation.
    done = [visit.day for visit in problem.done if visit.site == site.id]
    return frozenset(
        day.day
        for day in problem.period.days
        if day.day >= first
        and may_be_served(problem, site, site.id, day.day)
        and site_receives(problem.policy, site, day)
        and all(may_lie_so(problem.policy, day.day, other) for other in done)
    )


def may_lie_so(policy: Policy, day: date, other: date) -> bool:
    """Whether two visits of the period to one site may lie so: parts of one invitation, or far enough apart."""
    apart = abs((day - other).days)
    return apart <= policy.split_within_days or apart >= policy.min_gap_days


def day_model(problem: Problem) -> DayModel:
    """Team types, day classes and cells of ``problem``."""
    types = _team_types(problem)
    periods = stock_periods(problem)
    classes, weeks = _classes(problem, types, periods)
    cells, outings = [], []
    for number, days in enumerate(weeks):
        team_type = types[classes[number].team_type]
        for week, members in sorted(days.items()):
            kits = sum(item.available(day) for item in problem.equipment for day in members if _is_kit(item.kind))
            trips = sum(_teams_out(problem, team_type, day) for day in members)
            cells.append(Cell(day_class=number, week=week, trips=trips, kit_trips=min(kits, trips)))
            kind = classes[number].team_type
            outings.append(Outings(kind=kind, team=team_type.team, days=frozenset(members), trips=trips))
    return DayModel(
        team_types=types,
        classes=classes,
        cells=tuple(cells),
        stock_periods=periods,
        open_days={site.id: site_open_days(problem, site) for site in problem.sites},
        month_days=tuple(_month_limit(problem, kind) for kind in types),
        week_days={
            (number, week): _week_limit(problem, kind, week)
            for number, kind in enumerate(types)
            for week in sorted({cell.week for cell in cells})
        },
        crew_limits=crew_limits(problem, outings),
    )


def _is_kit(kind: EquipmentKind) -> bool:
    return kind is EquipmentKind.SATELLITE_KIT


def _team_types(problem: Problem) -> tuple[TeamType, ...]:
    alike: dict[tuple[object, ...], list[Team]] = defaultdict(list)
    for team in problem.teams:
        key = (team.base, team.stations, team.printers, team.vehicle_class, team.days_per_week, team.days_per_month)
        crew = tuple(sorted((need.skill.value, need.count) for need in team.crew))
        alike[(*key, team.shift_start, team.shift_end, crew, team.closed_dates)].append(team)
    groups = sorted(alike.values(), key=lambda teams: teams[0].id)
    return tuple(TeamType(team=teams[0], ids=tuple(team.id for team in teams)) for teams in groups)


def _classes(
    problem: Problem, types: tuple[TeamType, ...], periods: tuple[StockPeriod, ...]
) -> tuple[tuple[DayClass, ...], list[dict[date, list[date]]]]:
    alike: dict[tuple[int, int, Hours, bool, date | None, int], list[CalendarDay]] = defaultdict(list)
    noticed, told = first_noticed_day(problem), {day for _, _, day in problem.told}
    for number, kind in enumerate(types):
        vehicle = kind.team.vehicle_class
        tables = problem.travel_tables(vehicle)
        for day in problem.period.days:
            if team_works(kind.team, day) and (day.day >= noticed or day.day in told):
                period = next(index for index, item in enumerate(periods) if day.day <= item.last)
                hours = team_hours(problem.policy, kind.team, day)
                early = day.day if day.day < noticed else None
                holds = problem.travel_on(vehicle, day.day)
                travel = next(index for index, table in enumerate(tables) if table is holds)
                alike[(number, period, hours, day.school_open, early, travel)].append(day)
    classes: list[DayClass] = []
    weeks: list[dict[date, list[date]]] = []
    for key, days in sorted(alike.items(), key=lambda entry: (entry[0][0], entry[1][0].day)):
        number, period, hours, school_open, _, travel = key
        classes.append(
            DayClass(
                team_type=number,
                hours=hours,
                stock_period=period,
                school_open=school_open,
                travel=travel,
                days=tuple(day.day for day in days),
            )
        )
        by_week: dict[date, list[date]] = defaultdict(list)
        for day in days:
            by_week[day.week].append(day.day)
        weeks.append(by_week)
    return tuple(classes), weeks


def _month_limit(problem: Problem, kind: TeamType) -> int:
    """Field days that teams of a type have left, per calendar month of the period, summed."""
    months = sorted({(day.day.year, day.day.month) for day in problem.period.days})
    total = 0
    for year, month in months:
        span = {day.day for day in problem.period.days if (day.day.year, day.day.month) == (year, month)}
        for teams in _by_members(problem, kind):
            left = 0
            for team in teams:
                used = sum((day.year, day.month) == (year, month) for day in _past_days(problem, team.id))
                left += max(0, team.days_per_month - used)
            total += min(left, _crews(problem, teams[0], span, lambda member: member.days_per_month, _first_of_month))
    return total


def _week_limit(problem: Problem, kind: TeamType, week: date) -> int:
    """Field days that teams of a type have left in the week that begins on ``week``, summed."""
    span = {day.day for day in problem.period.days if day.week == week}
    total = 0
    for teams in _by_members(problem, kind):
        left = 0
        for team in teams:
            used = sum(_monday(day) == week for day in _past_days(problem, team.id))
            left += max(0, team.days_per_week - used)
        total += min(left, _crews(problem, teams[0], span, lambda member: member.days_per_week, _monday))
    return total


def _by_members(problem: Problem, kind: TeamType) -> list[list[Team]]:
    """The teams of a type, those that draw on the same people together."""
    return alike_in_members(problem.team[name] for name in kind.ids)


def _teams_out(problem: Problem, kind: TeamType, day: date) -> int:
    """Teams of a type that can be out on a day at most, as far as people and equipment of that day go."""
    team, most = kind.team, len(kind.ids)
    if problem.staff:
        most = sum(_manned(problem, teams, day) for teams in _by_members(problem, kind))
        if team.need(Skill.RECORD):
            most = min(most, recorders_to_spare(problem, day) // team.need(Skill.RECORD))
    taken = {EquipmentKind.RECORDING_SET: team.stations, EquipmentKind.PRINTER: team.printers, EquipmentKind.VEHICLE: 1}
    for item_kind, pieces in taken.items():
        listed = [item for item in problem.equipment if item.kind is item_kind]
        if listed and pieces:
            most = min(most, sum(item.available(day) for item in listed) // pieces)
    return most


def _manned(problem: Problem, teams: list[Team], day: date) -> int:
    """How many of the teams, which draw on the same people, the people of a day can man at most, skill by skill."""
    most, there = len(teams), [member for member in problem.staff_of(teams[0]) if not member.is_away(day)]
    for skill in Skill:
        if teams[0].need(skill):
            most = min(most, sum(skill in member.skills for member in there) // teams[0].need(skill))
    return most


def _crews(
    problem: Problem,
    team: Team,
    span: set[date],
    limit: Callable[[StaffMember], int],
    begins: Callable[[date], date],
) -> int:
    """Crews for trips of a team that the staff can fill within a week or a month at most, skill by skill.

    Everybody counts for each of their skills, up to their own field days left and the days they are there.
    """
    working = {day.day for day in problem.period.days if day.working} & span
    most = len(problem.teams) * len(span)
    for skill in Skill if problem.staff and span else ():
        days = 0
        for member in problem.staff_of(team):
            if skill in member.skills:
                past = {item.day for item in problem.history.staff_days if item.who == member.id}
                used = sum(begins(day) == begins(min(span)) for day in past)
                days += min(max(0, limit(member) - used), sum(not member.is_away(day) for day in working))
        if team.need(skill):
            most = min(most, days // team.need(skill))
    return most


def _past_days(problem: Problem, team: str) -> set[date]:
    """Field days of a team before the period and of visits already done; a day told in both counts once."""
    past = {item.day for item in problem.history.team_days if item.who == team}
    return past | {done.day for done in problem.done if done.team == team}


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _first_of_month(day: date) -> date:
    return day.replace(day=1)

"""The days of a plan: what each allows, and what is out."""

from collections import Counter
from datetime import timedelta

from api.documents.facts import PlanFacts
from api.overview.schemas import Calendar, DayTold, HoursTold, KitOut, TeamTold
from planner.domain.calendar import CalendarDay
from planner.domain.policy import Policy
from planner.domain.team import EquipmentKind
from planner.hours import hours_of
from planner.ledger import field_use, received_on, stock_without_field
from planner.units import MICRO, MINUTE_S, clock_text, rounded_people


def calendar_told(facts: PlanFacts) -> Calendar:
    """Every day of the period in order."""
    problem = facts.problem
    period = problem.period
    return Calendar(
        first=period.first,
        last=period.last,
        as_of=period.as_of,
        teams=[_team(facts, team.id) for team in problem.teams],
        days=_days(facts),
    )


def _team(facts: PlanFacts, id: str) -> TeamTold:
    team, mark = facts.problem.team[id], facts.marks[id]
    return TeamTold(
        team=id,
        letter=mark.letter,
        colour=mark.colour,
        ink=mark.ink,
        dashes=mark.dashes,
        base=team.base,
        days_used=sum(len(trip.days) for trip in facts.document.trips if trip.team == id),
        days_per_month=team.days_per_month,
        days_per_week=team.days_per_week,
    )


def _days(facts: PlanFacts) -> list[DayTold]:
    problem, plan = facts.problem, facts.document.plan
    bare, used = stock_without_field(problem), field_use(problem, plan)
    reserve = problem.stock.reserve * MICRO
    noticed = problem.period.as_of + timedelta(days=problem.policy.notice_days)
    found = []
    for item in problem.period.days:
        day = item.day
        kits: Counter[str] = Counter()
        out = [trip for trip in plan.trips if day in trip.days]
        for trip in out:
            kits[trip.team] += trip.carries(EquipmentKind.SATELLITE_KIT)
        visits = facts.on(day)
        listed = [one for one in problem.equipment if one.kind is EquipmentKind.SATELLITE_KIT]
        found.append(
            DayTold(
                day=day,
                working=item.working,
                school_open=item.school_open,
                ramadan=item.ramadan,
                note=item.note,
                estimated=item.estimated,
                past=day < problem.period.as_of,
                noticed=day >= noticed,
                hours=hours_told(problem.policy, item),
                teams_off=[team.id for team in problem.teams if day in team.closed_dates],
                kits_total=sum(one.available(day) for one in listed),
                kits_out=[KitOut(team=team, count=count) for team, count in sorted(kits.items()) if count],
                trips=len(out),
                visits=len(visits),
                recording=rounded_people(sum(visit.recorded for visit in visits)),
                delivery_cards=received_on(problem, day),
                closing_cards=(bare[day] - used[day]) // MICRO,
                field_short_cards=_cards(used[day] - max(0, bare[day] - reserve)),
                counter_short_cards=_cards(reserve - bare[day]),
            )
        )
    return found


def _cards(short: int) -> int:
    """Whole cards that are missing, rounded up; 0 where none are."""
    return max(0, -(-short // MICRO))


def hours_told(policy: Policy, day: CalendarDay) -> HoursTold:
    """The hours that hold on a day."""
    hours = hours_of(policy, day)
    kind = ("ramadan_friday" if day.is_friday else "ramadan") if day.ramadan else "friday" if day.is_friday else "usual"
    return HoursTold(
        kind=kind,
        shift_start=clock_text(hours.shift_start),
        shift_end=clock_text(hours.shift_end),
        break_minutes=hours.break_s // MINUTE_S,
        break_earliest=clock_text(hours.break_earliest),
        break_latest=clock_text(hours.break_latest),
        service_limit_minutes=hours.service_limit_s // MINUTE_S,
    )

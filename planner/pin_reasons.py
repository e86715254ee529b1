"""Why a lock on one visit cannot be kept by itself: the first thing in its way, in words."""

from datetime import timedelta

from planner.crew import can_be_manned
from planner.domain.history import Pin
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.team import Team
from planner.hours import first_visit_day, is_noticed, site_receives, team_works
from planner.rules.wording import Pair, decimal, told
from planner.team_days import free_team_days

HOUR_S = 3600


def pin_reason(problem: Problem, pin: Pin) -> Pair | None:
    """What keeps a lock from being kept; ``None`` if it is nothing of the day, the place, the way and the crew."""
    site, today = problem.site[pin.site], problem.period.day(pin.day)
    if today is None:
        period = problem.period
        return told(
            "hari itu di luar periode {first} sampai {last}",
            "the day lies outside the period, {first} to {last}",
            first=period.first,
            last=period.last,
        )
    if not site_receives(problem.policy, site, today):
        return ("tempat itu tidak menerima kunjungan pada hari itu", "the place receives no visit on that day")
    if not is_noticed(problem, site, site.id, pin.day):
        return told(
            "pemberitahuan atau data baru siap untuk kunjungan mulai {day}",
            "notice or data are only in time for visits from {day}",
            day=first_visit_day(problem, site),
        )
    past = [visit.day for visit in problem.history.visits if visit.site == site.id]
    past += [done.day for done in problem.done if done.site == site.id]
    past += [] if site.last_visit is None else [site.last_visit]
    if past and pin.day < max(past) + timedelta(days=problem.policy.min_gap_days):
        return told(
            "tempat itu dikunjungi {day}; jarak antarkunjungan {gap} hari",
            "the place was visited on {day}; visits lie {gap} days apart",
            day=max(past),
            gap=problem.policy.min_gap_days,
        )
    teams = [problem.team[pin.team]] if pin.team is not None else list(problem.teams)
    return _of_teams(problem, pin, [team for team in teams if team_works(team, today)])


def _of_teams(problem: Problem, pin: Pin, teams: list[Team]) -> Pair | None:
    """What keeps all teams from going there on that day."""
    free = free_team_days(problem, Plan())
    teams = [team for team in teams if (team.id, pin.day) in free]
    if not teams:
        return ("tidak ada tim yang bekerja atau masih bebas pada hari itu", "no team works or is free on that day")
    near = [team for team in teams if _way(problem, team, pin) is None]
    if not near:
        return _way(problem, teams[0], pin)
    if not any(can_be_manned(problem, team, pin.day) for team in near):
        return ("tidak ada awak yang lengkap pada hari itu", "no full crew can be formed on that day")
    return None


def _way(problem: Problem, team: Team, pin: Pin) -> Pair | None:
    """What is wrong with the way of a team there and back within a day."""
    table, policy = problem.travel_on(team.vehicle_class, pin.day), problem.policy
    legs = [table.leg(team.base, pin.site), table.leg(pin.site, team.base)]
    if None in legs:
        return ("tidak ada jalan yang diketahui ke tempat itu", "there is no known way to the place")
    driven = [leg[0] for leg in legs if leg is not None]
    if max(driven) > policy.driving_leg_max_s or sum(driven) > policy.driving_day_max_s:
        return told(
            "terlalu jauh untuk perjalanan sehari (pulang-pergi {hours} jam); kunci hanya dapat dipenuhi perjalanan "
            "sehari, perjalanan bermalam disusun oleh mesin",
            "too far for a trip of one day ({hours} hours there and back); a pin is kept by trips of one day only, "
            "trips with nights are made by the engine",
            hours=decimal(sum(driven), HOUR_S, 1),
        )
    return None

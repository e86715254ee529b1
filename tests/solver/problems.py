"""Tiny random problems in which something binds: minutes, windows, stock, kits, hubs, splits, field days, crew."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random
from typing import Any

from planner.domain.history import History
from planner.domain.policy import Hours, IkdCapScope
from planner.domain.problem import Problem
from planner.domain.site import Site
from planner.domain.stock import CardStock
from planner.domain.team import Equipment, StaffMember, Team
from planner.units import clock, minutes
from tests.build import cards, day, equipment, kits, member, month, past_days, place, school, team, village
from tests.builders.problems import on_days

TEAM_DAYS_MAX = 3


def random_problem(seed: int) -> Problem:
    """The problem of a seed: 2 to 4 sites, at most three team-days that work, any feature now and then."""
    dice = Random(seed)
    length = dice.choice([3, 5, 8, 10])
    teams = _teams(dice)
    # With one team-day the relaxation is tight, so that a false bound shows; with more of them people are split.
    most = 1 if dice.random() < 0.35 else max(1, TEAM_DAYS_MAX // len(teams))
    working = sorted(dice.sample(range(1, length + 1), dice.randint(1, most)))
    sites = _sites(dice, length, working)
    policy = _policy(dice)
    problem = month(
        *sites,
        days=length,
        off=[number for number in range(1, length + 1) if number not in working],
        school_closed=[number for number in working if dice.random() < 0.15],
        ramadan=range(1, length + 1) if dice.random() < 0.1 else (),
        as_of=day(working[0] - 14 + (1 if dice.random() < 0.1 else 0)),
        teams=teams,
        staff=_staff(dice, working),
        equipment=_equipment(dice, length),
        stock=_stock(dice, length),
        reach=_reach(dice, sites),
        minutes={(sites[0].id, sites[1].id): dice.choice([None, 160, 7])} if dice.random() < 0.15 else None,
        history=History(team_days=past_days("t1", -1, 0)) if dice.random() < 0.1 else None,
        **policy,
    )
    problem = _with_closed_roads(problem, Random(seed ^ 0x5EED), sites, working)
    return _with_a_fixed_team(problem, Random(seed ^ 0xF17ED))


def _with_closed_roads(problem: Problem, dice: Random, sites: Sequence[Site], working: Sequence[int]) -> Problem:
    """Now and then a way that is cut, or takes another time, on one of the working days."""
    if dice.random() >= 0.2:
        return problem
    ends = dice.choice([("base", sites[0].id), ("base", sites[1].id), (sites[0].id, sites[1].id)])
    on = dice.choice(working)
    return on_days(problem, on, on, {ends: dice.choice([None, None, 90, 8])})


def _with_a_fixed_team(problem: Problem, dice: Random) -> Problem:
    """Now and then the first team, or each, goes with members of its own."""
    if not problem.staff or dice.random() >= 0.25:
        return problem
    teams = problem.teams[: dice.choice([1, len(problem.teams)])]
    names = [one.id for one in problem.staff]
    members = {one.id: tuple(sorted(dice.sample(names, dice.randint(1, len(names))))) for one in teams}
    return replace(problem, teams=tuple(replace(one, members=members.get(one.id, ())) for one in problem.teams))


def _policy(dice: Random) -> dict[str, Any]:
    policy: dict[str, Any] = {
        "max_visits_per_day": dice.choice([1, 2, 2, 3, 3]),
        "waste_permille": dice.choice([0, 10, 37]),
        "same_day_ready_permille": dice.choice([600, 1000, 333]),
        "ikd_acceptance_permille": dice.choice([700, 1000]),
        "ikd_acceptance_duty_permille": dice.choice([950, 1000]),
        "hub_max_villages": dice.choice([2, 2, 3, 4]),
        "join_max_unrecorded": dice.choice([20, 50, 200]),
        "min_gap_days": dice.choice([21, 21, 3]),
        "split_parts_max": dice.choice([3, 2, 1]),
        "split_within_days": dice.choice([7, 2]),
        "prints_per_printer_day": dice.choice([100, 100, 15]),
        "ikd_cap_per_day": dice.choice([100, 100, 12]),
        "ikd_cap_scope": dice.choice(list(IkdCapScope)),
    }
    if dice.random() < 0.25:
        policy["mandatory_ikd"] = True
    if dice.random() < 0.3:
        policy["ikd_only_visits"] = True
        policy["max_visits_per_day"] = dice.choice([1, 2])
        policy["ikd_show_up_ppm"] = dice.choice([20_000, 300_000])
    if dice.random() < 0.2:
        policy["ikd_invites_on_recording_visits"] = True
    if dice.random() < 0.1:
        policy["joint_visits"] = True
    if dice.random() < 0.15:
        policy["overtime_allowed"] = True
    if dice.random() < 0.4:
        policy["hours"] = _short_hours(dice)
    if dice.random() < 0.2:
        policy |= {"setup_s": minutes(dice.choice([0, 10, 60])), "pack_s": minutes(dice.choice([0, 10, 45]))}
    return policy


def _short_hours(dice: Random) -> Hours:
    """A shift in which the break has little room, or none at all."""
    earliest = dice.choice(["10:00", "11:00", "11:30"])
    pause = minutes(dice.choice([20, 60, 90]))
    return Hours(
        shift_start=clock(dice.choice(["07:30", "09:00"])),
        shift_end=clock(dice.choice(["13:30", "15:00", "16:00"])),
        break_s=pause,
        break_earliest=clock(earliest),
        break_latest=clock(earliest) + pause + minutes(dice.choice([0, 15, 120])),
        service_limit_s=minutes(dice.choice([90, 180, 300])),
    )


def _teams(dice: Random) -> list[Team]:
    """One team, or two that are alike or not."""
    first = _team_fields(dice)
    made = [team("t1", **first)]
    if dice.random() < 0.25:
        made.append(team("t2", **(first if dice.random() < 0.5 else _team_fields(dice))))
    return made


def _team_fields(dice: Random) -> dict[str, Any]:
    return {
        "stations": dice.choice([1, 2]),
        "printers": dice.choice([1, 1, 0]),
        "days_per_week": dice.choice([1, 2, 7]),
        "days_per_month": dice.choice([2, 31]),
        "crew": dice.choice(["record:2 ikd:1 drive:1", "record:1 drive:1", "record:1 ikd:1"]),
    }


def _sites(dice: Random, length: int, working: Sequence[int]) -> list[Site]:
    made: list[Site] = []
    for name in "abcd"[: dice.choice([2, 3, 3, 4])]:
        kind = dice.choice(["village", "village", "village", "village", "school", "hall", "event"])
        fields: dict[str, Any] = {
            "at": (dice.randint(0, 60), dice.randint(-30, 30)),
            "signal": dice.choice(["good", "good", "weak", "none", "unknown"]),
            "factor_permille": dice.choice([1000, 1050, 1150, 1300, 1200]),
            "show_up_ppm": dice.choice([1_000_000, 500_000, 313_717, 800_000]),
            "fit_phone_permille": dice.choice([500, 600, 1000]),
            "ikd_demand": dice.choice([0, 0, 40, 300]),
        }
        fields |= _hours(dice, kind)
        if dice.random() < 0.1 and len(working) > 1:
            fields["closed_dates"] = (day(dice.choice(working)),)
        if dice.random() < 0.1:
            fields["dates"] = (day(dice.choice(working)), day(length + 1))
        if dice.random() < 0.1:
            fields["data_ready"] = day(working[-1])
        if dice.random() < 0.05:
            fields["last_visit"] = day(-15)
        people = dice.choice([5, 20, 45, 90, 200, 600])
        if kind == "village":
            made.append(village(name, unrecorded=people, print_ready=dice.choice([0, 0, 7, 40]), **fields))
        elif kind == "school":
            made.append(school(name, pupils=people, adult_permille=600, **fields))
        else:
            made.append(place(name, kind, people=dice.choice([0, people]), **fields))
    return made


def _hours(dice: Random, kind: str) -> dict[str, int]:
    """Now and then hours that are short, late or in the middle of the day."""
    if kind != "event" and dice.random() < 0.6:
        return {}
    opens = clock(dice.choice(["08:00", "09:30", "10:30", "12:00"]))
    return {"open_from": opens, "open_until": opens + minutes(dice.choice([45, 120, 240]))}


def _stock(dice: Random, length: int) -> CardStock | None:
    if dice.random() < 0.4:
        return None
    deliveries: dict[int, int | tuple[int, int]] = {}
    for _ in range(dice.choice([0, 1, 2])):
        deliveries[dice.randint(1, length)] = (dice.choice([5, 20, 60]), dice.choice([1000, 800, 500]))
    return cards(
        dice.choice([0, 10, 35, 80]), deliveries=deliveries, reserve=dice.choice([0, 5]), counter=dice.choice([0, 2])
    )


def _equipment(dice: Random, length: int) -> list[Equipment]:
    found = []
    if dice.random() < 0.5:
        first = day(dice.randint(1, length)) if dice.random() < 0.3 else None
        found.append(kits(1, first=first))
    if dice.random() < 0.15:
        found.append(equipment("vehicle", 1))
    return found


def _reach(dice: Random, sites: Sequence[Site]) -> dict[tuple[str, str], float]:
    """Villages near each other, also in chains and rings."""
    if dice.random() < 0.3:
        return {}
    return {
        (origin.id, site.id): dice.choice([1.0, 3.5, 8.0, 9.9])
        for origin in sites
        for site in sites
        if origin.id != site.id and origin.kind.value == "village" and dice.random() < 0.5
    }


def _staff(dice: Random, working: Sequence[int]) -> list[StaffMember]:
    """Mostly no names, so that crews do not limit; else few people, one of them away."""
    if dice.random() < 0.85:
        return []
    skills = ["record print drive", "record ikd", "ikd drive", "record print ikd drive", "drive"]
    return [
        member(
            f"s{number}",
            dice.choice(skills),
            away=[dice.choice(working)] if dice.random() < 0.2 else [],
            days_per_week=dice.choice([1, 7]),
        )
        for number in range(dice.randint(3, 7))
    ]

"""Measures rosters: ``python -m benchmarks.rostering``; writes ``benchmarks/results/rostering.md``.

The trips of the hand rule lose their dates, teams and crews. They are dated and manned anew as the solver does it,
and then shared fairly. Beside it: for the same dates, crews taken one trip after the other, whoever can do least
first, then whoever was out least, as an office does it with a list. Half of the staff are away for a week, drawn
from a seed.
"""

import argparse
import shlex
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from random import Random

from benchmarks.hand_crew import first_crew
from benchmarks.hand_rule import hand_plan
from benchmarks.instances import instance_problem
from benchmarks.machine import RESULTS, machine_facts, table_page
from benchmarks.worlds import staff_for
from planner.check import violations
from planner.domain.plan import Plan, Trip
from planner.domain.problem import Problem
from planner.domain.team import DateRange, EquipmentKind
from planner.hours import may_be_served, site_receives
from planner.keeping import settled, trip_value
from planner.retiming import retimed, with_figures
from planner.workload import days_of_staff, workloads
from solver.building import micro_ikd
from solver.day_classes import DayModel, day_model
from solver.rostering.dating import Undated, date_trips, further_pay
from solver.rostering.fairness import fair_crews

PAGE = RESULTS / "rostering.md"
RESTS_ON = ("planner", "solver", "geodata", "benchmarks/*.py", "requirements.lock")
INSTANCES = ("regency-3-teams", "province-10x")
AWAY_DAYS = 5
TITLES = (
    "problem", "trips", "staff", "dated", "dating s", "sharing s", "roster", "trips manned", "days of who record",
    "days of IKD officers", "most in a week", "sum of squares", "violations",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """A plan under one way to choose crews."""

    name: str
    plan: Plan


def with_leave(problem: Problem, seed: int) -> Problem:
    """The problem with named staff for its teams, half of whom are away for a week."""
    dice = Random(seed)
    first, last = problem.period.first, problem.period.last
    starts = [first + timedelta(days=number) for number in range((last - first).days - AWAY_DAYS)]
    staff = tuple(
        replace(member, away=(DateRange(first=begin, last=begin + timedelta(days=AWAY_DAYS - 1)),))
        if dice.random() < 0.5 and (begin := dice.choice(starts))
        else member
        for member in (problem.staff or staff_for(len(problem.teams)))
    )
    return replace(problem, staff=staff)


def undated(problem: Problem, days: DayModel, trip: Trip) -> Undated | None:
    """A trip without its date and team: all days and teams that are alike for it."""
    own = next((kind for kind in days.classes if _is_of(days, kind.team_type, kind.days, trip)), None)
    if own is None or len(trip.days) > 1:
        return None
    possible = tuple(day for day in own.days if _open(problem, trip, day))
    bare = with_figures(problem, replace(trip, staff=()))
    return Undated(
        worth=trip_value(problem, trip),
        teams=days.team_types[own.team_type].ids,
        days=possible,
        sites=tuple(visit.site for visit in trip.visits),
        with_kit=trip.carries(EquipmentKind.SATELLITE_KIT) > 0,
        ikd=micro_ikd(trip)[0],
        cost_rupiah=bare.cost_rupiah,
        pay_rupiah=further_pay(problem, bare),
    )


def _is_of(days: DayModel, kind: int, own: Sequence[object], trip: Trip) -> bool:
    return trip.team in days.team_types[kind].ids and trip.days[0] in own


def _open(problem: Problem, trip: Trip, day: object) -> bool:
    today = next(one for one in problem.period.days if one.day == day)
    return all(
        site_receives(problem.policy, problem.site[visit.site], today)
        and all(may_be_served(problem, problem.site[row.origin], visit.site, today.day) for row in visit.people)
        for visit in trip.visits
    )


def by_list(problem: Problem, plan: Plan) -> Plan:
    """The same dates with crews from a list, one trip after the other; trips that find none are not made."""
    made: list[Trip] = []
    for trip in plan.trips:
        crew = first_crew(problem, problem.team[trip.team], trip.days[0], Plan(trips=tuple(made)))
        if crew is not None:
            made.append(with_figures(problem, replace(trip, staff=crew)))
    return settled(problem, made)


def measured(name: str, seed: int) -> list[list[str]]:
    """Rows of the table for one problem."""
    problem = with_leave(instance_problem(name), seed)
    days = day_model(problem)
    hand = hand_plan(problem)
    pairs = [(trip, entry) for trip in hand.trips if (entry := undated(problem, days, trip)) is not None]
    began = time.process_time()
    dated, _ = date_trips(problem, [entry for _, entry in pairs], seed=1)
    dating = time.process_time() - began
    trips = [
        timed
        for one in dated
        if (
            timed := retimed(
                problem, replace(pairs[one.number][0], staff=one.staff), problem.team[one.team], one.day, as_needed=True
            )
        )
        is not None
    ]
    plan = settled(problem, trips)
    began = time.process_time()
    fair = fair_crews(problem, plan, {}, seed=1)
    sharing = time.process_time() - began
    rehanded = fair_crews(problem, hand, {}, seed=1)
    head = [name, str(len(pairs)), str(len(problem.staff)), str(len(dated)), f"{dating:.1f}", f"{sharing:.1f}"]
    rosters = (
        Roster(name="hand rule, its own dates", plan=hand),
        Roster(name="hand rule's dates, shared fairly", plan=rehanded),
        Roster(name="dates found, crews from a list", plan=by_list(problem, plan)),
        Roster(name="dates and crews found", plan=plan),
        Roster(name="dates and crews found, shared fairly", plan=fair),
    )
    return [[*(head if not number else [""] * 6), *_cells(problem, one)] for number, one in enumerate(rosters)]


def _cells(problem: Problem, roster: Roster) -> list[str]:
    groups = workloads(problem, roster.plan)
    spread = [f"{group.days.least} to {group.days.most}" for group in groups][:2]
    counts = Counter({name: len(days) for name, days in days_of_staff(problem, roster.plan).items()})
    return [
        roster.name,
        str(len(roster.plan.trips)),
        *spread,
        str(max(group.weekly.most for group in groups)),
        str(sum(count * count for count in counts.values())),
        str(len(violations(problem, roster.plan))),
    ]


def main(words: Sequence[str] | None = None) -> None:
    """Measure and write the page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.rostering", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="of the leave (1)")
    parser.add_argument("--instances", nargs="+", default=list(INSTANCES), help="problems")
    parser.add_argument("--out", type=Path, default=PAGE, help="where to write the page")
    asked = parser.parse_args(words)
    command = shlex.join(["python", "-m", "benchmarks.rostering", *(sys.argv[1:] if words is None else words)])
    facts = machine_facts(RESTS_ON)
    rows = [row for name in asked.instances for row in measured(name, asked.seed)]
    told = table_page("Rosters, measured", TITLES, rows, legend=LEGEND, facts=facts, command=command)
    asked.out.write_text(told, encoding="utf-8", newline="\n")
    print(told)


LEGEND = """\
- The trips of the hand rule for the month, with their dates, teams and crews taken off. *Dated*: those for which the
  solver found date, team and a full crew. *Dating*, *sharing*: processor seconds of `solver.rostering.dating` (dates,
  teams, crews) and of `solver.rostering.fairness` (crews settled once more). Up to 3,000 trips times staff both are
  exact within their limit of work; beyond that days come before teams, crews before other dates, sharing is by swaps.
- *Hand rule*: the greedy roster, dates and crews as they were before they were taken off. *From a list*: for the dates
  found, crews trip by trip, whoever can do least first, then whoever was out least; it may find none.
- *Days of ...*: the least and the most field days of a person in the month, of all who can record, and of all who can
  activate. *Sum of squares* of everybody's field days: what the fair roster makes smallest where it mans as many trips.
- Half of the staff are away for five days, drawn from the seed. Violations are counted by `planner.check`."""


if __name__ == "__main__":
    main()

"""Replanning measured: ``python -m benchmarks.replan`` writes ``benchmarks/results/replan.md``.

The demo month is planned once and published. In the middle of it one thing happens at a time, the rest is replanned,
and the same rest is planned cold, without the plan that was, with the work that `--cold` names.
"""

import argparse
import shlex
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from benchmarks.machine import RESULTS, machine_facts, table_page
from benchmarks.problems import dataset_problem
from planner.calm import still_to_come
from planner.changes import (
    AnyChange,
    DeliveryChanged,
    EquipmentChanged,
    NewRequest,
    OtherDays,
    RoadCut,
    SignalChanged,
    StaffAway,
    TeamOut,
)
from planner.check import violations
from planner.differences import Difference, visit_differences
from planner.domain.plan import Plan, SolveOptions
from planner.domain.problem import Problem
from planner.domain.site import SiteKind
from planner.domain.team import EquipmentKind, Skill
from planner.keeping import legal_part
from planner.ports import Progress
from planner.replan import WORK, Replanned, replan
from planner.score import score
from planner.units import weighted_people
from solver.solve import solve

PAGE = RESULTS / "replan.md"
RESTS_ON = ("planner", "solver", "geodata", "benchmarks/replan.py", "requirements.lock")
DATASET = "rejang-lebong"
AS_OF = date(2027, 1, 11)
WEEK = timedelta(days=6)

Recipe = Callable[[Problem, Plan], Sequence[AnyChange]]


class Watch:
    """A clock that never stops a run."""

    def __init__(self) -> None:
        self.began = time.perf_counter()

    def elapsed(self) -> float:
        return time.perf_counter() - self.began

    def should_stop(self) -> bool:
        return False

    def report(self, progress: Progress) -> None:
        """Nobody listens."""


# --- what happens ------------------------------------------------------------------------------------------


def _coming(plan: Plan) -> list[tuple[date, str]]:
    return sorted({(visit.day, visit.site) for trip in plan.trips for visit in trip.visits if visit.day >= AS_OF})


def nothing(_problem: Problem, _plan: Plan) -> Sequence[AnyChange]:
    """Nothing happens."""
    return ()


def road_cut(_problem: Problem, plan: Plan) -> Sequence[AnyChange]:
    """The first three places to come cannot be reached for a week."""
    sites = tuple(dict.fromkeys(site for _, site in _coming(plan)))[:3]
    return (RoadCut(sites=sites, first=AS_OF, last=AS_OF + WEEK),)


def delivery_late(problem: Problem, _plan: Plan) -> Sequence[AnyChange]:
    """The next delivery comes a week later."""
    due = min(item.day for item in problem.stock.deliveries if item.day >= AS_OF)
    return (DeliveryChanged(due=due, day=due + timedelta(days=7)),)


def delivery_short(problem: Problem, _plan: Plan) -> Sequence[AnyChange]:
    """The next delivery brings half."""
    due = next(item for item in problem.stock.deliveries if item.day >= AS_OF)
    return (DeliveryChanged(due=due.day, quantity=due.quantity // 2),)


def operator_away(problem: Problem, plan: Plan) -> Sequence[AnyChange]:
    """The busiest of those who record is away for a week."""
    days = {
        member.id: sum(member.id in trip.staff for trip in plan.trips)
        for member in problem.staff
        if Skill.RECORD in member.skills
    }
    busiest = max(days, key=lambda name: (days[name], name))
    return (StaffAway(member=busiest, first=AS_OF + timedelta(days=7), last=AS_OF + timedelta(days=7) + WEEK),)


def device_out(problem: Problem, _plan: Plan) -> Sequence[AnyChange]:
    """One team's recording sets are out for a week."""
    first = AS_OF + timedelta(days=7)
    sets = problem.teams[0].stations
    return (EquipmentChanged(equipment=EquipmentKind.RECORDING_SET, pieces=-sets, first=first, last=first + WEEK),)


def vehicle_out(problem: Problem, _plan: Plan) -> Sequence[AnyChange]:
    """A team stays at home for a week."""
    return (TeamOut(team=problem.teams[1].id, first=AS_OF + timedelta(days=7), last=AS_OF + timedelta(days=7) + WEEK),)


def link_down(_problem: Problem, plan: Plan) -> Sequence[AnyChange]:
    """The hub to come with most guests loses its signal."""
    guests = {
        visit.site: len({row.origin for row in visit.people})
        for trip in plan.trips
        for visit in trip.visits
        if visit.day >= AS_OF
    }
    return (SignalChanged(site=max(guests, key=lambda site: (guests[site], site))),)


def new_request(problem: Problem, _plan: Plan) -> Sequence[AnyChange]:
    """An event in the village with most people asks for a visit at the end of the month."""
    villages = [site for site in problem.sites if site.kind is SiteKind.VILLAGE]
    at = max(villages, key=lambda site: (site.eligible, site.id))
    days = tuple(date(2027, 1, day) for day in (26, 27, 28))
    return (NewRequest(id="acara-baru", name="Acara baru", village=at.id, recording=80, days=days),)


def school_asks(problem: Problem, plan: Plan) -> Sequence[AnyChange]:
    """The first school to come asks for the last week instead."""
    schools = [site for _, site in _coming(plan) if problem.site[site].kind is SiteKind.SCHOOL]
    return (OtherDays(site=schools[0], days=tuple(date(2027, 1, day) for day in (25, 26, 27, 28))),)


RECIPES: tuple[tuple[str, Recipe], ...] = (
    ("nothing happens", nothing),
    ("road cut to three places for a week", road_cut),
    ("delivery a week late", delivery_late),
    ("delivery half as large", delivery_short),
    ("operator away for a week", operator_away),
    ("recording sets of a team out for a week", device_out),
    ("vehicle of a team out for a week", vehicle_out),
    ("link of the largest hub down", link_down),
    ("new request of an event", new_request),
    ("school asks for another week", school_asks),
)


# --- measuring ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What one recipe gave: seconds of replanning, values in weighted people, changes."""

    name: str
    seconds: float
    cpu_s: float
    start: float
    value: float
    cold: float
    cold_s: float
    coming: int
    moved: int
    forced: int
    retimed: int
    cold_moved: int
    violations: int

    def cells(self) -> list[str]:
        share = 100 * self.moved / max(1, self.coming)
        below = 100 * (1 - self.value / self.cold) if self.cold else 0.0
        return [
            self.name,
            f"{self.seconds:.1f}",
            f"{self.cpu_s:.1f}",
            f"{self.start:,.1f}",
            f"{self.value:,.1f}",
            f"{self.cold:,.1f}",
            f"{below:+.2f}",
            f"{self.moved} of {self.coming} ({share:.0f} %)",
            str(self.forced),
            str(self.retimed),
            f"{self.cold_moved} ({100 * self.cold_moved / max(1, self.coming):.0f} %)",
            f"{self.cold_s:.0f}",
            str(self.violations),
        ]


TITLES = (
    "what happens", "s", "CPU s", "kept as it was", "replanned", "cold", "below cold (%)", "visits moved", "forced",
    "other hour", "moved cold", "cold s", "violations",
)  # fmt: skip


def _moved(problem: Problem, plan: Plan) -> int:
    kinds = [item.kind for item in visit_differences(problem, plan)]
    return sum(kind in (Difference.DROPPED, Difference.MOVED) for kind in kinds)


def measured(problem: Problem, plan: Plan, name: str, recipe: Recipe, *, work: int, cold_work: int) -> Line:
    """Replan, and plan cold."""
    changes = recipe(problem, plan)
    began, cpu = time.perf_counter(), time.process_time()
    found = replan(problem, plan, AS_OF, changes, SolveOptions(work=work), solve, Watch())
    seconds, cpu_s = time.perf_counter() - began, time.process_time() - cpu
    return _line(name, found, seconds, cpu_s, cold_work)


def _line(name: str, found: Replanned, seconds: float, cpu_s: float, cold_work: int) -> Line:
    rest, plan = found.problem, found.solution.plan
    began = time.perf_counter()
    cold = solve(rest, SolveOptions(work=cold_work), Watch()).plan if cold_work else Plan()
    cold_s = time.perf_counter() - began
    kept = legal_part(rest, found.start)
    return Line(
        name=name,
        seconds=seconds,
        cpu_s=cpu_s,
        start=weighted_people(score(rest, kept).value),
        value=weighted_people(score(rest, plan).value),
        cold=weighted_people(score(rest, cold).value),
        cold_s=cold_s,
        coming=len(still_to_come(rest)),
        moved=_moved(rest, plan),
        forced=_moved(rest, kept),
        retimed=sum(item.kind is Difference.RETIMED for item in visit_differences(rest, plan)),
        cold_moved=_moved(rest, cold),
        violations=len(violations(rest, plan)),
    )


def main(words: Sequence[str] | None = None) -> None:
    """Measure all recipes and write the page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.replan", description=__doc__)
    parser.add_argument("--work", type=int, default=WORK, help=f"work units of a replan ({WORK}, as without a word)")
    parser.add_argument("--cold", type=int, default=100, help="work units of the cold run; 0: none (100)")
    parser.add_argument("--first", type=int, default=100, help="work units of the plan that is published (100)")
    parser.add_argument("--out", type=Path, default=PAGE, help="where to write the page")
    asked = parser.parse_args(words)
    command = shlex.join(["python", "-m", "benchmarks.replan", *(sys.argv[1:] if words is None else words)])
    facts = machine_facts(RESTS_ON)
    problem = dataset_problem(DATASET)
    plan = solve(problem, SolveOptions(work=asked.first), Watch()).plan
    lines = []
    for name, recipe in RECIPES:
        lines.append(measured(problem, plan, name, recipe, work=asked.work, cold_work=asked.cold))
        print("  ".join(lines[-1].cells()), file=sys.stderr, flush=True)
    rows = [line.cells() for line in lines]
    told = table_page("Replanning, measured", TITLES, rows, legend=LEGEND, facts=facts, command=command)
    asked.out.write_text(told, encoding="utf-8", newline="\n")


LEGEND = f"""- The month of `{DATASET}` is planned and published; on {AS_OF.isoformat()} one thing happens. What lies
  before is done; visits that had to be told for their notice of 14 days are announced.
- *s*: `planner.replan.replan` from call to return, problem and solver in it, in a process that has planned before;
  *CPU s* of all its threads. Values in weighted people, of the visits still to come.
- *Kept as it was*: what of the published plan is still legal, nothing put in its place. *Cold*: the same rest planned
  without the plan that was, with the work that `--cold` names.
- *Visits moved*: published visits that are dropped or go to another day. *Forced*: those that what happened makes
  illegal. *Other hour*: service begins more than 30 minutes earlier or later.
- Violations are counted by `planner.check`."""


if __name__ == "__main__":
    main()

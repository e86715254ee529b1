"""The bound of the solver against the exact optimum of tiny problems: bound >= optimum >= value of its plan.

``JEMPUT_ORACLE_SEEDS`` sets how many random problems are tried (``first:last`` picks some of them).
"""

import os

import pytest

from planner.check import violations
from planner.domain.plan import SolveOptions
from planner.domain.problem import Problem
from planner.ports import Progress
from planner.score import score
from planner.units import clock
from solver.indexing import index
from solver.master import relaxation as master
from solver.master.bounding import Bounding
from solver.master.relaxation import Relaxation
from solver.master.safe import safe_bound
from solver.master.separating import cut_off
from solver.solve import solve
from tests.build import month, place, team, village
from tests.solver.oracle import best_value, optimum
from tests.solver.problems import random_problem

ROUNDS = 20
CUTS = 20


def _seeds(default: str) -> range:
    first, _, last = os.environ.get("JEMPUT_ORACLE_SEEDS", default).rpartition(":")
    return range(int(first or 0), int(last))


class Quiet:
    """A caller without a clock who never stops."""

    def elapsed(self) -> float:
        return 0.0

    def should_stop(self) -> bool:
        return False

    def report(self, progress: Progress) -> None:
        pass


def bounds(problem: Problem) -> list[int]:
    """The bound after every round of pricing, with cuts on the way."""
    relaxation = Relaxation(index(problem))
    relaxation.add(relaxation.single_stops())
    found = []
    for _ in range(ROUNDS):
        prices = relaxation.solve(1e-6)
        surplus, columns = relaxation.price(prices, keep_permille=900, most=50, workers=1)
        bound = safe_bound(relaxation, prices, surplus)
        assert bound is not None
        found.append(bound)
        if not relaxation.add(columns) + cut_off(relaxation, CUTS):
            break
    return found


@pytest.mark.parametrize("seed", _seeds("40"))
def test_no_round_of_the_bound_lies_below_the_optimum(seed: int) -> None:
    problem = random_problem(seed)
    assert min(bounds(problem)) >= best_value(problem)


@pytest.mark.parametrize("seed", _seeds("12"))
def test_no_bound_over_walks_lies_below_the_optimum(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Days of many stops are priced by walks; they hold for any day."""
    monkeypatch.setattr(master, "EXACT_STOPS", 0)
    problem = random_problem(seed)
    assert min(bounds(problem)) >= best_value(problem)


@pytest.mark.parametrize("seed", _seeds("60"))
def test_no_case_of_the_branching_lies_below_the_optimum(seed: int) -> None:
    problem = random_problem(seed)
    best = best_value(problem)
    bounding = Bounding.of(index(problem), 1)
    bounding.reached = best - 1
    while not bounding.finished and bounding.rounds < 4 * ROUNDS:
        bounding.step()
        assert bounding.proven >= best


@pytest.mark.parametrize("seed", _seeds("12"))
def test_a_run_lies_between_its_bound_and_nothing_better_than_the_optimum(seed: int) -> None:
    problem = random_problem(seed)
    best = optimum(problem)
    solution = solve(problem, SolveOptions(work=4, workers=1), Quiet())
    assert violations(problem, solution.plan) == ()
    assert score(problem, solution.plan).value <= best.ceiling
    assert solution.bound is not None
    assert solution.bound >= best.value


# ------------------------------------------------------------------------- cases that once gave a false bound


def _there_and_back() -> Problem:
    """An event in the middle of the day: the village before and after it would be best, but once a day is the rule."""
    return month(
        village("a", unrecorded=600, at=5),
        place(
            "e",
            "event",
            people=10,
            at=(5, 5),
            open_from=clock("11:30"),
            open_until=clock("12:00"),
            factor_permille=3000,
        ),
        days=1,
        staff=(),
        setup_s=0,
        pack_s=0,
    )


def _two_services_at_one_site() -> Problem:
    """Recording first and digital identities alone afterwards, both at one village, would be two visits a day."""
    return month(
        village("a", unrecorded=30, ikd_demand=400),
        days=1,
        staff=(),
        ikd_only_visits=True,
        ikd_show_up_ppm=500_000,
    )


def _cards_without_signal() -> Problem:
    """A stop without signal, where nobody can be recorded but cards are handed over, beside one with minutes."""
    return month(
        village("a", unrecorded=20, print_ready=40, signal="none"),
        village("b", unrecorded=20, at=(10, 10)),
        village("c", unrecorded=200, at=(20, 10)),
        days=1,
        staff=(),
        max_visits_per_day=2,
    )


def _a_stop_on_the_way() -> Problem:
    """The way is too long for one leg; a visit on the way for nobody would make it two, but must serve somebody."""
    return month(
        village("a", at=70),
        village("b", at=35, unrecorded=0),
        days=1,
        staff=(),
        driving_leg_max_s=3600,
        minutes={("a", "base"): 55, ("base", "a"): 70},
    )


def _crew_without_ikd_officer() -> Problem:
    """Under the duty with nobody for digital identities, a stop whose people nobody can record."""
    return month(
        village("a", unrecorded=20, print_ready=40, signal="none"),
        place("e", "event", people=20, ikd_demand=40, at=(10, 10), open_from=clock("08:00"), open_until=clock("08:45")),
        days=1,
        staff=(),
        teams=[team(stations=1, printers=0, crew="record:1 drive:1")],
        mandatory_ikd=True,
        ikd_only_visits=True,
        ikd_show_up_ppm=300_000,
        setup_s=0,
    )


@pytest.mark.parametrize(
    "problem",
    [
        pytest.param(_there_and_back(), id="there and back"),
        pytest.param(_two_services_at_one_site(), id="two services"),
        pytest.param(_a_stop_on_the_way(), id="a stop on the way"),
        pytest.param(_cards_without_signal(), id="cards without signal"),
        pytest.param(_crew_without_ikd_officer(), id="cards without signal under the duty"),
    ],
)
def test_the_bound_holds_where_it_once_did_not(problem: Problem) -> None:
    assert min(bounds(problem)) >= best_value(problem)

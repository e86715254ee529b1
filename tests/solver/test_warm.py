"""The warm-up compiles everything that a plan needs: no later problem waits for a compiler."""

from collections.abc import Iterator
from importlib import import_module

from numba.core.registry import CPUDispatcher

from planner.domain.history import Pin
from planner.domain.plan import SolveOptions
from solver.solve import solve
from solver.warm import Silent, main
from tests.build import day, month, village
from tests.solver.night_problems import night_problem
from tests.solver.problems import random_problem

COMPILED = (
    "solver.journeys.frames",
    "solver.journeys.kernel",
    "solver.search.kernel",
    "solver.search.moves",
    "solver.trips.filling",
    "solver.trips.joiners",
    "solver.trips.limits",
    "solver.trips.pricing",
)


def dispatchers() -> Iterator[tuple[str, CPUDispatcher]]:
    """Every compiled function by its name."""
    for module in COMPILED:
        for name, item in sorted(vars(import_module(module)).items()):
            if isinstance(item, CPUDispatcher) and item.py_func.__module__ == module:
                yield f"{module}.{name}", item


def test_problems_of_any_shape_need_nothing_that_the_warm_up_has_not_compiled() -> None:
    main()
    compiled = {name: set(item.signatures) for name, item in dispatchers()}
    assert len(compiled) > 20
    pinned = month(village("a"), village("b"), days=2, pins=[Pin(site="a", day=day(2))])
    alone = month(village("a"), days=1)
    away = [night_problem(seed) for seed in (2, 9)]
    for problem in [alone, pinned, *away, *(random_problem(seed) for seed in (0, 3, 8, 13))]:
        solve(problem, SolveOptions(work=4, workers=1), Silent())
    assert {name: set(item.signatures) - compiled[name] for name, item in dispatchers()} == {
        name: set() for name in compiled
    }

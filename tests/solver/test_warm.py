"""The warm-up compiles everything that a plan needs: no later problem waits for a compiler."""

import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages

from numba.core.registry import CPUDispatcher

import solver
from planner.domain.evidence import Resource
from planner.domain.history import Pin
from planner.domain.plan import SolveOptions
from planner.domain.problem import Problem
from solver.building import build_plan
from solver.forcing.enriching import value_with_more
from solver.forcing.revising import plans_with
from solver.solve import solve
from solver.warm import Silent, main
from tests.build import day, month, village
from tests.solver.night_problems import night_problem
from tests.solver.problems import random_problem


def dispatchers() -> Iterator[tuple[str, CPUDispatcher]]:
    """Every compiled function of the solver, wherever it stands, by its name."""
    for module in walk_packages(solver.__path__, "solver."):
        for name, item in sorted(vars(import_module(module.name)).items()):
            if isinstance(item, CPUDispatcher) and item.py_func.__module__ == module.name:
                yield f"{module.name}.{name}", item


def not_compiled() -> list[str]:
    """Compiled functions that neither ran in this process nor are called by one that did."""
    named = dict(dispatchers())
    reached = [item for item in named.values() if item.signatures]
    done = {id(item) for item in reached}
    while reached:
        function = reached.pop().py_func
        # Who is compiled has all whom it calls compiled; from the cache they come without being named.
        for called in (function.__globals__.get(name) for name in function.__code__.co_names):
            if isinstance(called, CPUDispatcher) and id(called) not in done:
                done.add(id(called))
                reached.append(called)
    return [name for name, item in named.items() if id(item) not in done]


def work_on(problem: Problem) -> None:
    """Plan; then ask, of the plan without its first trip, what serving more and having more would be worth."""
    found = solve(problem, SolveOptions(work=4, workers=1), Silent()).plan
    short = build_plan(problem, list(found.trips[1:]))
    plans_with(problem, short, [site.id for site in problem.sites], Silent(), workers=1)
    for resource in (Resource.TEAM_DAY, Resource.SATELLITE_KIT):
        value_with_more(problem, short, resource)


def test_the_warm_up_compiles_every_compiled_function_of_the_solver() -> None:
    # In a process of its own: other tests of this one compile as well.
    words = (
        "from tests.solver.test_warm import dispatchers, main, not_compiled; "
        "before = len(list(dispatchers())), len(not_compiled()); main(); print(*before, *not_compiled())"
    )
    run = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True)
    count, before, *left = run.stdout.split()
    assert left == []
    # Nothing is compiled by importing, and what this counts is what there is.
    assert int(before) == int(count) > 60


def test_problems_of_any_shape_need_nothing_that_the_warm_up_has_not_compiled() -> None:
    main()
    compiled = {name: set(item.signatures) for name, item in dispatchers()}
    pinned = month(village("a"), village("b"), days=2, pins=[Pin(site="a", day=day(2))])
    alone = month(village("a"), days=1)
    away = [night_problem(seed) for seed in (2, 9)]
    for problem in [alone, pinned, *away, *(random_problem(seed) for seed in (0, 3, 8, 13))]:
        work_on(problem)
    assert {name: set(item.signatures) - compiled[name] for name, item in dispatchers()} == {
        name: set() for name in compiled
    }

"""OR-Tools routing: optional nodes, one dimension each for time, service, driving and visits.

The time is shared by several pairs of first solution and metaheuristic; the best is kept.
"""

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

from ortools.constraint_solver import pywrapcp, routing_enums_pb2

from benchmarks.engines.routes import Route, driving, service_of, set_ups, spent
from benchmarks.statement import NEVER, Statement
from planner.units import DAY_S

FIRST = routing_enums_pb2.FirstSolutionStrategy
META = routing_enums_pb2.LocalSearchMetaheuristic
STRATEGIES = (
    (FIRST.PARALLEL_CHEAPEST_INSERTION, META.GUIDED_LOCAL_SEARCH),
    (FIRST.LOCAL_CHEAPEST_COST_INSERTION, META.GUIDED_LOCAL_SEARCH),
    (FIRST.PATH_CHEAPEST_ARC, META.SIMULATED_ANNEALING),
)


def solve(statement: Statement, seconds: float, seed: int, workers: int) -> list[Route]:
    """Routes of the best of the strategies; the engine has one thread and no seed."""
    del seed, workers
    best, worth = list[Route](), -1
    for first, meta in STRATEGIES:
        routes = _one(statement, seconds / len(STRATEGIES), first, meta)
        found = sum(statement.chunks[chunk].worth for route in routes for chunk in route.chunks)
        if found > worth:
            best, worth = routes, found
    return best


def _one(statement: Statement, seconds: float, first: int, meta: int) -> list[Route]:
    chunks, slots = statement.chunks, statement.slots
    if not chunks or not slots:
        return []
    # Node 0 stands for every base: each kind has tables of its own.
    manager = pywrapcp.RoutingIndexManager(len(chunks) + 1, len(slots), 0)
    model = pywrapcp.RoutingModel(manager)
    tables = _Tables(statement, manager, model)
    drives = tables.evaluators(lambda kind: driving(statement, kind).tolist())
    for vehicle, slot in enumerate(slots):
        model.SetArcCostEvaluatorOfVehicle(drives[slot.kind], vehicle)
    tables.dimension("time", lambda kind: spent(statement, kind).tolist(), NEVER, lambda kind: kind.length, slack=True)
    limit = statement.problem.policy
    tables.dimension(
        "driving", lambda kind: driving(statement, kind).tolist(), 0, lambda kind: limit.driving_day_max_s * kind.days
    )
    tables.dimension("service", tables.services, 0, lambda kind: kind.hours.service_limit_s * kind.days)
    visits = set_ups(statement).tolist()
    tables.dimension("visits", lambda _: visits, 0, lambda kind: limit.max_visits_per_day * kind.days)
    _nodes(statement, manager, model)
    asked = pywrapcp.DefaultRoutingSearchParameters()
    asked.first_solution_strategy = first
    asked.local_search_metaheuristic = meta
    asked.time_limit.FromMilliseconds(round(seconds * 1000))
    found = model.SolveWithParameters(asked)
    return [] if found is None else list(_routes(statement, manager, model, found))


class _Tables:
    """Transit evaluators and dimensions, one table for each kind of vehicle."""

    def __init__(self, statement: Statement, manager: Any, model: Any) -> None:
        self.statement, self.manager, self.model = statement, manager, model

    def evaluators(self, table_of: Callable[[int], list[list[int]]]) -> list[int]:
        return [self.model.RegisterTransitMatrix(table_of(kind)) for kind in range(len(self.statement.kinds))]

    def dimension(
        self,
        name: str,
        table_of: Callable[[int], list[list[int]]],
        slack_max: int,
        top: Callable[[Any], int],
        *,
        slack: bool = False,
    ) -> None:
        numbers = self.evaluators(table_of)
        slots, kinds = self.statement.slots, self.statement.kinds
        self.model.AddDimensionWithVehicleTransitAndCapacity(
            [numbers[slot.kind] for slot in slots],
            slack_max if slack else 0,
            [top(kinds[slot.kind]) for slot in slots],
            not slack,
            name,
        )

    def services(self, kind: int) -> list[list[int]]:
        """Service of the node that is left."""
        chunks = range(len(self.statement.chunks))
        own = [0, *(service_of(self.statement, kind, chunk) for chunk in chunks)]
        return [[service] * len(own) for service in own]


def _nodes(statement: Statement, manager: Any, model: Any) -> None:
    """Each chunk may be left out at the price of its worth, and is served in its hours by kinds that can."""
    time = model.GetDimensionOrDie("time")
    for number, chunk in enumerate(statement.chunks):
        index = manager.NodeToIndex(number + 1)
        model.AddDisjunction([index], chunk.worth)
        able = [vehicle for vehicle, slot in enumerate(statement.slots) if chunk.service_s[slot.kind] is not None]
        if len(able) < len(statement.slots):
            model.VehicleVar(index).SetValues([-1, *able])
        windows = sorted({window for kind in range(len(statement.kinds)) for window in statement.windows(kind, chunk)})
        if not windows:
            continue
        by_day: dict[int, tuple[int, int]] = {}
        for early, late in windows:
            day = early // DAY_S
            before = by_day.get(day, (early, late))
            by_day[day] = (min(early, before[0]), max(late, before[1]))
        spans = [by_day[day] for day in sorted(by_day)]
        cumul = time.CumulVar(index)
        cumul.SetRange(spans[0][0], spans[-1][1])
        for (_, end), (start, _) in pairwise(spans):
            cumul.RemoveInterval(end + 1, start - 1)


def _routes(statement: Statement, manager: Any, model: Any, found: Any) -> Iterator[Route]:
    time = model.GetDimensionOrDie("time")
    for vehicle, slot in enumerate(statement.slots):
        index = found.Value(model.NextVar(model.Start(vehicle)))
        chunks, days = [], []
        while not model.IsEnd(index):
            chunks.append(manager.IndexToNode(index) - 1)
            days.append(found.Min(time.CumulVar(index)) // DAY_S)
            index = found.Value(model.NextVar(index))
        if chunks:
            yield Route(kind=slot.kind, chunks=tuple(chunks), days=tuple(days))

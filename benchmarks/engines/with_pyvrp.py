"""PyVRP: hybrid search over optional clients with prizes.

Service depends on the vehicle (a kit makes it faster) and set-up on the client before, so both are part of the travel
durations of each kind's profile; driving is the distance, so that its limit is the one on distance. Service in a day
is a load. Visits a day have no counterpart and are mended after; trips of several days have a copy of each
client for each day, at most one of which is visited.
"""

from typing import Any

import numpy as np
import pyvrp
from pyvrp.stop import MaxRuntime

from benchmarks.engines.routes import Matrix, Route, driving, service_of, spent
from benchmarks.statement import NEVER, Statement


def solve(statement: Statement, seconds: float, seed: int, workers: int) -> list[Route]:
    """Routes of the best solution found; ``workers`` is not used, the engine has one thread."""
    del workers
    clients, groups = _clients(statement)
    if not clients:
        return []
    bases = sorted({kind.base for kind in statement.kinds})
    data = pyvrp.ProblemData(
        locations=[pyvrp.Location(0, 0) for _ in range(len(bases) + len(clients))],
        clients=[client for client, _, _ in clients],
        depots=[pyvrp.Depot(location=number) for number in range(len(bases))],
        vehicle_types=_vehicles(statement, bases),
        distance_matrices=[_table(driving(statement, n), bases, clients) for n in _kinds(statement)],
        duration_matrices=[_table(spent(statement, n), bases, clients) for n in _kinds(statement)],
        groups=groups,
    )
    result = pyvrp.solve(data, stop=MaxRuntime(seconds), seed=seed, display=False, collect_stats=False)
    if not result.is_feasible():
        return []
    return [_route(route, clients) for route in result.best.routes()]


def _kinds(statement: Statement) -> range:
    return range(len(statement.kinds))


def _clients(
    statement: Statement,
) -> tuple[list[tuple[pyvrp.Client, int, int]], list[pyvrp.ClientGroup]]:
    """(client, chunk, day) for each day on which some kind of vehicle may serve the chunk; groups of such days."""
    bases = len({kind.base for kind in statement.kinds})
    found: list[tuple[pyvrp.Client, int, int]] = []
    groups: list[pyvrp.ClientGroup] = []
    for number, chunk in enumerate(statement.chunks):
        by_day: dict[int, list[tuple[int, int]]] = {}
        for kind in _kinds(statement):
            for day, window in enumerate(statement.windows(kind, chunk)):
                by_day.setdefault(day, []).append(window)
        group = len(groups) if len(by_day) > 1 else None
        if group is not None:
            groups.append(pyvrp.ClientGroup(list(range(len(found), len(found) + len(by_day))), required=False))
        services = [service for service in chunk.service_s if service is not None]
        for day, windows in sorted(by_day.items()):
            client = pyvrp.Client(
                location=bases + len(found),
                pickup=[min(services)],
                tw_early=min(first for first, _ in windows),
                tw_late=max(last for _, last in windows),
                prize=chunk.worth,
                required=False,
                group=group,
            )
            found.append((client, number, day))
    return found, groups


def _vehicles(statement: Statement, bases: list[str]) -> list[pyvrp.VehicleType]:
    policy = statement.problem.policy
    made = []
    for number, kind in enumerate(statement.kinds):
        depot = bases.index(kind.base)
        made.append(
            pyvrp.VehicleType(
                num_available=statement.vehicles[number],
                capacity=[_capacity(statement, number)],
                start_depot=depot,
                end_depot=depot,
                tw_early=0,
                tw_late=kind.length,
                max_distance=policy.driving_day_max_s * kind.days,
                profile=number,
            )
        )
    return made


def _capacity(statement: Statement, kind: int) -> int:
    """Service seconds of a trip, counted as the loads are: in those of the fastest kind."""
    own = statement.kinds[kind]
    ratios = [
        min(service for service in chunk.service_s if service is not None) / max(1, service_of(statement, kind, number))
        for number, chunk in enumerate(statement.chunks)
        if chunk.service_s[kind] is not None
    ]
    usual = float(np.median(ratios)) if ratios else 1.0
    return round(own.hours.service_limit_s * own.days * usual)


def _table(of_chunks: Matrix, bases: list[str], clients: list[tuple[pyvrp.Client, int, int]]) -> Any:
    """Rows for each base (all as the kind's own, which alone it uses) and each copy of a chunk."""
    rows = np.array([*(0 for _ in bases), *(chunk + 1 for _, chunk, _ in clients)], dtype=np.int64)
    days = np.array([*(0 for _ in bases), *(day for _, _, day in clients)], dtype=np.int64)
    table = of_chunks[np.ix_(rows, rows)].copy()
    np.fill_diagonal(table, 0)
    # A later day never comes before an earlier one; from and to a base it does not matter.
    back = (days[:, None] > days[None, :]) & (rows[None, :] > 0)
    table[back] = NEVER
    return table


def _route(route: pyvrp.Route, clients: list[tuple[pyvrp.Client, int, int]]) -> Route:
    visited = [clients[step.idx] for step in route.schedule() if step.is_client()]
    return Route(
        kind=route.vehicle_type(),
        chunks=tuple(chunk for _, chunk, _ in visited),
        days=tuple(day for _, _, day in visited),
    )

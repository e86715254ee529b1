"""VROOM (through pyvroom): jobs with priorities, service by type of vehicle, limits on driving.

Set-up and packing are part of the way between two places, so that they come once a visit and windows are those
of service; driving is the distance, so that its limit is the one on distance. Priorities are whole numbers to 100, so
worths are scaled to them. A trip of several days has several windows for each job. Visits a day beyond their limit
are mended after.
"""

from datetime import timedelta

import numpy as np
import vroom
from numpy.typing import NDArray

from benchmarks.engines.routes import Route
from benchmarks.statement import Statement

TOP_PRIORITY = 100
DEEPEST = 5


def solve(statement: Statement, seconds: float, seed: int, workers: int) -> list[Route]:
    """Routes of the solution at the deepest exploration, cut at ``seconds``; the engine has no ``seed``."""
    del seed
    if not statement.chunks:
        return []
    places = sorted({kind.base for kind in statement.kinds} | {chunk.site for chunk in statement.chunks})
    number = {place: at for at, place in enumerate(places)}
    model = vroom.Input()
    for kind in range(len(statement.kinds)):
        ways = np.array([[statement.drive(kind, start, end) for end in places] for start in places], dtype=np.int64)
        model.set_durations_matrix(f"kind-{kind}", (ways + _beside(statement, places)).astype(np.uint32))
        model.set_distances_matrix(f"kind-{kind}", ways.astype(np.uint32))
    model.add_vehicle(list(_vehicles(statement, number)))
    model.add_job(list(_jobs(statement, number)))
    found = model.solve(exploration_level=DEEPEST, nb_threads=workers, timeout=timedelta(seconds=seconds))
    return _routes(statement, found)


def _beside(statement: Statement, places: list[str]) -> NDArray[np.int64]:
    """Packing at the place left and setting up at the place reached; neither at a base nor between equal places."""
    policy = statement.problem.policy
    site = np.array([place in statement.problem.site for place in places], dtype=np.int64)
    both = site[:, None] * policy.pack_s + site[None, :] * policy.setup_s
    return np.where(np.eye(len(places), dtype=np.bool_), 0, both)


def _vehicles(statement: Statement, number: dict[str, int]) -> list[vroom.Vehicle]:
    policy = statement.problem.policy
    made = []
    for at, slot in enumerate(statement.slots):
        kind = statement.kinds[slot.kind]
        made.append(
            vroom.Vehicle(
                id=at + 1,
                start=number[kind.base],
                end=number[kind.base],
                profile=f"kind-{slot.kind}",
                type=f"kind-{slot.kind}",
                capacity=[kind.hours.service_limit_s * kind.days],
                skills={slot.kind + 1},
                time_window=vroom.TimeWindow(0, kind.length),
                max_distance=policy.driving_day_max_s * kind.days,
            )
        )
    return made


def _jobs(statement: Statement, number: dict[str, int]) -> list[vroom.Job]:
    """One for each chunk; a kind's skill is asked for where it is the only one that can serve it."""
    top = max(chunk.worth for chunk in statement.chunks)
    made = []
    for at, chunk in enumerate(statement.chunks):
        able = [kind for kind, service in enumerate(chunk.service_s) if service is not None]
        windows = sorted({window for kind in able for window in statement.windows(kind, chunk)})
        if not windows:
            continue
        services = {
            f"kind-{kind}": statement.kinds[kind].length if service is None else service
            for kind, service in enumerate(chunk.service_s)
        }
        plain = max(service for service in chunk.service_s if service is not None)
        made.append(
            vroom.Job(
                id=at + 1,
                location=number[chunk.site],
                time_windows=[vroom.TimeWindow(first, last) for first, last in _merged(windows)],
                default_service=plain,
                service_per_type=services,
                delivery=[plain],
                priority=max(1, round(chunk.worth * TOP_PRIORITY / top)),
            )
        )
    return made


def _merged(windows: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Windows that overlap made one, as kinds of vehicles see slightly different hours."""
    merged: list[tuple[int, int]] = []
    for first, last in windows:
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged


def _routes(statement: Statement, found: vroom.solution.solution.Solution) -> list[Route]:
    steps = found.routes
    steps = steps[steps["type"] == "job"]
    routes = []
    for vehicle, rows in steps.groupby("vehicle_id", sort=True):
        slot = statement.slots[int(vehicle) - 1]
        routes.append(
            Route(
                kind=slot.kind,
                chunks=tuple(int(job) - 1 for job in rows["id"]),
                days=tuple(int(arrival) // 86_400 for arrival in rows["arrival"]),
            )
        )
    return routes

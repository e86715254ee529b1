"""What an engine hands back, and the tables that all of them are given."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.statement import NEVER, Statement

Matrix = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Chunks (by number) in the order that a vehicle of a kind serves them, with the day of its trip, from 0."""

    kind: int
    chunks: tuple[int, ...]
    days: tuple[int, ...]


Engine = Callable[[Statement, float, int, int], Sequence[Route]]
"""(statement, seconds, seed, workers) -> routes."""


def driving(statement: Statement, kind: int) -> Matrix:
    """Seconds of driving between base (0) and chunks (from 1); 0 between chunks of one place."""
    sites = [statement.kinds[kind].base, *(chunk.site for chunk in statement.chunks)]
    names = sorted(set(sites))
    number = {name: place for place, name in enumerate(names)}
    ways = np.array([[statement.drive(kind, start, end) for end in names] for start in names], dtype=np.int64)
    where = np.array([number[name] for name in sites], dtype=np.int64)
    table: Matrix = ways[np.ix_(where, where)]
    return table


def spent(statement: Statement, kind: int) -> Matrix:
    """Seconds from the start of service at one chunk to the earliest start of service at the next.

    Service, then packing, the way and setting up, unless the next chunk is served at the same place.
    """
    policy = statement.problem.policy
    ways = driving(statement, kind)
    sites = np.array([0, *_place_numbers(statement)], dtype=np.int64)
    elsewhere = sites[:, None] != sites[None, :]
    service = np.array([0, *(service_of(statement, kind, n) for n in range(len(statement.chunks)))], dtype=np.int64)
    pack = np.where(np.arange(len(sites)) > 0, policy.pack_s, 0)
    set_up = np.where(np.arange(len(sites)) > 0, policy.setup_s, 0)
    table: Matrix = np.minimum(service[:, None] + ways + np.where(elsewhere, pack[:, None] + set_up[None, :], 0), NEVER)
    return table


def service_of(statement: Statement, kind: int, chunk: int) -> int:
    """Seconds of service of a chunk; ``NEVER`` where the kind cannot serve it."""
    found = statement.chunks[chunk].service_s[kind]
    return NEVER if found is None else found


def _place_numbers(statement: Statement) -> list[int]:
    numbers: dict[str, int] = {}
    return [numbers.setdefault(chunk.site, len(numbers) + 1) for chunk in statement.chunks]


def set_ups(statement: Statement) -> Matrix:
    """1 where going from one node to another begins a visit, else 0: counts visits along a route."""
    sites = np.array([0, *_place_numbers(statement)], dtype=np.int64)
    counts: Matrix = ((sites[:, None] != sites[None, :]) & (np.arange(len(sites)) > 0)[None, :]).astype(np.int64)
    return counts

"""Corrections learned from observed trips: how much slower or faster the office drives than the table says.

Each group of classes (main, minor, rough, water) has one factor on its seconds. The factors are those that explain
the observed times best, held near 1 by as much as a few trips can tell: with no trip over a group its factor is 1.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import lsq_linear

from geodata.roads.kinds import GROUPS

LEAST, MOST = 0.5, 3.0
"""No group is taken as more than twice as fast or three times as slow as the table says."""
TRUST = 3.0
"""Trips over a group that weigh as much as the table."""
ROUNDS = 4
"""Other factors may make other ways the fastest; after so many rounds the ways are settled or alternate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """A trip that was driven: places by number, and its seconds."""

    start: int
    end: int
    seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What was learned for one vehicle.

    Attributes
    ----------
    factors
        By group, rounded to the thousandth.
    trips
        How many observed trips could be followed over the network.
    error_before, error_after
        Mean absolute error of their times in permille of the observed, by the table and by the corrected table.
    """

    factors: Mapping[str, float]
    trips: int
    error_before: int
    error_after: int


Shares = Callable[[Mapping[str, float], Sequence[Observation]], NDArray[np.float64]]
"""Given factors, the uncorrected seconds of each trip's fastest way by group, and a last column that no factor
changes (ends on foot, waiting); NaN in a row without a way."""


def learn(observed: Sequence[Observation], shares: Shares) -> Correction | None:
    """The correction that observed trips teach, ``None`` where none can be followed."""
    factors = dict.fromkeys(GROUPS, 1.0)
    times = np.array([item.seconds for item in observed], dtype=np.float64)
    before: NDArray[np.float64] | None = None
    best: tuple[float, dict[str, float], NDArray[np.float64]] | None = None
    for _ in range(ROUNDS):
        parts = shares(factors, observed)
        known = np.isfinite(parts).all(axis=1)
        if not known.any():
            return None
        if before is None:
            before = _errors(parts[known], times[known], factors)
            best = (float(before.mean()), dict(factors), before)
        fitted = _fitted(parts[known], times[known])
        settled = all(abs(fitted[name] - factors[name]) < 0.001 for name in GROUPS)
        factors = fitted
        after = _errors(shares(factors, observed)[known], times[known], factors)
        if best is not None and float(after.mean()) < best[0]:
            best = (float(after.mean()), dict(factors), after)
        if settled:
            break
    if best is None or before is None:
        return None
    return Correction(
        factors=best[1],
        trips=len(before),
        error_before=round(1000 * float(before.mean())),
        error_after=round(1000 * best[0]),
    )


def _fitted(parts: NDArray[np.float64], times: NDArray[np.float64]) -> dict[str, float]:
    """Least squares of relative errors, each factor drawn to 1 by ``TRUST`` trips of its usual share."""
    scaled = parts / times[:, None]
    moving, fixed = scaled[:, : len(GROUPS)], scaled[:, len(GROUPS) :].sum(axis=1)
    # The table counts like TRUST trips that went over this group alone and took what the table says.
    pull = np.eye(len(GROUPS)) * np.sqrt(TRUST) * np.maximum(moving.mean(axis=0), 0.05)
    rows = np.concatenate([moving, pull])
    aims = np.concatenate([1.0 - fixed, pull.diagonal()])
    found = lsq_linear(rows, aims, bounds=(LEAST, MOST), tol=1e-12)
    return {name: round(float(value), 3) for name, value in zip(GROUPS, found.x, strict=True)}


def _errors(
    parts: NDArray[np.float64], times: NDArray[np.float64], factors: Mapping[str, float]
) -> NDArray[np.float64]:
    by_group = np.array([*(factors[name] for name in GROUPS), 1.0])
    found: NDArray[np.float64] = np.abs(parts @ by_group - times) / times
    return found

"""A month of every regency at several stocks of blank cards, and the cards shared between them.

Each regency is a small study of its own: the month with all the cards that it could use, then with less and less, each
going on from the one before. Its values by cards are its curve. The curves of all regencies are shared out by
:mod:`planner.scenarios.sharing`.
"""

import os
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from api.scenarios.pool import Death, SolvingPool
from api.scenarios.running import StudyRunner
from api.scenarios.store import StudyFolder
from api.wiring_nation import Given, Office, regency_problem
from planner.changes import StockCounted
from planner.domain.problem import Problem
from planner.scenarios.comparing import Point, concave_hull
from planner.scenarios.grid import ChangeAxis, Grid
from planner.scenarios.scenario import Scenario
from planner.scenarios.sharing import Shared, hull_worth, per_capita, shared_cards
from planner.scenarios.study import Effort, Study
from planner.units import PERMILLE, milli_people

STEPS = (0, 250, 500, 750, 1000)
"""Stocks that are tried, permille of what the regency could use at most."""
CARDS_IN = 10
SCHEMA = "jemput/national-result/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegencyAnswer:
    """What a regency makes of its cards.

    Attributes
    ----------
    office
        Which one.
    eligible
        Its people obliged to hold a card.
    most
        Cards that it could use at most.
    points
        Cards, value (thousandths of weighted people) and proven bound, by rising cards.
    worst_gap
        Widest proven gap of its plans, hundredths of a percent; ``None`` if a plan has no bound.
    seconds, processor_seconds
        That answering took: by the clock, and by the processors of the solving processes.
    """

    office: Office
    eligible: int
    most: int
    points: tuple[tuple[int, int, int | None], ...]
    worst_gap: int | None
    seconds: float
    processor_seconds: float


def most_cards(problem: Problem) -> int:
    """Cards that a regency could use in a month at most: for all its unrecorded and all that wait for print."""
    need = sum(site.unrecorded + site.print_ready for site in problem.sites)
    return -(-need // CARDS_IN) * CARDS_IN


def answer(
    office: Office,
    given: Given,
    span: Any,
    folder: StudyFolder,
    effort: Effort,
    processes: int,
    heed: Callable[[], bool],
    died: Callable[[Death], None],
) -> RegencyAnswer:
    """Answer one regency; what was solved before is taken from the folder.

    Raises
    ------
    Stopped
        Somebody stopped it.
    """
    bare = regency_problem(office.code, given, span)
    most = most_cards(bare)
    full = replace(bare, stock=replace(bare.stock, opening=most))
    steps = tuple(sorted({-(most - most * step // PERMILLE // CARDS_IN * CARDS_IN) for step in STEPS}))
    axis = ChangeAxis(change=StockCounted(difference=0), field="difference", values=steps)
    grid = Grid(name="kartu", base=Scenario(name="kartu"), axes=(axis,))
    study = Study(name=office.code, grids=(grid,), effort=effort)
    pool = SolvingPool(processes, died=died)
    pool.heed(heed)
    began, spent = time.monotonic(), _children_seconds()
    run = StudyRunner(study, full, (), folder, processes=processes, pool=pool).run()
    points, gaps = [], []
    for item in run.runs:
        if item.node.line is not None:
            found = run.answers[item.node.name]
            bound = None if found.bound is None else -milli_people(-found.bound)
            points.append((most + item.node.line[1][0], milli_people(found.value), bound))
            gaps.append(found.gap_basis_points)
    known = [gap for gap in gaps if gap is not None]
    return RegencyAnswer(
        office=office,
        eligible=sum(site.eligible for site in full.sites),
        most=most,
        points=tuple(sorted(points)),
        worst_gap=max(known) if len(known) == len(gaps) else None,
        seconds=time.monotonic() - began,
        processor_seconds=_children_seconds() - spent,
    )


def _children_seconds() -> float:
    """Processor time of processes that have ended; 0 where the system does not tell it."""
    used = os.times()
    return used.children_user + used.children_system


def sample(offices: Sequence[Office], count: int) -> tuple[tuple[Office, int], ...]:
    """The middle regency of each of ``count`` strata by number of villages, and how many its stratum holds."""
    ordered = sorted(offices, key=lambda item: (item.villages, item.code))
    edges = [len(ordered) * number // count for number in range(count + 1)]
    return tuple((ordered[(start + end) // 2], end - start) for start, end in pairwise(edges) if end > start)


# --- sharing ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """Scarce cards shared out, and the split by people beside it; values in thousandths of weighted people."""

    total: int
    best: Shared
    by_people: Shared
    by_people_on_hulls: int

    @property
    def gain(self) -> int:
        """What sharing is worth above the split by people: both read off the curves' hulls."""
        return self.best.bound - self.by_people_on_hulls


def divided(answers: Iterable[RegencyAnswer], total: int | None, permille: int) -> Division:
    """Share ``total`` cards, or a share of what all could use at most."""
    listed = list(answers)
    curves = {
        item.office.code: [Point(spent=cards, gained=value, name=str(cards)) for cards, value, _ in item.points]
        for item in listed
    }
    cards = sum(item.most for item in listed) * permille // PERMILLE if total is None else total
    people = {item.office.code: item.eligible for item in listed}
    by_people = per_capita(curves, people, cards)
    return Division(
        total=cards,
        best=shared_cards(curves, cards),
        by_people=by_people,
        by_people_on_hulls=hull_worth(curves, by_people.cards),
    )


def values(answers: Sequence[RegencyAnswer], division: Division) -> dict[str, Any]:
    """Everything as plain values."""
    return {
        "schema": SCHEMA,
        "cards": division.total,
        "value_milli": division.best.bound,
        "certain_milli": division.best.worth,
        "by_people_milli": division.by_people_on_hulls,
        "gain_milli": division.gain,
        "regencies": [
            {
                "code": item.office.code,
                "name": item.office.name,
                "province": item.office.province,
                "villages": item.office.villages,
                "generated": item.office.is_generated,
                "eligible": item.eligible,
                "most_cards": item.most,
                "points": [list(point) for point in item.points],
                "hull": [point.spent for point in _hull(item)],
                "worst_gap_basis_points": item.worst_gap,
                "cards": division.best.cards[item.office.code],
                "cards_by_people": division.by_people.cards[item.office.code],
            }
            for item in answers
        ],
    }


def _hull(item: RegencyAnswer) -> tuple[Point, ...]:
    return concave_hull([Point(spent=cards, gained=value, name=str(cards)) for cards, value, _ in item.points])


def by_code(items: Iterable[Office]) -> Mapping[str, Office]:
    """Offices by their codes."""
    return {item.code: item for item in items}
